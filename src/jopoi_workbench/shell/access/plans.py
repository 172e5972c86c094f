"""Plans of a lab."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Member, Plan, PlannedRun


def plans_for(member: Member) -> QuerySet[Plan]:
    """The plans of the member's lab, newest first."""
    plans = Plan.objects.filter(lab=member.lab_id)
    return plans.select_related("lab", "challenge", "created_by__person", "frozen__frozen_by__person")


def plan_for(member: Member, challenge: int, pk: int) -> Plan:
    """One plan under a challenge of the member's lab, or 404."""
    return found_for(member, plans_for(member), challenge=challenge, pk=pk)


def runs_of(plan: Plan) -> QuerySet[PlannedRun]:
    """What was done under a plan, with the reasons that were given."""
    runs = PlannedRun.objects.filter(frozen__plan=plan).select_related(
        "frozen__plan", "evidence__created_by__person", "evidence__record"
    )
    return runs.prefetch_related("notes__by__person")
