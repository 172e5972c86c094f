"""Claims that rest on what no longer stands."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import claims_for
from jopoi_workbench.shell.models import Citation, Claim, Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def claims_on_fallen_ground(member: Member) -> Pile[Claim]:
    """Stated claims that cite replaced evidence, or a quote whose consent was withdrawn."""
    gone = Citation.objects.filter(
        Q(evidence__state=Evidence.State.SUPERSEDED)
        | Q(withdrawn_at__isnull=False)
        | Q(consent__withdrawn_at__isnull=False),
        claim=OuterRef("pk"),
    )
    stated = claims_for(member).filter(Exists(gone), state=Claim.State.STATED)
    return Pile(stated if may(member, Act.CLAIM) else stated.none(), _look)


def _look(claim: Claim) -> Waiting:
    fallen = [citation for citation in claim.citations.all() if not citation.stands]
    since = [_fell(citation) for citation in fallen]
    return Waiting(
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
