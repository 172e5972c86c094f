"""What an API answers when something is wrong: RFC 9457, one shape for all, a sentence for each."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONTENT_TYPE = "application/problem+json"
PREFIX = "/api/"

_TITLES = {
    400: gettext_lazy("The request cannot be read."),
    401: gettext_lazy("A valid token is needed."),
    403: gettext_lazy("This is not allowed."),
    404: gettext_lazy("There is nothing here."),
    405: gettext_lazy("This address does not take that method."),
    406: gettext_lazy("The answer cannot be given in that form."),
    409: gettext_lazy("Something stands in the way."),
    410: gettext_lazy("This is no longer published."),
    412: gettext_lazy("It was changed since you read it."),
    413: gettext_lazy("The request is too large."),
    415: gettext_lazy("Send the body in another form."),
    422: gettext_lazy("Something needs a change."),
    428: gettext_lazy("Say which version you are changing."),
    429: gettext_lazy("Too many requests."),
    500: gettext_lazy("Something broke on our side."),
}
_DETAILS = {
    400: gettext_lazy("Check the request: its address, headers and body."),
    403: gettext_lazy("Your roles in this lab do not allow it. Ask an administrator of your lab."),
    404: gettext_lazy("Check the address and the number in it, and that the token is for the right lab."),
    413: gettext_lazy("Send less at once."),
    500: gettext_lazy("It has been noted. Nothing of this request was kept; try it again later."),
}


class ProblemError(Exception):
    """Ends a request to the API with a problem."""

    def __init__(self, status: int, detail: object, **more: Any) -> None:
        super().__init__(status)
        self.status, self.detail, self.more = status, detail, more


def problem(
    status: int,
    detail: object = "",
    *,
    errors: Sequence[Mapping[str, str]] | None = None,
    current: Any = None,  # noqa: ANN401 - whatever the address gives
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """A problem as a response.

    Parameters
    ----------
    status : int
    detail : text
        What is wrong here, and what to do.
    errors : sequence of mapping, optional
        ``{"field", "message"}`` for each thing that needs a change.
    current : optional
        How the thing is now, if it was changed meanwhile.
    headers : mapping, optional
    """
    told = {
        "type": "about:blank",
        "title": str(_TITLES.get(status, HTTPStatus(status).phrase)),
        "status": status,
        "detail": str(detail or _DETAILS.get(status, "")),
    }
    told |= {name: value for name, value in (("errors", errors), ("current", current)) if value is not None}
    return JsonResponse(
        told, status=status, content_type=CONTENT_TYPE, encoder=DjangoJSONEncoder, headers=dict(headers or {})
    )


def wanted_by(request: HttpRequest) -> bool:
    """Whether whoever asks is a program at an address of the API."""
    return request.path.startswith(PREFIX)


def wrong_method(allowed: str) -> JsonResponse:
    """The answer to a method that an address does not take."""
    return problem(405, _("It takes %(methods)s.") % {"methods": allowed}, headers={"Allow": allowed})
