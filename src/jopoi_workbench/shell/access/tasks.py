"""What the members of a lab ask of one another."""

from django.db.models import F, Prefetch, Q, QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Evidence, Member, Review, Task


def tasks_for(member: Member) -> QuerySet[Task]:
    """The tasks of the member's lab: what has a day first, then what waits longest."""
    tasks = Task.objects.filter(lab=member.lab_id).order_by(
        F("due_on").asc(nulls_last=True), "created_at", "pk"
    )
    return tasks.select_related("challenge", "whom__person", "created_by__person", "review__evidence")


def open_tasks_under(member: Member, challenge: int) -> QuerySet[Task]:
    """The open tasks of a challenge of the member's lab, in the order of the queue."""
    return tasks_for(member).filter(challenge=challenge, state=Task.State.OPEN)


def task_for(member: Member, pk: int) -> Task:
    """One task of the member's lab, or 404."""
    tasks = tasks_for(member).select_related("ended_by__person", "loop")
    return found_for(member, tasks, pk=pk)


def waits_for(member: Member) -> Q:
    """The condition that a task waits for a member, by name or by role."""
    by_role = Q(lab=member.lab_id, whom=None, role__in=member.roles)
    return Q(state=Task.State.OPEN) & (Q(whom=member) | by_role)


def colleagues_of(member: Member) -> QuerySet[Member]:
    """The members of the lab who can be asked for something."""
    return Member.objects.filter(lab=member.lab_id, active=True).select_related("person")


def with_reviews(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """The same evidence, each with who was asked to read it and what they said: one query for all."""
    reviews = Review.objects.select_related("task__whom__person", "task__created_by__person")
    return evidence.prefetch_related(Prefetch("reviews", reviews.exclude(task__state=Task.State.DROPPED)))
