"""The work that waits: who does it, for how long it has waited, what was left half done."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.operations.findings import Finding, care, fault, well
from jopoi_workbench.shell.operations.workers import living
from jopoi_workbench.shell.running import is_lost

_LONG, _TOO_LONG = timedelta(minutes=5), timedelta(hours=1)
_START = "Start one: python -m jopoi_workbench work"


def workers_live(at: datetime) -> Iterator[Finding]:
    """Whether anyone computes what waits."""
    names = [worker.name for worker in living(at)]
    if settings.RUN_IN_PLACE:
        yield well("workers", "None is needed: work is done inside the request.")
    elif names:
        yield well("workers", f"{len(names)} live: {', '.join(names)}.")
    else:
        yield fault("workers", "No worker lives: nothing that waits is computed or sent.", _START)


def queue_moves(at: datetime) -> Iterator[Finding]:
    """How long the oldest task has waited, and what failed since yesterday."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    waited = at - oldest if oldest else timedelta(0)
    told = f"{ready.count()} wait, the oldest for {int(waited.total_seconds() // 60)} min."
    if waited > _TOO_LONG:
        yield fault("queue", told, _START)
    elif waited > _LONG:
        yield care("queue", told, "Start one more worker.")
    else:
        yield well("queue", told)
    failed = DBTaskResult.objects.failed().filter(finished_at__gte=at - timedelta(days=1)).count()
    if failed:
        yield care("queue", f"{failed} tasks failed since yesterday.", "Read the worker's log.")


def runs_are_held(at: datetime) -> Iterator[Finding]:
    """Runs whose process is gone; a living worker marks them within a minute."""
    lost = [run.pk for run in Evidence.objects.filter(state=Evidence.State.RUNNING) if is_lost(run, at)]
    if lost:
        yield care(
            "runs",
            f"{len(lost)} lost their process.",
            "Start a worker: it marks them, and they can be run again.",
        )
    else:
        yield well("runs", "None has lost its process.")
