"""Tasks and readings as petals in outline: they wait for someone."""

from collections.abc import Iterable, Iterator, Sequence

from jopoi_workbench.shell.models import Task
from jopoi_workbench.shell.waiting.tasks import whom_of
from jopoi_workbench.shell.woven.things import Held, Thread, What


def tasks_in(loops: Sequence[int]) -> Iterator[Thread]:
    """A petal for each open task of a stage, with whom it waits for."""
    found = Task.objects.filter(loop__in=loops, state=Task.State.OPEN).exclude(stage="")
    found = found.select_related("whom__person", "review__evidence")
    return petals_of(found.order_by("due_on", "created_at", "pk"))


def petals_of(tasks: Iterable[Task]) -> Iterator[Thread]:
    """The petals of some open tasks, where they belong to a stage of a turn."""
    for task in tasks:
        if not (task.loop_id and task.stage):
            continue
        held = Held(what=task.title, href=task.get_absolute_url(), whom=whom_of(task), due=task.due_on)
        yield Thread(loop=task.loop_id, stage=task.stage, what=What.WAITS, held=held)
