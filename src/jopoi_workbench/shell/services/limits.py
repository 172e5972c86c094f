"""How much a caller asked, or guessed, in the running minute or hour, counted where all processes see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from jopoi_workbench.shell.models import ApiUse

_SECONDS = 60
_KEPT = 24 * 60  # minutes after which a caller that went away is forgotten


@dataclass(frozen=True)
class Allowance:
    """What is left to a caller, and in how many seconds the count starts anew."""

    limit: int
    used: int
    reset: int

    @property
    def left(self) -> int:
        return max(self.limit - self.used, 0)

    @property
    def over(self) -> bool:
        return self.used > self.limit


def count_use(*, caller: str, limit: int, at: datetime, minutes: int = 1) -> Allowance:
    """Count one more request of a caller in the running span of some minutes, a day at most."""
    begun, left = _span(at, minutes)
    return Allowance(limit=limit, used=_counted(caller, begun), reset=left)


def look_at(*, caller: str, limit: int, at: datetime, minutes: int = 1) -> Allowance:
    """What is left to a caller, without counting."""
    begun, left = _span(at, minutes)
    used = ApiUse.objects.filter(caller=caller, minute=begun).values_list("used", flat=True).first()
    return Allowance(limit=limit, used=used or 0, reset=left)


def _span(at: datetime, minutes: int) -> tuple[int, int]:
    """The minute in which the running span began, and the seconds until it ends."""
    span, into = divmod(int(at.timestamp()), minutes * _SECONDS)
    return span * minutes, minutes * _SECONDS - into


def _counted(caller: str, minute: int) -> int:
    same = ApiUse.objects.filter(caller=caller, minute=minute)
    if not same.update(used=F("used") + 1):
        _begin(caller, minute)
    return same.values_list("used", flat=True).first() or 1


@transaction.atomic
def _begin(caller: str, minute: int) -> None:
    """Start a caller's count for a minute; whoever comes second adds to it."""
    row, new = ApiUse.objects.get_or_create(caller=caller, defaults={"minute": minute, "used": 1})
    mine = ApiUse.objects.filter(pk=row.pk)
    if new:
        ApiUse.objects.filter(minute__lt=minute - _KEPT).delete()
    elif not mine.exclude(minute=minute).update(minute=minute, used=1):
        mine.update(used=F("used") + 1)
