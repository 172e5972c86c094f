"""Money and planned steps, as the members of a lab may read them."""

from collections import defaultdict
from datetime import date

from django.db.models import F, QuerySet

from jopoi_workbench.shell.access.partners import kept_for
from jopoi_workbench.shell.models import Challenge, Grant, Member, PlannedStep


def design_for(member: Member, challenge: Challenge) -> tuple[list[Grant], list[PlannedStep]]:
    """The grants and the planned steps of a challenge."""
    steps = kept_for(member, PlannedStep).filter(challenge=challenge)
    grants = kept_for(member, Grant).filter(challenge=challenge)
    return list(grants), list(steps.select_related("after", "grant", "owner__person"))


def funded_design_for(member: Member, challenge: Challenge) -> tuple[list[Grant], list[PlannedStep]]:
    """The same, but nothing while there is no grant that could lapse."""
    grants = list(kept_for(member, Grant).filter(challenge=challenge))
    steps = kept_for(member, PlannedStep).filter(challenge=challenge) if grants else []
    return grants, list(steps)


def unspent_grants_for(member: Member, until: date) -> QuerySet[Grant]:
    """Grants with money left that lapses by a day, the soonest first."""
    left = kept_for(member, Grant).filter(spent__lt=F("amount"), lapses_on__lte=until)
    return left.order_by("lapses_on")


def unspent_designs_for(
    member: Member, until: date, at_most: int
) -> list[tuple[Challenge, list[Grant], list[PlannedStep]]]:
    """Challenges with money left that lapses by a day, the soonest first, with their designs."""
    grants: dict[int, list[Grant]] = defaultdict(list)
    for grant in unspent_grants_for(member, until)[:at_most]:
        grants[grant.challenge_id].append(grant)
    steps: dict[int, list[PlannedStep]] = defaultdict(list)
    for step in kept_for(member, PlannedStep).filter(challenge__in=grants):
        steps[step.challenge_id].append(step)
    return [(found[0].challenge, found, steps[key]) for key, found in grants.items()]
