"""Claims of a lab, with what they cite."""

from django.db.models import Prefetch, QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Citation, Claim, Member


def claims_for(member: Member) -> QuerySet[Claim]:
    """The claims of the member's lab, newest first."""
    cited = Citation.objects.select_related("consent", "evidence__record", "evidence__superseded_by")
    claims = Claim.objects.filter(lab=member.lab_id)
    return claims.select_related("lab", "challenge", "created_by__person").prefetch_related(
        Prefetch("citations", cited)
    )


def claim_for(member: Member, challenge: int, pk: int) -> Claim:
    """One claim under a challenge of the member's lab, or 404."""
    return found_for(member, claims_for(member), challenge=challenge, pk=pk)
