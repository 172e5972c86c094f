"""Decisions, as a lab's members may read them."""

from django.db.models import F, Q, QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Challenge, Decision, Member
from jopoi_workbench.shell.roles import Act, may


def decisions_for(member: Member) -> QuerySet[Decision]:
    """The decisions of the member's lab, newest first."""
    decisions = Decision.objects.filter(challenge__lab=member.lab_id)
    return decisions.select_related(
        "challenge", "loop", "asked__person", "opened_by__person", "settled_by__person", "reopened_by__person"
    )


def decision_for(member: Member, challenge: Challenge, pk: int) -> Decision:
    """One decision of a challenge of the member's lab, or 404."""
    return found_for(member, decisions_for(member), lab="challenge__lab", challenge=challenge, pk=pk)


def decisions_asked_of(member: Member) -> QuerySet[Decision]:
    """Open decisions that were asked of the member, or of nobody in particular, if they may decide."""
    found = decisions_for(member).filter(Q(asked=member) | Q(asked=None), state=Decision.State.OPEN)
    found = found.order_by(F("due_on").asc(nulls_last=True), "opened_at", "pk")
    return found if may(member, Act.DECIDE) else found.none()


def decisions_taken(member: Member, challenge: Challenge) -> QuerySet[Decision]:
    """The decisions of a challenge that were taken, newest first."""
    return decisions_for(member).filter(challenge=challenge, state=Decision.State.TAKEN)
