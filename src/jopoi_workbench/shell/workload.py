"""How the lab's work lies on its people and over its places, as the page shows it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from jopoi import loop
from jopoi_workbench.shell.access import Holding
from jopoi_workbench.shell.models import Partner

KINDS = ("roles", "steps", "repairs", "contacts", "tasks")


@dataclass(frozen=True)
class Carrier:
    """A member with what they hold, by kind, and what nobody else holds."""

    name: str
    counts: tuple[int, ...]
    things: int
    share: Fraction
    alone: list[str]
    widest: int

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def bar(self) -> float:
        """How long the bar is, out of 100."""
        return round(100 * self.things / self.widest, 1)


@dataclass(frozen=True)
class Distance:
    """How many sites and challenges are how remote."""

    name: str
    sites: int
    challenges: int
    widest: int

    @property
    def bar(self) -> float:
        return round(100 * self.sites / self.widest, 1) if self.widest else 0


def carriers(held: Sequence[Holding], names: Mapping[int, str]) -> list[Carrier]:
    """Each member who holds something, the busiest first."""
    loads = loop.loads([loop.Held(one.member, one.challenge) for one in held])
    titles = {one.challenge: one.title for one in held}
    alone: dict[int, list[str]] = defaultdict(list)
    # Whoever is asked for one thing does not hold the challenge: a task weighs, but nothing rests on it.
    holds = [loop.Held(one.member, one.challenge) for one in held if one.kind != "tasks"]
    for who, groups in loop.resting_on_one(holds).items():
        alone[who] += [titles[key] for key in groups if isinstance(key, int)]
    sites = [loop.Held(one.member, one.site) for one in held if one.site]
    for who, groups in loop.resting_on_one(sites).items():
        alone[who] += [_("the contact at %(site)s") % {"site": site} for site in groups]
    return [
        Carrier(
            name=names.get(load.person, ""),
            counts=tuple(
                sum(one.member == load.person and one.kind == kind for one in held) for kind in KINDS
            ),
            things=load.things,
            share=load.share,
            alone=alone[load.person],
            widest=loads[0].things,
        )
        for load in loads
    ]


def distances(sites: Sequence[tuple[str, str, int]]) -> list[Distance]:
    """Sites by how remote they are; what nobody recorded stands for itself."""
    kinds = [*Partner.Remoteness.choices, ("", _("Not recorded"))]
    counts = {
        key: ({site for site, far, _c in sites if far == key}, {one for _s, far, one in sites if far == key})
        for key, _label in kinds
    }
    widest = max((len(found) for found, _c in counts.values()), default=0)
    return [Distance(str(label), len(counts[key][0]), len(counts[key][1]), widest) for key, label in kinds]
