"""Submitting a challenge for a year, and showing it to everyone, for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from jopoi_workbench.shell.access import challenge_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.challenges import CHALLENGE
from jopoi_workbench.shell.api.challenges import told as told_challenge
from jopoi_workbench.shell.api.changes import etag, telling_current
from jopoi_workbench.shell.api.fields import filled, shape_of
from jopoi_workbench.shell.api.paging import Number
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import TEXT, TIME, WHOLE, operation, thing
from jopoi_workbench.shell.forms.submissions import YearForm
from jopoi_workbench.shell.forms.visibility import ShowForm
from jopoi_workbench.shell.models import Scope, Submission
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.submissions import submit_challenge, withdraw_submission
from jopoi_workbench.shell.services.visibility import show_challenge

router = Router(tags=["submissions"])
SUBMISSION = thing("Submission", challenge=WHOLE, year=WHOLE, kind=TEXT, submitted_at=TIME)
_ALL = {
    "type": "object",
    "required": ["items"],
    "properties": {"items": {"type": "array", "items": SUBMISSION}},
}


@router.get(
    "/{int:pk}/submissions",
    url_name="submissions",
    operation_id="list_submissions",
    **operation(Scope.READ_CHALLENGES, _("List the years that a challenge is submitted for"), _ALL),
)
def index(request: HttpRequest, pk: Number) -> HttpResponse:
    challenge = challenge_for(member_behind(request), pk)
    return reply({"items": [told(one) for one in challenge.submissions.all()]})


@router.post(
    "/{int:pk}/submissions",
    url_name="submissions",
    operation_id="submit_challenge",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Submit a challenge for a year"),
        SUBMISSION,
        status=201,
        takes=shape_of(YearForm),
        act=Act.SUBMIT_CHALLENGE,
    ),
)
def submit(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    year = filled(YearForm, request).cleaned_data["year"]

    def make() -> tuple[dict[str, Any], str]:
        made = submit_challenge(actor=member, challenge=challenge, year=year, at=timezone.now())
        return told(made), reverse("api:submissions", args=[pk])

    return created(request, key, year, make)


@router.post(
    "/{int:pk}/submissions/withdraw",
    url_name="submission-withdraw",
    operation_id="withdraw_submission",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Take a submission back"),
        _ALL,
        takes=shape_of(YearForm),
        act=Act.SUBMIT_CHALLENGE,
    ),
)
def withdraw(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    year = filled(YearForm, request).cleaned_data["year"]
    withdraw_submission(actor=member, challenge=challenge, year=year, at=timezone.now())
    return index(request, pk)


@router.put(
    "/{int:pk}/visibility",
    url_name="visibility",
    operation_id="show_challenge",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Show a challenge to everyone, or to the lab alone"),
        CHALLENGE,
        takes=shape_of(ShowForm),
        act=Act.SHOW_EVERYONE,
    ),
)
def show(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    form = filled(ShowForm, request)
    with telling_current(told_challenge, ""):
        shown = show_challenge(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)
    return reply(told_challenge(shown), ETag=etag(shown))


def told(submission: Submission) -> dict[str, Any]:
    """A submission as the API tells it."""
    return {
        "challenge": submission.challenge_id,
        "year": submission.year,
        "kind": submission.kind,
        "submitted_at": submission.submitted_at,
    }
