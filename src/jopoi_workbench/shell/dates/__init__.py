"""The days that a member should know of: a file for each register that has some, listed in `SOURCES`."""

from collections.abc import Callable, Iterable

from jopoi_workbench.shell.dates.decisions import decisions
from jopoi_workbench.shell.dates.experiments import looks, permissions
from jopoi_workbench.shell.dates.lessons import repairs, reviews
from jopoi_workbench.shell.dates.money import money
from jopoi_workbench.shell.dates.partners import reminders
from jopoi_workbench.shell.dates.steps import steps
from jopoi_workbench.shell.dates.tasks import tasks
from jopoi_workbench.shell.dates.things import Day
from jopoi_workbench.shell.models import Member

SOURCES: tuple[Callable[[Member], Iterable[Day]], ...] = (
    tasks,
    decisions,
    money,
    steps,
    reminders,
    repairs,
    reviews,
    permissions,
    looks,
)


def days_of(member: Member) -> list[Day]:
    """Every day that concerns a member, in order."""
    return sorted((day for source in SOURCES for day in source(member)), key=lambda day: (day.on, day.uid))


__all__ = ["SOURCES", "Day", "days_of"]
