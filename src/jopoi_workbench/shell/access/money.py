"""Money and planned steps, as the members of a lab may read them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from jopoi_workbench.shell.access.partners import kept_for
from jopoi_workbench.shell.models import AuditEntry, Challenge, Grant, Member, PlannedStep, Role


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


def unspent_grants_for(member: Member, until: date | None = None) -> QuerySet[Grant]:
    """Grants with money left that lapses by ``until``, the soonest first; for programme managers."""
    left = kept_for(member, Grant).filter(spent__lt=F("amount"))
    if until is not None:
        left = left.filter(lapses_on__lte=until)
    if Role.MANAGER not in member.roles:
        return left.none()
    return left.order_by("lapses_on", Coalesce("edited_at", "created_at"), "pk")


def that_press(grants: QuerySet[Grant], today: date, soon: date) -> QuerySet[Grant]:
    """Those that lapse soon or have lapsed, and those that a planned step must still fit into."""
    steps = PlannedStep.objects.filter(challenge=OuterRef("challenge"), done_on=None)
    return grants.filter(Q(lapses_on__lte=soon) | Q(Exists(steps), lapses_on__gte=today))


def with_their_steps(member: Member, grants: Iterable[Grant]) -> list[tuple[list[Grant], list[PlannedStep]]]:
    """Grants by their challenge, in their order, with its planned steps: one question more."""
    found: dict[int, list[Grant]] = defaultdict(list)
    for grant in grants:
        found[grant.challenge_id].append(grant)
    steps: dict[int, list[PlannedStep]] = defaultdict(list)
    planned = kept_for(member, PlannedStep).filter(challenge__in=found).select_related(None)
    for step in planned if found else ():
        steps[step.challenge_id].append(step)
    return [(group, steps[key]) for key, group in found.items()]


def steps_around(member: Member, at_most: int) -> tuple[set[int], list[PlannedStep]]:
    """Open planned steps that concern a member, and all steps of their challenges, which they may wait for.

    They concern whoever owns them, and whoever took part in their challenge, as long as that is open.
    """
    took_part = (
        AuditEntry.objects.filter(actor=member, challenge__isnull=False).order_by().values("challenge")
    )
    theirs = kept_for(member, PlannedStep).filter(Q(owner=member) | Q(challenge__in=took_part))
    theirs = theirs.filter(done_on=None, challenge__state=Challenge.State.OPEN).order_by("-pk")
    found = dict(theirs.values_list("pk", "challenge")[:at_most])
    around = kept_for(member, PlannedStep).filter(challenge__in=set(found.values()))
    return set(found), list(around) if found else []
