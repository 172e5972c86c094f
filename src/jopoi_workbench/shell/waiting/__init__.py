"""What waits for a member today: a file for each register that can make someone wait.

A source gives a `Pile` (a query that is read no further than is shown), or just what it found.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.waiting.claims import claims_on_fallen_ground
from jopoi_workbench.shell.waiting.consents import withdrawals
from jopoi_workbench.shell.waiting.data import challenges_without_data, failed_runs, idle_tables
from jopoi_workbench.shell.waiting.decisions import open_decisions
from jopoi_workbench.shell.waiting.experiments import experiments_in_hand
from jopoi_workbench.shell.waiting.lessons import policies_to_review, repairs
from jopoi_workbench.shell.waiting.money import expiring_money
from jopoi_workbench.shell.waiting.partners import lapsed_partners, unheld_loops
from jopoi_workbench.shell.waiting.tasks import asked_of_me, left_behind, waits_for_others
from jopoi_workbench.shell.waiting.things import AT_MOST, Pile, Waiting

Source = Callable[[Member], Pile[Any] | Iterable[Waiting]]
SOURCES: tuple[Source, ...] = (
    asked_of_me,
    left_behind,
    open_decisions,
    failed_runs,
    idle_tables,
    challenges_without_data,
    claims_on_fallen_ground,
    lapsed_partners,
    unheld_loops,
    expiring_money,
    repairs,
    policies_to_review,
    withdrawals,
    experiments_in_hand,
)


@dataclass(frozen=True)
class Queue:
    """Some of what waits, most pressing first, and how much there is in all.

    Attributes
    ----------
    things : list of Waiting
    total, late, tomorrow : int
        How many wait, were due before today, are due tomorrow: of all, not only of those in ``things``.
    """

    things: list[Waiting]
    total: int
    late: int
    tomorrow: int


def waiting_for(member: Member) -> list[Waiting]:
    """What waits for a member: what has a day first, then what waits longest."""
    return _merged([_first(source(member), AT_MOST) for source in SOURCES])[:AT_MOST]


def waiting_under(member: Member, challenge: int) -> list[Waiting]:
    """What waits for a member under one challenge, most pressing first."""
    found = [source(member) for source in SOURCES]
    narrowed = [pile.under(challenge) if isinstance(pile, Pile) else pile for pile in found]
    things = _merged([_first(pile, AT_MOST) for pile in narrowed])
    return [thing for thing in things if thing.challenge == challenge]


def queue_of(member: Member, *, today: date, start: int = 0, size: int = AT_MOST) -> Queue:
    """One page of what waits for a member, with the true numbers."""
    end = start + size
    counted = [_counted(source(member), end, today) for source in SOURCES]
    things = _merged([things for things, *_numbers in counted])[start:end]
    total, late, tomorrow = (
        sum(numbers) for numbers in zip(*(rest for _things, *rest in counted), strict=True)
    )
    return Queue(things, total, late, tomorrow)


def _counted(
    found: Pile[Any] | Iterable[Waiting], n: int, today: date
) -> tuple[list[Waiting], int, int, int]:
    things = _first(found, n + 1)
    if isinstance(found, Pile) and len(things) > n:
        return things[:n], *found.numbers(today)
    late = sum(thing.due is not None and thing.due < today for thing in things)
    tomorrow = sum(thing.due == today + timedelta(days=1) for thing in things)
    return things, len(things), late, tomorrow


def _first(found: Pile[Any] | Iterable[Waiting], n: int) -> list[Waiting]:
    return found.first(n) if isinstance(found, Pile) else list(found)


def _merged(piles: Iterable[list[Waiting]]) -> list[Waiting]:
    things = [thing for pile in piles for thing in pile]
    return sorted(things, key=lambda thing: (thing.due or date.max, thing.since))


__all__ = [
    "AT_MOST",
    "Pile",
    "Queue",
    "Waiting",
    "queue_of",
    "waiting_for",
    "waiting_under",
    "waits_for_others",
]
