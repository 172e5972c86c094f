"""Keeping a verdict, once and for all; opening and closing the link to it."""

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.canonical import canonical
from jopoi_workbench.shell.models import Claim, Decision, Member, Verdict, VerdictLink
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.sealing import seal
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.snapshots import snapshot_of

_KEY = 24  # bytes: nobody guesses it


@transaction.atomic
def keep_verdict(
    *,
    actor: Member,
    claim: Claim,
    decided_on: date,
    given: dict[str, Any],
    at: datetime,
    decision: Decision | None = None,
) -> Verdict:
    """Write down what was known of a claim, and what was decided on it: ``decision``, if it is kept too."""
    require(actor, Act.KEEP_VERDICT)
    if decision is not None and decision.challenge_id != claim.challenge_id:
        raise RefusedError(_("The decision belongs to another challenge."))
    written = canonical(snapshot_of(claim, decided_on=decided_on, at=at, given=given))
    verdict: Verdict = Verdict.objects.create(
        lab=claim.lab,
        challenge=claim.challenge,
        claim=claim,
        decision=decision,
        decided_on=decided_on,
        text=written,
        digest=seal(written),
        kept_by=actor,
        kept_at=at,
    )
    record(lab=claim.lab, actor=actor, action="verdict.kept", about=verdict, at=at,
           titles=claim.sentences, digest=verdict.digest)  # fmt: skip
    return verdict


@transaction.atomic
def open_verdict(*, actor: Member, verdict: Verdict, at: datetime) -> VerdictLink:
    """Let anyone who has the link read a verdict."""
    require(actor, Act.KEEP_VERDICT)
    link, new = VerdictLink.objects.get_or_create(
        verdict=verdict,
        defaults={"key": secrets.token_urlsafe(_KEY), "opened_by": actor, "opened_at": at},
    )
    if new:
        record(lab=verdict.lab, actor=actor, action="verdict.opened", about=verdict, at=at,
               titles=verdict.told["claim"]["sentences"])  # fmt: skip
    return link


@transaction.atomic
def close_verdict(*, actor: Member, verdict: Verdict, at: datetime) -> None:
    """Take the link away; a later one has another address."""
    require(actor, Act.KEEP_VERDICT)
    gone, _kinds = VerdictLink.objects.filter(verdict=verdict).delete()
    if gone:
        record(lab=verdict.lab, actor=actor, action="verdict.closed", about=verdict, at=at,
               titles=verdict.told["claim"]["sentences"])  # fmt: skip
