"""The door of the API: what every operation shares, from the first limit to the last error."""

import logging
from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from jopoi.errors import JopoiError
from jopoi_workbench.shell.access import SecondFactorMissingError
from jopoi_workbench.shell.api.described import complete
from jopoi_workbench.shell.api.limits import allow_address, tell_allowance
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.problems import ProblemError, problem, wrong_method
from jopoi_workbench.shell.services.refusals import RefusedError

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


class Api(NinjaAPI):
    """Ninja, with our errors and a complete description."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        complete(schema)
        return schema

    def on_exception(self, request: HttpRequest, exc: Any) -> Any:  # noqa: ANN401 - ninja's own signature
        return _as_problem(request, exc)


api = Api(
    title="Jopói",
    version="1",
    description="What a member can do on the pages, for programs.",
    urls_namespace="api",
    docs_url=None,
)


def _as_problem(request: HttpRequest, error: Exception) -> HttpResponseBase:
    if isinstance(error, ProblemError):
        return problem(error.status, error.detail, **error.more)
    if isinstance(error, AuthenticationError):
        return problem(401, headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, ValidationError):
        return problem(422, _("See “errors”."), errors=[_found(one) for one in error.errors])
    if isinstance(error, RefusedError):
        return problem(409, str(error))
    if isinstance(error, JopoiError):
        return problem(422, error.say(language()))
    if isinstance(error, SecondFactorMissingError):
        told = _("“%(lab)s” asks you for a second factor. Set one up under “Your account”, then try again.")
        return problem(403, told % {"lab": error.member.lab.name})
    known = ((Http404, 404), (PermissionDenied, 403), (RequestDataTooBig, 413), (SuspiciousOperation, 400),
             (BadRequest, 400))  # fmt: skip
    for kind, status in known:
        if isinstance(error, kind):
            return problem(status)
    log.error("%s %s", request.method, request.path, exc_info=error)
    return problem(500)


_WRONG = {
    "missing": gettext_lazy("This is missing."),
    "string_too_long": gettext_lazy("This is too long."),
    "int_parsing": gettext_lazy("Give a whole number."),
    "int_type": gettext_lazy("Give a whole number."),
    "greater_than_equal": gettext_lazy("This number is too small."),
    "less_than_equal": gettext_lazy("This number is too large."),
    "enum": gettext_lazy("This is not one of the values that are known here."),
    "literal_error": gettext_lazy("This is not one of the values that are known here."),
}


def _found(error: dict[str, Any]) -> dict[str, str]:
    """What ninja found wrong with a parameter, in our words."""
    sentence = _WRONG.get(error["type"], _("This is not what is expected here."))
    return {"field": ".".join(str(part) for part in error["loc"][1:]), "message": str(sentence)}


def urls_of(made: NinjaAPI) -> tuple[list[URLPattern], str, str]:
    """The API's addresses, each behind the door."""
    patterns, app, name = made.urls
    for pattern in patterns:
        assert isinstance(pattern, URLPattern)  # noqa: S101 - ninja makes no resolvers
        pattern.callback = _door(pattern.callback)
    return patterns, app, name  # type: ignore[return-value]


def _door(view: View) -> View:
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            allow_address(request)
            response = view(request, *args, **kwargs)
        except (ProblemError, Http404) as error:
            response = _as_problem(request, error)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = wrong_method(response["Allow"])
        tell_allowance(request, response)
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
        return response

    update_wrapper(through, view)
    through.login_required = False  # type: ignore[attr-defined]
    through.csrf_exempt = True  # type: ignore[attr-defined]
    return through
