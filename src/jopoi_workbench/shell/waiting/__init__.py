"""What waits for a member today: a file for each register that can make someone wait.

A source gives a `Pile` (a query that is read no further than is shown), or what is `Reckoned` from one;
one question tells which of them hold anything, and only those are read. One more question counts those that
hold more than is shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists

from jopoi_workbench.shell.models import Lab, Member, Task
from jopoi_workbench.shell.waiting.claims import claims_on_fallen_ground
from jopoi_workbench.shell.waiting.consents import withdrawals
from jopoi_workbench.shell.waiting.contributions import words_from_outside
from jopoi_workbench.shell.waiting.data import challenges_without_data, failed_runs, idle_tables
from jopoi_workbench.shell.waiting.decisions import open_decisions
from jopoi_workbench.shell.waiting.experiments import permissions_that_lapse, stop_rules
from jopoi_workbench.shell.waiting.lessons import policies_to_review, repairs
from jopoi_workbench.shell.waiting.money import expiring_money
from jopoi_workbench.shell.waiting.partners import lapsed_partners, unheld_loops
from jopoi_workbench.shell.waiting.tasks import asked_of_me, left_behind, told_for
from jopoi_workbench.shell.waiting.things import AT_MOST, Pile, Reckoned, Waiting

Found = Pile[Any] | Reckoned[Any]
Source = Callable[[Member], Found]
SOURCES: tuple[Source, ...] = (
    asked_of_me,
    left_behind,
    open_decisions,
    words_from_outside,
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
    permissions_that_lapse,
    stop_rules,
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
    return _merged([_first(found, AT_MOST) for found in _standing(member)])[:AT_MOST]


def waiting_under(
    member: Member, challenge: int, tasks: Iterable[Task]
) -> tuple[list[Waiting], list[Waiting]]:
    """What waits under one challenge for a member, most pressing first, and which tasks wait for others.

    ``tasks`` are the open ones of the challenge, in the order of the queue.
    """
    mine, others = told_for(member, tasks)
    rest = [source for source in SOURCES if source is not asked_of_me]
    things = _merged([mine, *(_first(found, AT_MOST) for found in _standing(member, rest, challenge))])
    return [thing for thing in things if thing.challenge == challenge], others


def queue_of(member: Member, *, today: date, start: int = 0, size: int = AT_MOST) -> Queue:
    """One page of what waits for a member, with the true numbers."""
    end = start + size
    read = [(found, _first(found, end + 1)) for found in _standing(member)]
    cut = [found for found, things in read if isinstance(found, Pile) and len(things) > end]
    whole = [things for found, things in read if found not in cut]
    numbers = [*_numbers(cut, today), *(_of(things, today) for things in whole)]
    total, late, tomorrow = (sum(one[place] for one in numbers) for place in range(3))
    return Queue(_merged(things for _found, things in read)[start:end], total, late, tomorrow)


def _standing(
    member: Member, sources: Iterable[Source] = SOURCES, challenge: int | None = None
) -> list[Found]:
    """What the registers give that hold anything: which ones do is one question."""
    found = [source(member) for source in sources]
    if challenge is not None:
        found = [one.under(challenge) for one in found]
    holds = {f"source_{n}": Exists(one.rows) for n, one in enumerate(found)}
    held = Lab.objects.filter(pk=member.lab_id).annotate(**holds).values_list(*holds).get()
    return [one for one, holds_any in zip(found, held, strict=True) if holds_any]


def _numbers(cut: Sequence[Pile[Any]], today: date) -> list[tuple[int, int, int]]:
    """How many there are in each pile, late, and due tomorrow: one question for all piles."""
    if not cut:
        return []
    first, *rest = (pile.counting(which, today) for which, pile in enumerate(cut))
    return [tuple(numbers) for _which, *numbers in first.union(*rest, all=True)]


def _of(things: Sequence[Waiting], today: date) -> tuple[int, int, int]:
    late = sum(thing.due is not None and thing.due < today for thing in things)
    tomorrow = sum(thing.due == today + timedelta(days=1) for thing in things)
    return len(things), late, tomorrow


def _first(found: Found, n: int) -> list[Waiting]:
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
]
