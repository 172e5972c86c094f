"""Claims, for programs: written, changed, stated, withdrawn, with the level that they reach."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import challenge_for, claims_for, found_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.changes import VERSION_SHAPE, IfMatch, changed, etag
from jopoi_workbench.shell.api.fields import (
    BIGGEST,
    OBJECT_KIND,
    TEXT_KIND,
    WHOLE_KIND,
    check,
    check_kinds,
    filled,
    json_of,
    refuse,
    sent,
    shape_of,
)
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    OBJECT,
    TEXT,
    TEXT_OR_NOTHING,
    TIME,
    TIME_OR_NOTHING,
    WHOLE,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.api.spoken import by_language, shapes_of
from jopoi_workbench.shell.forms import ClaimForm, EditClaimForm, LevelForm, ReasonForm, VoicesForm
from jopoi_workbench.shell.grading import strength_of
from jopoi_workbench.shell.models import Citation, Claim, Member, Scope, Stage
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import claims as services

router = Router(tags=["claims"])
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
    voices=OBJECT,
    level=WHOLE,
    level_by_the_evidence=WHOLE,
    lowered_reason=TEXT,
    withdrawn_reason=TEXT,
    cites={"type": "array", "items": {"type": "object"}},
    created_by=TEXT,
    created_at=TIME,
    edited_by=TEXT_OR_NOTHING,
    edited_at=TIME_OR_NOTHING,
)
_STAGE = {"stage": {"type": "string", "enum": Stage.values, "title": _("Stage")}}
WRITTEN = {
    "type": "object",
    "required": ["challenge", "stage", "sentences", "doubts"],
    "additionalProperties": False,
    "properties": {
        "challenge": {"type": "integer", "minimum": 1, "maximum": BIGGEST, "title": _("Challenge")},
        **_STAGE,
        **shapes_of(ClaimForm.spoken),
    },
}
CHANGED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {**_STAGE, **shapes_of(ClaimForm.spoken), **VERSION_SHAPE},
}
VOICED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {**shapes_of(VoicesForm.spoken), **VERSION_SHAPE},
}
LEVELLED = {
    "type": "object",
    "required": ["to", "reason"],
    "additionalProperties": False,
    "properties": {
        "to": {"type": "integer", "minimum": 1, "maximum": 4, "title": _("Level")},
        "reason": {"type": "string", "minLength": 1, "maxLength": 400, "title": _("Why?")},
    },
}


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
    found = claims_for(member_behind(request)).select_related("edited_by__person")
    found = found.filter(**{name: one for name, one in filters.items() if one})
    return reply(listed(request, found, sought, told))


@router.post(
    "",
    url_name="claims",
    operation_id="write_claim",
    **operation(Scope.WRITE_EVIDENCE, _("Write a claim"), CLAIM, status=201, takes=WRITTEN, act=Act.CLAIM),
)
def write(request: HttpRequest, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    texts = dict.fromkeys(shapes_of(ClaimForm.spoken), OBJECT_KIND)
    check_kinds({"because": {}} | given, {"challenge": WHOLE_KIND, "stage": TEXT_KIND, **texts}, needed=True)
    challenge = challenge_for(member, given["challenge"])
    asked = {name: value for name, value in given.items() if name != "challenge"}
    fields = by_language(asked, ClaimForm.spoken)
    form = ClaimForm(sent(fields), lab=member.lab)
    check(form, fields)
    refuse(form)

    def make() -> tuple[dict[str, Any], str]:
        written = {"stage": form.cleaned_data["stage"], "texts": form.texts()}
        claim = services.write_claim(actor=member, challenge=challenge, at=timezone.now(), **written)
        return told(claim_of(member, claim.pk)), reverse("api:claim", args=[claim.pk])

    return created(request, key, given, make)


@router.get(
    "/{int:pk}",
    url_name="claim",
    operation_id="read_claim",
    **operation(Scope.READ_EVIDENCE, _("Read a claim, with its level and what it cites"), CLAIM),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    claim = claim_of(member_behind(request), pk)
    return reply(told(claim), ETag=etag(claim))


@router.patch(
    "/{int:pk}",
    url_name="claim",
    operation_id="edit_claim",
    **operation(Scope.WRITE_EVIDENCE, _("Change what a claim says"), CLAIM, takes=CHANGED, act=Act.CLAIM),
)
def edit(request: HttpRequest, pk: Number, if_match: IfMatch = "") -> HttpResponse:
    return _changed(request, pk, EditClaimForm, if_match)


@router.patch(
    "/{int:pk}/voices",
    url_name="claim-voices",
    operation_id="voice_claim",
    **operation(
        Scope.WRITE_EVIDENCE,
        _("Say a claim to those who use, work in and decide on the service"),
        CLAIM,
        takes=VOICED,
        act=Act.CLAIM,
    ),
)
def voice(request: HttpRequest, pk: Number, if_match: IfMatch = "") -> HttpResponse:
    return _changed(request, pk, VoicesForm, if_match)


def _changed(
    request: HttpRequest, pk: int, form: type[EditClaimForm] | type[VoicesForm], if_match: str
) -> HttpResponse:
    member = member_behind(request)
    return changed(
        request,
        form,
        find=lambda: claim_of(member, pk),
        write=lambda one, **values: services.edit_claim(actor=member, claim=one, **values),
        told=told,
        if_match=if_match,
        given=by_language(json_of(request), form.spoken),
    )


@router.put(
    "/{int:pk}/level",
    url_name="claim-level",
    operation_id="lower_claim",
    **operation(
        Scope.WRITE_EVIDENCE,
        _("Set a level lower than the evidence gives"),
        CLAIM,
        takes=LEVELLED,
        act=Act.CLAIM,
    ),
)
def lower(request: HttpRequest, pk: Number) -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    claim = claim_of(member, pk)
    check_kinds(given, {"to": WHOLE_KIND, "reason": TEXT_KIND}, needed=True)
    form = LevelForm(sent(given), computed=strength_of(claim).computed.level)
    refuse(form)
    services.set_level(actor=member, claim=claim, at=timezone.now(), **form.cleaned_data)
    return reply(told(claim_of(member, pk)))


@router.delete(
    "/{int:pk}/level",
    url_name="claim-level",
    operation_id="raise_claim",
    **operation(
        Scope.WRITE_EVIDENCE, _("Let a claim have the level that its evidence gives"), CLAIM, act=Act.CLAIM
    ),
)
def let_rise(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    claim = claim_of(member, pk)
    services.set_level(actor=member, claim=claim, to=None, reason="", at=timezone.now())
    return reply(told(claim_of(member, pk)))


@router.post(
    "/{int:pk}/state",
    url_name="claim-state",
    operation_id="state_claim",
    **operation(Scope.WRITE_EVIDENCE, _("Stand for a claim"), CLAIM, act=Act.CLAIM),
)
def stand_for(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    services.state_claim(actor=member, claim=claim_of(member, pk), at=timezone.now())
    return reply(told(claim_of(member, pk)))


@router.post(
    "/{int:pk}/withdraw",
    url_name="claim-withdraw",
    operation_id="withdraw_claim",
    **operation(
        Scope.WRITE_EVIDENCE, _("Withdraw a claim"), CLAIM, takes=shape_of(ReasonForm), act=Act.CLAIM
    ),
)
def withdraw(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    claim = claim_of(member, pk)
    form = filled(ReasonForm, request)
    services.withdraw_claim(actor=member, claim=claim, at=timezone.now(), **form.cleaned_data)
    return reply(told(claim_of(member, pk)))


def claim_of(member: Member, pk: int) -> Claim:
    """One claim of the member's lab, or 404."""
    return found_for(member, claims_for(member), pk=pk)


_TOLD = ("version", "stage", "state", "sentences", "doubts", "because", "voices", "lowered_reason",
         "withdrawn_reason", "created_at", "edited_at")  # fmt: skip
_CITED = ("words", "who", "place", "day", "in_favour", "against", "abstained", "entitled", "amount",
          "currency", "period", "source", "consent_reference", "stands")  # fmt: skip


def told(claim: Claim) -> dict[str, Any]:
    """A claim as the API tells it; of a quote whose consent was withdrawn only that it was there."""
    strength = strength_of(claim)
    return {
        "id": claim.pk,
        "url": claim.get_absolute_url(),
        "challenge": claim.challenge_id,
        **{name: getattr(claim, name) for name in _TOLD},
        "level": strength.level.level,
        "level_by_the_evidence": strength.computed.level,
        "cites": [_cited(one) for one in claim.citations.all()],
        "created_by": claim.created_by.person.name,
        "edited_by": claim.edited_by.person.name if claim.edited_by else None,
    }


def _cited(one: Citation) -> dict[str, Any]:
    facts = {name: getattr(one, name) for name in _CITED}
    if one.kind == Citation.Kind.QUOTE and not one.stands:
        facts |= {"words": "", "who": ""}
    return {"id": one.pk, "kind": one.kind, "evidence": one.evidence_id, "consent": one.consent_id} | facts
