"""Writing claims, citing, stating, withdrawing; a level may be set lower than its evidence, never higher."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.grading import strength_of
from jopoi_workbench.shell.models import Challenge, Citation, Claim, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.services.refusals import RefusedError

State = Claim.State


def _tell(claim: Claim, actor: Member, what: str, at: datetime, **facts: Any) -> None:
    record(lab=claim.lab, actor=actor, action=f"claim.{what}", about=claim, at=at,
           titles=claim.sentences, **facts)  # fmt: skip


def _locked(claim: Claim) -> Claim:
    return Claim.objects.select_for_update().select_related("lab").get(pk=claim.pk)


@transaction.atomic
def write_claim(
    *, actor: Member, challenge: Challenge, stage: str, texts: Mapping[str, Any], at: datetime
) -> Claim:
    """Write a claim down, as a draft; ``texts`` holds ``sentences``, ``doubts``, ``because`` by language."""
    require(actor, Act.CLAIM)
    claim = Claim.objects.create(
        lab=actor.lab, challenge=challenge, stage=stage, created_by=actor, created_at=at, **texts
    )
    _tell(claim, actor, "written", at)
    return claim


@transaction.atomic
def edit_claim(*, actor: Member, claim: Claim, version: int, at: datetime, **values: Any) -> Claim:
    """Change what is said, unless someone else did so since ``version``.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.CLAIM)
    changed = change(claim, version=version, values=values, actor=actor, at=at)
    if changed:
        _tell(claim, actor, "edited", at, changed=changed)
    return claim


@transaction.atomic
def cite(*, actor: Member, claim: Claim, kind: str, at: datetime, **about: Any) -> Citation:
    """Let a claim rest on something more; ``about`` holds the other fields of `Citation`."""
    require(actor, Act.CLAIM)
    citation = Citation.objects.create(claim=claim, kind=kind, created_by=actor, created_at=at, **about)
    cited = citation.evidence_id
    _tell(claim, actor, "cited", at, kind=kind, citation=citation.pk, evidence=cited)
    return citation


@transaction.atomic
def uncite(*, actor: Member, citation: Citation, at: datetime) -> None:
    """Take away something that a claim rests on.

    Raises
    ------
    RefusedError
        If it is the last one of a stated claim.
    """
    require(actor, Act.CLAIM)
    claim = _locked(citation.claim)
    if claim.state == State.STATED and claim.citations.count() == 1:
        raise RefusedError(_("A stated claim rests on something. Cite something else first, or withdraw it."))
    _tell(claim, actor, "uncited", at, kind=citation.kind, citation=citation.pk)
    citation.delete()


@transaction.atomic
def state_claim(*, actor: Member, claim: Claim, at: datetime) -> Claim:
    """Stand for a claim.

    Raises
    ------
    RefusedError
        If nothing that it cites stands.
    """
    require(actor, Act.CLAIM)
    claim = _locked(claim)
    if not any(citation.stands for citation in claim.citations.select_related("evidence", "consent")):
        raise RefusedError(_("A claim is stated once it cites something that stands. Cite something first."))
    values = {"state": State.STATED, "withdrawn_reason": ""}
    if change(claim, version=claim.version, values=values, actor=actor, at=at):
        _tell(claim, actor, "stated", at)
    return claim


@transaction.atomic
def withdraw_claim(*, actor: Member, claim: Claim, reason: str, at: datetime) -> Claim:
    """No longer stand for a claim; it stays readable with the reason."""
    require(actor, Act.CLAIM)
    claim = _locked(claim)
    values = {"state": State.WITHDRAWN, "withdrawn_reason": reason}
    if change(claim, version=claim.version, values=values, actor=actor, at=at):
        _tell(claim, actor, "withdrawn", at, reason=reason)
    return claim


@transaction.atomic
def set_level(*, actor: Member, claim: Claim, to: int | None, reason: str, at: datetime) -> Claim:
    """Set a level lower than the evidence gives, with a reason; none takes that back.

    Raises
    ------
    RefusedError
        If the level is not lower.
    """
    require(actor, Act.CLAIM)
    claim = _locked(claim)
    if to is not None and not 0 <= to < strength_of(claim).computed.level:
        raise RefusedError(_("You may set a lower level than the evidence gives, never a higher one."))
    values = {"lowered_to": to, "lowered_reason": reason if to is not None else ""}
    if change(claim, version=claim.version, values=values, actor=actor, at=at):
        _tell(claim, actor, "levelled", at, to=to, reason=reason)
    return claim


@transaction.atomic
def withdraw_citation(*, citation: Citation, actor: Member | None, at: datetime) -> None:
    """Withhold a quote whose consent was withdrawn: it is no longer shown, and carries nothing.

    ``actor`` is whoever recorded the withdrawal; it is for whoever is in charge of consents to call.
    """
    if Citation.objects.filter(pk=citation.pk, withdrawn_at=None).update(withdrawn_at=at, words="", who=""):
        claim = citation.claim
        record(lab=claim.lab, actor=actor, action="claim.quote_withdrawn", about=claim, at=at,
               titles=claim.sentences, citation=citation.pk)  # fmt: skip
