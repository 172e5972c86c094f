"""Challenges, for programs."""

from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import challenge_for, challenges_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.changes import VERSION_SHAPE, IfMatch, changed, etag
from jopoi_workbench.shell.api.fields import filled, json_of, shape_of, values_of
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    TEXT,
    TEXT_OR_NOTHING,
    TIME,
    TIME_OR_NOTHING,
    WHOLE,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.forms import ChallengeForm, EditChallengeForm
from jopoi_workbench.shell.models import Challenge, Scope
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import create_challenge, edit_challenge

router = Router(tags=["challenges"])

CHALLENGE = thing(
    "Challenge",
    **shape_of(ChallengeForm)["properties"],
    id=WHOLE,
    version=WHOLE,
    url=TEXT,
    visibility=TEXT,
    created_by=TEXT,
    created_at=TIME,
    edited_by=TEXT_OR_NOTHING,
    edited_at=TIME_OR_NOTHING,
)


class Sought(Window):
    search: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    kind: Literal["", "big_bet", "exploratory"] = ""


@router.get(
    "",
    url_name="challenges",
    operation_id="list_challenges",
    **operation(Scope.READ_CHALLENGES, _("List challenges"), page_of(CHALLENGE)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    found = challenges_for(member_behind(request)).select_related("edited_by__person")
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.search:
        found = found.filter(Q(title__icontains=sought.search) | Q(statement__icontains=sought.search))
    return reply(listed(request, found, sought, told))


@router.post(
    "",
    url_name="challenges",
    operation_id="open_challenge",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Open a challenge"),
        CHALLENGE,
        status=201,
        takes=shape_of(ChallengeForm),
        act=Act.OPEN_CHALLENGE,
    ),
)
def open_one(request: HttpRequest, key: Key = "") -> HttpResponse:
    member, form = member_behind(request), filled(ChallengeForm, request)

    def make() -> tuple[dict[str, Any], str]:
        challenge = create_challenge(actor=member, at=timezone.now(), **form.cleaned_data)
        return told(challenge), reverse("api:challenge", args=[challenge.pk])

    return created(request, key, json_of(request), make)


@router.get(
    "/{int:pk}",
    url_name="challenge",
    operation_id="read_challenge",
    **operation(Scope.READ_CHALLENGES, _("Read a challenge"), CHALLENGE),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    challenge = challenge_for(member_behind(request), pk)
    return reply(told(challenge), ETag=etag(challenge))


@router.patch(
    "/{int:pk}",
    url_name="challenge",
    operation_id="edit_challenge",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Change a challenge"),
        CHALLENGE,
        takes=shape_of(ChallengeForm, whole=False, extra=VERSION_SHAPE),
        act=Act.OPEN_CHALLENGE,
    ),
)
def edit(request: HttpRequest, pk: Number, if_match: IfMatch = "") -> HttpResponse:
    member = member_behind(request)
    return changed(
        request,
        EditChallengeForm,
        find=lambda: challenge_for(member, pk),
        write=lambda one, **values: edit_challenge(actor=member, challenge=one, **values),
        told=told,
        if_match=if_match,
    )


def told(challenge: Challenge) -> dict[str, Any]:
    """A challenge as the API tells it."""
    return values_of(ChallengeForm(instance=challenge)) | {
        "id": challenge.pk,
        "version": challenge.version,
        "visibility": challenge.visibility,
        "url": challenge.get_absolute_url(),
        "created_by": challenge.created_by.person.name,
        "created_at": challenge.created_at,
        "edited_by": challenge.edited_by.person.name if challenge.edited_by else None,
        "edited_at": challenge.edited_at,
    }
