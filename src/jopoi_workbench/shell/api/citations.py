"""What a claim rests on, for programs: evidence, what someone said, what was voted, what was spent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from jopoi_workbench.shell.access import evidence_list_for, found_for
from jopoi_workbench.shell.access.consents import consents_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.claims import CLAIM, claim_of, told
from jopoi_workbench.shell.api.fields import filled, json_of, shape_of
from jopoi_workbench.shell.api.paging import Number
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import operation
from jopoi_workbench.shell.forms import CITATIONS
from jopoi_workbench.shell.models import Citation, Evidence, Scope
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import claims as services

router = Router(tags=["claims"])
Kind = Citation.Kind


def _taking(kind: Citation.Kind, summary: object) -> dict[str, Any]:
    return operation(
        Scope.WRITE_EVIDENCE, summary, CLAIM, status=201, takes=shape_of(CITATIONS[kind]), act=Act.CLAIM
    )


@router.post(
    "/{int:pk}/citations",
    url_name="claim-citations",
    operation_id="cite_evidence",
    **_taking(Kind.EVIDENCE, _("Let a claim rest on evidence")),
)
def evidence(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    return _cite(request, pk, Kind.EVIDENCE, key)


@router.post(
    "/{int:pk}/quotes",
    url_name="claim-quotes",
    operation_id="cite_quote",
    **_taking(Kind.QUOTE, _("Let a claim rest on what someone said, with their consent")),
)
def quote(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    return _cite(request, pk, Kind.QUOTE, key)


@router.post(
    "/{int:pk}/votes",
    url_name="claim-votes",
    operation_id="cite_vote",
    **_taking(Kind.VOTE, _("Let a claim rest on a vote")),
)
def vote(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    return _cite(request, pk, Kind.VOTE, key)


@router.post(
    "/{int:pk}/spending",
    url_name="claim-spending",
    operation_id="cite_spending",
    **_taking(Kind.SPENDING, _("Let a claim rest on what was spent")),
)
def spending(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    return _cite(request, pk, Kind.SPENDING, key)


def _cite(request: HttpRequest, pk: int, kind: Citation.Kind, key: str) -> HttpResponse:
    member = member_behind(request)
    claim = claim_of(member, pk)
    choices = {
        "evidence": evidence_list_for(member).filter(challenge=claim.challenge_id, state=Evidence.State.DONE),
        "consent": consents_for(member).filter(may_quote=True, withdrawn_at=None),
    }
    form = filled(CITATIONS[kind], request, choices=choices)

    def make() -> tuple[dict[str, Any], str]:
        services.cite(actor=member, claim=claim, kind=kind, at=timezone.now(), **form.cleaned_data)
        return told(claim_of(member, pk)), reverse("api:claim", args=[pk])

    return created(request, key, json_of(request), make)


@router.delete(
    "/{int:pk}/citations/{int:number}",
    url_name="claim-citation",
    operation_id="take_citation_away",
    **operation(Scope.WRITE_EVIDENCE, _("Take away something that a claim rests on"), CLAIM, act=Act.CLAIM),
)
def take_away(request: HttpRequest, pk: Number, number: Number) -> HttpResponse:
    member = member_behind(request)
    cited = found_for(member, claim_of(member, pk).citations.all(), lab="claim__lab", pk=number)
    services.uncite(actor=member, citation=cited, at=timezone.now())
    return reply(told(claim_of(member, pk)))
