"""Claims, for programs: written, cited, stated, withdrawn, with the level that they reach."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import challenge_for, claims_for, evidence_list_for, found_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.fields import (
    BIGGEST,
    Kind,
    check,
    check_kinds,
    json_of,
    refuse,
    sent,
    shape_of,
)
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import OBJECT, TEXT, TIME, WHOLE, operation, page_of, thing
from jopoi_workbench.shell.forms import CITATIONS, ClaimForm, ReasonForm
from jopoi_workbench.shell.grading import strength_of
from jopoi_workbench.shell.models import Citation, Claim, Evidence, Member, Scope, Stage
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import claims as services

router = Router(tags=["claims"])
_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
_SPOKEN = {text.name: text for text in ClaimForm.spoken}
CLAIM = thing(
    "Claim",
    id=WHOLE,
    version=WHOLE,
    url=TEXT,
    challenge=WHOLE,
    stage=TEXT,
    state=TEXT,
    sentences=OBJECT,
    doubts=OBJECT,
    because=OBJECT,
    level=WHOLE,
    withdrawn_reason=TEXT,
    cites={"type": "array", "items": {"type": "object"}},
    created_by=TEXT,
    created_at=TIME,
)
WRITTEN = {
    "type": "object",
    "required": ["challenge", "stage", "sentences", "doubts"],
    "additionalProperties": False,
    "properties": {
        "challenge": {"type": "integer", "minimum": 1, "maximum": BIGGEST, "title": _("Challenge")},
        "stage": {"type": "string", "enum": Stage.values, "title": _("Stage")},
        **{name: {**_TEXTS, "title": text.label} for name, text in _SPOKEN.items()},
    },
}
CITED = {
    "type": "object",
    "required": ["evidence"],
    "additionalProperties": False,
    "properties": {
        "evidence": {
            "type": "integer",
            "minimum": 1,
            "maximum": BIGGEST,
            "title": _("Evidence of this challenge"),
        }
    },
}
_TEXT = Kind({"type": "string"}, (str,), _("Give a text."))
_WHOLE = Kind({"type": "integer"}, (int,), _("Give a whole number."))
_OBJECT = Kind({"type": "object"}, (dict,), _("Give an object."))


class Sought(Window):
    challenge: Annotated[int, Field(ge=0, le=BIGGEST)] = 0
    state: Literal["", "draft", "stated", "withdrawn"] = ""


@router.get(
    "",
    url_name="claims",
    operation_id="list_claims",
    **operation(Scope.READ_EVIDENCE, _("List claims"), page_of(CLAIM)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    filters = {name: getattr(sought, name) for name in ("challenge", "state")}
    found = claims_for(member_behind(request)).filter(**{name: one for name, one in filters.items() if one})
    return reply(listed(request, found, sought, told))


@router.post(
    "",
    url_name="claims",
    operation_id="write_claim",
    **operation(Scope.WRITE_EVIDENCE, _("Write a claim"), CLAIM, status=201, takes=WRITTEN, act=Act.CLAIM),
)
def write(request: HttpRequest, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    texts = dict.fromkeys(_SPOKEN, _OBJECT)
    check_kinds({"because": {}} | given, {"challenge": _WHOLE, "stage": _TEXT, **texts}, needed=True)
    challenge = challenge_for(member, given["challenge"])
    spoken = {
        f"{name}_{language}": text for name in _SPOKEN for language, text in given.get(name, {}).items()
    }
    form = ClaimForm(sent(spoken | {"stage": given["stage"]}), lab=member.lab)
    check(form, spoken)
    refuse(form)

    def make() -> tuple[dict[str, Any], str]:
        written = {"stage": form.cleaned_data["stage"], "texts": form.texts()}
        claim = services.write_claim(actor=member, challenge=challenge, at=timezone.now(), **written)
        return told(_claim(member, claim.pk)), reverse("api:claim", args=[claim.pk])

    return created(request, key, given, make)


@router.get(
    "/{int:pk}",
    url_name="claim",
    operation_id="read_claim",
    **operation(Scope.READ_EVIDENCE, _("Read a claim, with its level and what it cites"), CLAIM),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    return reply(told(_claim(member_behind(request), pk)))


@router.post(
    "/{int:pk}/citations",
    url_name="claim-citations",
    operation_id="cite_evidence",
    **operation(
        Scope.WRITE_EVIDENCE,
        _("Let a claim rest on evidence"),
        CLAIM,
        status=201,
        takes=CITED,
        act=Act.CLAIM,
    ),
)
def cite(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    claim = _claim(member, pk)
    check_kinds(given, {"evidence": _WHOLE}, needed=True)
    done = evidence_list_for(member).filter(challenge=claim.challenge_id, state=Evidence.State.DONE)
    form = CITATIONS[Citation.Kind.EVIDENCE](sent(given), choices={"evidence": done})
    refuse(form)

    def make() -> tuple[dict[str, Any], str]:
        cited = form.cleaned_data["evidence"]
        services.cite(
            actor=member, claim=claim, kind=Citation.Kind.EVIDENCE, at=timezone.now(), evidence=cited
        )
        return told(_claim(member, pk)), reverse("api:claim", args=[pk])

    return created(request, key, given, make)


@router.post(
    "/{int:pk}/state",
    url_name="claim-state",
    operation_id="state_claim",
    **operation(Scope.WRITE_EVIDENCE, _("Stand for a claim"), CLAIM, act=Act.CLAIM),
)
def stand_for(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    services.state_claim(actor=member, claim=_claim(member, pk), at=timezone.now())
    return reply(told(_claim(member, pk)))


@router.post(
    "/{int:pk}/withdraw",
    url_name="claim-withdraw",
    operation_id="withdraw_claim",
    **operation(
        Scope.WRITE_EVIDENCE, _("Withdraw a claim"), CLAIM, takes=shape_of(ReasonForm), act=Act.CLAIM
    ),
)
def withdraw(request: HttpRequest, pk: Number) -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    claim = _claim(member, pk)
    form = ReasonForm(sent(given))
    check(form, given)
    refuse(form)
    services.withdraw_claim(actor=member, claim=claim, at=timezone.now(), **form.cleaned_data)
    return reply(told(_claim(member, pk)))


def _claim(member: Member, pk: int) -> Claim:
    return found_for(member, claims_for(member), pk=pk)


def told(claim: Claim) -> dict[str, Any]:
    """A claim as the API tells it; of a quote whose consent was withdrawn only that it was there."""
    names = ("version", "stage", "state", "sentences", "doubts", "because", "withdrawn_reason", "created_at")
    return {
        "id": claim.pk,
        "url": claim.get_absolute_url(),
        "challenge": claim.challenge_id,
        **{name: getattr(claim, name) for name in names},
        "level": strength_of(claim).level.level,
        "cites": [
            {
                "id": one.pk,
                "kind": one.kind,
                "evidence": one.evidence_id,
                "words": one.words,
                "stands": one.stands,
            }
            for one in claim.citations.all()
        ],
        "created_by": claim.created_by.person.name,
    }
