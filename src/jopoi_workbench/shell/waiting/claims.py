"""Claims that rest on what no longer stands."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import claims_for
from jopoi_workbench.shell.models import Citation, Claim, Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting

_FALLS = ("evidence__superseded_at", "withdrawn_at", "consent__withdrawn_at")


def claims_on_fallen_ground(member: Member) -> Pile[Claim]:
    """Stated claims that cite replaced evidence, or a quote whose consent was withdrawn."""
    gone = Citation.objects.filter(
        Q(evidence__state=Evidence.State.SUPERSEDED)
        | Q(withdrawn_at__isnull=False)
        | Q(consent__withdrawn_at__isnull=False),
        claim=OuterRef("pk"),
    )
    fell = gone.annotate(fell=Coalesce(*_FALLS)).exclude(fell=None).order_by("-fell").values("fell")
    stated = claims_for(member).prefetch_related(None).filter(Exists(gone), state=Claim.State.STATED)
    rows = stated.annotate(fell=Coalesce(Subquery(fell[:1]), "created_at")).order_by("fell", "pk")
    return Pile(rows if may(member, Act.CLAIM) else rows.none(), _look)


def _look(claim: Claim) -> Waiting:
    return Waiting(
        what=_("Look at a claim again"),
        why=_("“%(claim)s” cites what no longer stands.") % {"claim": claim.sentence},
        href=claim.get_absolute_url(),
        since=claim.fell,  # type: ignore[attr-defined]  # worked out above
        challenge=claim.challenge_id,
    )
