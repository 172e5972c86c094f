"""Decisions, as a lab's members may read them."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jopoi_workbench.shell.models import Challenge, Decision, Member


def decisions_for(member: Member) -> QuerySet[Decision]:
    """The decisions of the member's lab, newest first."""
    decisions = Decision.objects.filter(challenge__lab=member.lab_id)
    return decisions.select_related(
        "challenge", "loop", "asked__person", "opened_by__person", "settled_by__person", "reopened_by__person"
    )


def decision_for(member: Member, challenge: Challenge, pk: int) -> Decision:
    """One decision of a challenge of the member's lab, or 404."""
    return get_object_or_404(decisions_for(member).filter(challenge=challenge), pk=pk)


def decisions_taken(member: Member, challenge: Challenge) -> QuerySet[Decision]:
    """The decisions of a challenge that were taken, newest first."""
    return decisions_for(member).filter(challenge=challenge, state=Decision.State.TAKEN)
