"""The days until which a member is asked for something."""

from collections.abc import Iterator

from jopoi_workbench.shell.access import tasks_for
from jopoi_workbench.shell.access.tasks import waits_for
from jopoi_workbench.shell.dates.things import AT_MOST, Day
from jopoi_workbench.shell.models import Member


def tasks(member: Member) -> Iterator[Day]:
    """Open tasks and readings that wait for the member and have a day."""
    for task in tasks_for(member).filter(waits_for(member), due_on__isnull=False)[:AT_MOST]:
        if task.due_on is None:
            continue
        yield Day(
            uid=f"task-{task.pk}",
            on=task.due_on,
            what=task.title,
            why=task.why,
            path=task.get_absolute_url(),
            changed_at=task.edited_at or task.created_at,
            version=task.version,
        )
