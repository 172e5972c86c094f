"""How the work of a loop lies on its people, and what rests on one of them alone."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Held:
    """Something that a person holds, in a group such as a challenge or a site."""

    person: int
    group: Hashable


@dataclass(frozen=True)
class Load:
    """What one person carries: how many things, and which share of all."""

    person: int
    things: int
    share: Fraction


def loads(held: Iterable[Held]) -> list[Load]:
    """What each person carries, the busiest first.

    Examples
    --------
    >>> loads([Held(1, "fair"), Held(1, "fair"), Held(2, "fair")])[0].share
    Fraction(2, 3)
    """
    counts = Counter(one.person for one in held)
    return [
        Load(person, things, Fraction(things, counts.total()))
        for person, things in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def resting_on_one(held: Iterable[Held]) -> dict[int, list[Hashable]]:
    """For each person, the groups in which nobody else holds anything: what would be missing if they left.

    Examples
    --------
    >>> resting_on_one([Held(1, "fair"), Held(1, "school"), Held(2, "school")])
    {1: ['fair']}
    """
    people: dict[Hashable, set[int]] = defaultdict(set)
    for one in held:
        people[one.group].add(one.person)
    alone: dict[int, list[Hashable]] = defaultdict(list)
    for group, who in people.items():
        if len(who) == 1:
            alone[next(iter(who))].append(group)
    return dict(alone)
