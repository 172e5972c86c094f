"""How what was read or made is told."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header

from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.services.answers import Answer, KeyUsedError, answer_once

Key = Annotated[str, Header(alias="Idempotency-Key", max_length=100, pattern=r"^[!-~]*$")]


def reply(told: Mapping[str, Any], status: int = 200, **headers: str) -> JsonResponse:
    """What was asked for, as JSON."""
    return JsonResponse(told, status=status, encoder=DjangoJSONEncoder, headers=headers)


def created(
    request: HttpRequest, key: str, asked: object, make: Callable[[], tuple[Mapping[str, Any], str]]
) -> HttpResponse:
    """Create a thing, once a key; ``make`` gives what is told of it, and its address.

    Raises
    ------
    ProblemError
        If the key belongs to another request.
    """

    def answer() -> Answer:
        told, location = make()
        return Answer(201, location, reply(told).content.decode())

    found = _once(request, key, asked, answer) if key else answer()
    headers = {"Location": found.location} | ({"Idempotent-Replayed": "true"} if found.replayed else {})
    return HttpResponse(found.body, content_type="application/json", status=found.status, headers=headers)


def _once(request: HttpRequest, key: str, asked: object, make: Callable[[], Answer]) -> Answer:
    said = f"{request.method} {request.path}\n{asked}"
    try:
        return answer_once(actor=member_behind(request), key=key, asked=said, make=make, at=timezone.now())
    except KeyUsedError as error:
        told = _("This Idempotency-Key belongs to another request. Use a new one for each thing you create.")
        raise ProblemError(409, told) from error
