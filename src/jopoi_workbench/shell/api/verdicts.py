"""Verdicts, for programs: a claim as it stood on the day of a decision, and the link for others."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import found_for, verdicts_for
from jopoi_workbench.shell.access.decisions import decisions_taken
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.claims import claim_of
from jopoi_workbench.shell.api.fields import BIGGEST, check, json_of, refuse, sent, shape_of
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    OBJECT,
    TEXT,
    TEXT_OR_NOTHING,
    TIME,
    WHOLE,
    WHOLE_OR_NOTHING,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.api.spoken import by_language, shapes_of
from jopoi_workbench.shell.forms import VerdictForm
from jopoi_workbench.shell.models import Claim, Member, Scope, Verdict
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import close_verdict, keep_verdict, open_verdict

router = Router(tags=["verdicts"])
of_claims = Router(tags=["verdicts"])
VERDICT = thing(
    "Verdict",
    id=WHOLE,
    url=TEXT,
    challenge=WHOLE,
    claim=WHOLE,
    decision=WHOLE_OR_NOTHING,
    decided_on=TEXT,
    content=OBJECT,
    digest=TEXT,
    link=TEXT_OR_NOTHING,
    kept_by=TEXT,
    kept_at=TIME,
)
_FORM = shape_of(VerdictForm, extra=shapes_of(VerdictForm.spoken))
KEPT = _FORM | {"required": [*_FORM["required"], "decision", "may_not_claim"]}


class Sought(Window):
    challenge: Annotated[int, Field(ge=0, le=BIGGEST)] = 0


@router.get(
    "",
    url_name="verdicts",
    operation_id="list_verdicts",
    **operation(Scope.READ_EVIDENCE, gettext_lazy("List verdicts"), page_of(VERDICT)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    found = verdicts_for(member_behind(request))
    if sought.challenge:
        found = found.filter(challenge=sought.challenge)
    return reply(listed(request, found, sought, lambda one: told(request, one)))


@of_claims.post(
    "/{int:pk}/verdicts",
    url_name="claim-verdicts",
    operation_id="keep_verdict",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("Keep what is known of a stated claim, as it stands on the day of a decision"),
        VERDICT,
        status=201,
        takes=KEPT,
        act=Act.KEEP_VERDICT,
    ),
)
def keep(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    claim = claim_of(member, pk)
    fields = by_language(given, VerdictForm.spoken)
    form = VerdictForm(sent(fields), lab=member.lab, decisions=decisions_taken(member, claim.challenge))
    check(form, fields)
    refuse(form)
    if claim.state != Claim.State.STATED:
        raise ProblemError(409, _("State the claim first: a verdict keeps what the lab stands for."))

    def make() -> tuple[dict[str, Any], str]:
        verdict = keep_verdict(actor=member, claim=claim, at=timezone.now(), **form.told())
        return told(request, verdict), reverse("api:verdict", args=[verdict.pk])

    return created(request, key, given, make)


@router.get(
    "/{int:pk}",
    url_name="verdict",
    operation_id="read_verdict",
    **operation(Scope.READ_EVIDENCE, gettext_lazy("Read a verdict as it was kept"), VERDICT),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    return reply(told(request, _verdict(member_behind(request), pk)))


@router.put(
    "/{int:pk}/link",
    url_name="verdict-link",
    operation_id="open_verdict",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("Let anyone who has the link read a verdict"),
        VERDICT,
        act=Act.KEEP_VERDICT,
    ),
)
def open_link(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    open_verdict(actor=member, verdict=_verdict(member, pk), at=timezone.now())
    return reply(told(request, _verdict(member, pk)))


@router.delete(
    "/{int:pk}/link",
    url_name="verdict-link",
    operation_id="close_verdict",
    **operation(
        Scope.WRITE_EVIDENCE, gettext_lazy("Close the link to a verdict"), VERDICT, act=Act.KEEP_VERDICT
    ),
)
def close_link(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    close_verdict(actor=member, verdict=_verdict(member, pk), at=timezone.now())
    return reply(told(request, _verdict(member, pk)))


def _verdict(member: Member, pk: int) -> Verdict:
    return found_for(member, verdicts_for(member), pk=pk)


def told(request: HttpRequest, verdict: Verdict) -> dict[str, Any]:
    """A verdict as the API tells it; the digest is that of its content in canonical JSON."""
    link = reverse("verdict-open", args=[verdict.link.key]) if hasattr(verdict, "link") else None
    return {
        "id": verdict.pk,
        "url": verdict.get_absolute_url(),
        "challenge": verdict.challenge_id,
        "claim": verdict.claim_id,
        "decision": verdict.decision_id,
        "decided_on": verdict.decided_on,
        "content": verdict.told,
        "digest": verdict.digest,
        "link": request.build_absolute_uri(link) if link else None,
        "kept_by": verdict.kept_by.person.name,
        "kept_at": verdict.kept_at,
    }
