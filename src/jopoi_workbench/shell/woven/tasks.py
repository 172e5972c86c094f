"""Tasks and readings as petals in outline: they wait for someone."""

from collections.abc import Iterator, Sequence

from jopoi_workbench.shell.models import Task
from jopoi_workbench.shell.waiting.tasks import whom_of
from jopoi_workbench.shell.woven.things import Held, Thread, What


def tasks_in(loops: Sequence[int]) -> Iterator[Thread]:
    """A petal for each open task of a stage, with whom it waits for."""
    found = Task.objects.filter(loop__in=loops, state=Task.State.OPEN).exclude(stage="")
    found = found.select_related("whom__person", "review__evidence")
    for task in found.order_by("due_on", "created_at", "pk"):
        held = Held(what=task.title, href=task.get_absolute_url(), whom=whom_of(task), due=task.due_on)
        yield Thread(loop=task.loop_id or 0, stage=task.stage, what=What.WAITS, held=held)
