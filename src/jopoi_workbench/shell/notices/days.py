"""What is due tomorrow, and what became late."""

from datetime import datetime, timedelta

from django.utils import timezone

from jopoi_workbench.shell.models import Member, Task
from jopoi_workbench.shell.notices.filing import file, zone_of
from jopoi_workbench.shell.notices.hearing import asked

_LOOK_BACK = timedelta(days=8)  # what was late before nobody looked is not told anew


def remind(*, at: datetime) -> int:
    """File a notice for each open task that is due tomorrow, or late, where its member is; how many."""
    around = timezone.localdate(at)
    near = Task.objects.filter(
        state=Task.State.OPEN, due_on__gte=around - _LOOK_BACK, due_on__lte=around + timedelta(days=2)
    ).select_related("lab", "whom__person", "whom__lab", "review__evidence")
    return sum(_remind(task, member, at) for task in near for member in asked(task))


def _remind(task: Task, member: Member, at: datetime) -> int:
    if task.due_on is None:
        return 0
    days = (task.due_on - timezone.localdate(at, zone_of(member))).days
    kind = "task.tomorrow" if days == 1 else "task.late" if days < 0 else ""
    if not kind:
        return 0
    titles = task.review.evidence.titles if hasattr(task, "review") else {}
    return file(
        [member],
        key=f"task:{task.pk}:{kind}:{task.due_on.isoformat()}",
        kind=kind,
        facts={"name": task.what, "titles": titles, "due": task.due_on.isoformat()},
        href=task.get_absolute_url(),
        at=at,
    )
