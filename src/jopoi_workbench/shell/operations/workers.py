"""Workers say that they live; whoever asks hears which of them do."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from jopoi_workbench.shell.models import Worker

BEAT = timedelta(seconds=15)  # how often a worker says that it lives
SILENCE = timedelta(seconds=90)  # after how long without a sign it counts as gone
_FORGOTTEN = timedelta(days=1)


def beat(name: str, at: datetime) -> None:
    """A worker lives; those that fell silent a day ago are forgotten."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": at}, create_defaults=_new(at))
    Worker.objects.filter(seen_at__lt=at - _FORGOTTEN).delete()


def _new(at: datetime) -> dict[str, datetime]:
    return {"started_at": at, "seen_at": at}


def leave(name: str) -> None:
    """A worker stops in order."""
    Worker.objects.filter(name=name).delete()


def living(at: datetime) -> QuerySet[Worker]:
    """The workers heard of lately."""
    return Worker.objects.filter(seen_at__gte=at - SILENCE)
