"""The turns of a loop and the decisions in it, for programs."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import challenge_for, decisions_for, found_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.changes import VERSION_SHAPE, IfMatch, changed, etag
from jopoi_workbench.shell.api.fields import BIGGEST, NUMBERS, filled, json_of, shape_of
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
from jopoi_workbench.shell.forms import AskDecisionForm, EditDecisionForm, TakeDecisionForm, WhyForm
from jopoi_workbench.shell.models import Decision, Loop, Member, Scope
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import (
    close_turn,
    drop_decision,
    edit_decision,
    open_decision,
    open_turn,
    reopen_quarter,
    take_decision,
)

turns = Router(tags=["turns"])
decisions = Router(tags=["decisions"])
_EVIDENCE = {"evidence": {**NUMBERS, "title": _("Evidence it rests on")}}
TURN = thing(
    "Turn", challenge=WHOLE, turn=WHOLE, opened_at=TIME, closed_at=TIME_OR_NOTHING, learned=TEXT, why=TEXT
)
DECISION = thing(
    "Decision",
    id=WHOLE,
    version=WHOLE,
    url=TEXT,
    challenge=WHOLE,
    turn=WHOLE,
    stage=TEXT,
    question=TEXT,
    options=TEXT,
    asked=TEXT_OR_NOTHING,
    due_on=TEXT_OR_NOTHING,
    state=TEXT,
    outcome=TEXT,
    reason=TEXT,
    decided_on=TEXT_OR_NOTHING,
    decided_by=TEXT,
    closes_quarter={"type": "boolean"},
    evidence=NUMBERS,
    opened_by=TEXT,
    opened_at=TIME,
    settled_by=TEXT_OR_NOTHING,
    settled_at=TIME_OR_NOTHING,
)


class Sought(Window):
    challenge: Annotated[int, Field(ge=0, le=BIGGEST)] = 0
    state: Literal["", "open", "taken", "dropped"] = ""


@turns.get(
    "/{int:pk}/turns",
    url_name="turns",
    operation_id="list_turns",
    **operation(
        Scope.READ_CHALLENGES,
        _("List the turns of a challenge’s loop"),
        {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": TURN}}},
    ),
)
def all_turns(request: HttpRequest, pk: Number) -> HttpResponse:
    challenge = challenge_for(member_behind(request), pk)
    return reply({"items": [told_turn(loop) for loop in challenge.loops.order_by("-turn")]})


@turns.post(
    "/{int:pk}/turns",
    url_name="turns",
    operation_id="open_turn",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Open the next turn"),
        TURN,
        status=201,
        takes=shape_of(WhyForm),
        act=Act.DECIDE,
    ),
)
def next_turn(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    why = filled(WhyForm, request).cleaned_data["reason"]

    def make() -> tuple[dict[str, Any], str]:
        loop = open_turn(actor=member, challenge=challenge, why=why, at=timezone.now())
        return told_turn(loop), reverse("api:turns", args=[pk])

    return created(request, key, why, make)


@turns.post(
    "/{int:pk}/turns/close",
    url_name="turn-close",
    operation_id="close_turn",
    **operation(
        Scope.WRITE_CHALLENGES, _("Close the open turn"), TURN, takes=shape_of(WhyForm), act=Act.DECIDE
    ),
)
def end_turn(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    learned = filled(WhyForm, request).cleaned_data["reason"]
    return reply(told_turn(close_turn(actor=member, challenge=challenge, learned=learned, at=timezone.now())))


@turns.post(
    "/{int:pk}/decisions",
    url_name="challenge-decisions",
    operation_id="ask_decision",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Ask for a decision"),
        DECISION,
        status=201,
        takes=shape_of(AskDecisionForm, extra=_EVIDENCE),
        act=Act.ASK_DECISION,
    ),
)
def ask(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    form = filled(AskDecisionForm, request, challenge=challenge)

    def make() -> tuple[dict[str, Any], str]:
        asked = open_decision(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)
        return told(_decision(member, asked.pk)), reverse("api:decision", args=[asked.pk])

    return created(request, key, json_of(request), make)


@decisions.get(
    "",
    url_name="decisions",
    operation_id="list_decisions",
    **operation(Scope.READ_CHALLENGES, _("List decisions"), page_of(DECISION)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    found = decisions_for(member_behind(request)).prefetch_related("evidence")
    if sought.challenge:
        found = found.filter(challenge=sought.challenge)
    if sought.state:
        found = found.filter(state=sought.state)
    return reply(listed(request, found, sought, told))


@decisions.get(
    "/{int:pk}",
    url_name="decision",
    operation_id="read_decision",
    **operation(Scope.READ_CHALLENGES, _("Read a decision"), DECISION),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    decision = _decision(member_behind(request), pk)
    return reply(told(decision), ETag=etag(decision))


@decisions.patch(
    "/{int:pk}",
    url_name="decision",
    operation_id="edit_decision",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Change what is to be decided"),
        DECISION,
        takes=shape_of(EditDecisionForm, whole=False, extra=VERSION_SHAPE),
        act=Act.ASK_DECISION,
    ),
)
def edit(request: HttpRequest, pk: Number, if_match: IfMatch = "") -> HttpResponse:
    member = member_behind(request)
    return changed(
        request,
        EditDecisionForm,
        find=lambda: _decision(member, pk),
        write=lambda one, **values: edit_decision(actor=member, decision=one, **values),
        told=told,
        if_match=if_match,
    )


@decisions.post(
    "/{int:pk}/take",
    url_name="decision-take",
    operation_id="take_decision",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Take a decision; it may close its quarter"),
        DECISION,
        takes=shape_of(TakeDecisionForm, extra=_EVIDENCE),
        act=Act.DECIDE,
    ),
)
def take(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    decision = _decision(member, pk)
    form = filled(TakeDecisionForm, request, decision=decision)
    take_decision(actor=member, decision=decision, at=timezone.now(), **form.cleaned_data)
    return reply(told(_decision(member, pk)))


@decisions.post(
    "/{int:pk}/drop",
    url_name="decision-drop",
    operation_id="drop_decision",
    **operation(
        Scope.WRITE_CHALLENGES, _("Drop a decision"), DECISION, takes=shape_of(WhyForm), act=Act.DECIDE
    ),
)
def drop(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    decision = _decision(member, pk)
    why = filled(WhyForm, request).cleaned_data["reason"]
    drop_decision(actor=member, decision=decision, reason=why, at=timezone.now())
    return reply(told(_decision(member, pk)))


@decisions.post(
    "/{int:pk}/reopen",
    url_name="decision-reopen",
    operation_id="reopen_quarter",
    **operation(
        Scope.WRITE_CHALLENGES,
        _("Open the quarter again that a decision closed"),
        DECISION,
        takes=shape_of(WhyForm),
        act=Act.DECIDE,
    ),
)
def reopen(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    decision = _decision(member, pk)
    why = filled(WhyForm, request).cleaned_data["reason"]
    reopen_quarter(actor=member, decision=decision, why=why, at=timezone.now())
    return reply(told(_decision(member, pk)))


def _decision(member: Member, pk: int) -> Decision:
    return found_for(member, decisions_for(member), lab="challenge__lab", pk=pk)


def told_turn(loop: Loop) -> dict[str, Any]:
    """A turn as the API tells it."""
    names = ("turn", "opened_at", "closed_at", "learned", "why")
    return {"challenge": loop.challenge_id, **{name: getattr(loop, name) for name in names}}


def told(decision: Decision) -> dict[str, Any]:
    """A decision as the API tells it."""
    names = ("version", "stage", "question", "options", "due_on", "state", "outcome", "reason", "decided_on",
             "decided_by", "closes_quarter", "opened_at", "settled_at")  # fmt: skip
    return {
        "id": decision.pk,
        "url": decision.get_absolute_url(),
        "challenge": decision.challenge_id,
        "turn": decision.loop.turn,
        **{name: getattr(decision, name) for name in names},
        "asked": decision.asked.person.name if decision.asked else None,
        "opened_by": decision.opened_by.person.name,
        "settled_by": decision.settled_by.person.name if decision.settled_by else None,
        "evidence": sorted(evidence.pk for evidence in decision.evidence.all()),
    }
