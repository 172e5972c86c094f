"""Claims that rest on what no longer stands."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import claims_for
from jopoi_workbench.shell.models import Citation, Claim, Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import AT_MOST, Waiting


def claims_on_fallen_ground(member: Member) -> Iterator[Waiting]:
    """Stated claims that cite replaced evidence, or a quote whose consent was withdrawn."""
    if not may(member, Act.CLAIM):
        return
    gone = (
        Q(citations__evidence__state=Evidence.State.SUPERSEDED)
        | Q(citations__withdrawn_at__isnull=False)
        | Q(citations__consent__withdrawn_at__isnull=False)
    )
    stated = claims_for(member).filter(gone, state=Claim.State.STATED).distinct()
    for claim in stated[:AT_MOST]:
        fallen = [citation for citation in claim.citations.all() if not citation.stands]
        since = [_fell(citation) for citation in fallen]
        yield Waiting(
            what=_("Look at a claim again"),
            why=_("“%(claim)s” cites what no longer stands.") % {"claim": claim.sentence},
            href=claim.get_absolute_url(),
            since=max((at for at in since if at), default=claim.created_at),
            challenge=claim.challenge_id,
        )


def _fell(citation: Citation) -> datetime | None:
    if citation.evidence is not None:
        return citation.evidence.superseded_at
    return citation.withdrawn_at or (citation.consent.withdrawn_at if citation.consent else None)
