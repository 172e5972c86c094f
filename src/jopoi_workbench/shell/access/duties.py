"""Who does what over organisations, as the members of a lab may read it."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.partners import kept_for
from jopoi_workbench.shell.duties import Column, columns_of
from jopoi_workbench.shell.models import Challenge, Duty, Member, Organisation, Partner


def columns_for(member: Member, challenge: Challenge) -> list[Column]:
    """The organisations of a challenge's map: the lab, its partners, others that were named."""
    partners, others = (
        kept_for(member, kind).filter(challenge=challenge) for kind in (Partner, Organisation)
    )
    return columns_of(challenge.lab.name, partners, others)  # type: ignore[arg-type]


def duties_for(member: Member, challenge: Challenge) -> QuerySet[Duty]:
    """The tasks and decisions of a challenge, the soonest first."""
    return kept_for(member, Duty).filter(challenge=challenge).prefetch_related("parts")
