"""What to bear in mind with a burden."""

import numpy as np
import polars as pl

from jopoi.errors import Caution, JopoiWarning
from jopoi.sense._burden_data import People
from jopoi.sense._burden_spec import BurdenSpec
from jopoi.words import N_

_FEW, _MANY_MORE, _ALIKE = 30, 0.05, 0.5


class SurvivorsOnly(JopoiWarning):
    """Nothing says who gave up, so that only those who got through are counted."""

    importance = 1
    template = N_(
        "No column says who gave up: people whom the service lost are not counted, and a service that loses"
        " more of them looks cheaper."
    )


class MoreGiveUp(JopoiWarning):
    """A larger share gives up after the change."""

    importance = 0
    template = N_(
        "After the change {after:.0%} of the people gave up, before it {before:.0%}: look at them first."
    )


class TravelTwice(JopoiWarning):
    """Hands-on hours that seem to hold the way as well."""

    importance = 1
    template = N_(
        "Hands-on hours are at least as long as the way in {share:.0%} of the rows and go with it: the way"
        " may be in them, and then it is counted twice. Ask, or leave `travel_hours` out."
    )


class FewPeople(JopoiWarning):
    """So few people in a moment that a saving means little."""

    importance = 1
    template = N_("Only {n} people stand for “{moment}”: the interval is rough below {few}.")


class Gross(JopoiWarning):
    """A year's sum that nothing attributes to the change."""

    importance = 2
    template = N_(
        "The year's sum is gross and unattributed: it holds whatever else changed meanwhile. Give the share"
        " that a fair comparison found."
    )


class NoAgencyCost(JopoiWarning):
    """A year's sum without what the change costs the agency."""

    importance = 3
    template = N_("What the change costs the agency is not taken off.")


class FewInGroup(JopoiWarning):
    """Groups with few people."""

    importance = 3
    template = N_("Groups with fewer than {few} people before or after: {groups}. Their intervals are rough.")


class PeopleLeftOut(JopoiWarning):
    """Rows that lack a value."""

    importance = 3
    template = N_("Rows left out because a value is missing: {rows} of {total}.")


def cautions(people: People, sheets: dict[str, pl.DataFrame], spec: BurdenSpec) -> list[Caution]:
    """All that apply, gravest first."""
    found = [*_about_people(sheets, spec), *_about_travel(people, spec)]
    if spec.uses is not None and spec.attribution is None:
        found.append(Caution.of(Gross))
    if spec.uses is not None and spec.agency_cost is None:
        found.append(Caution.of(NoAgencyCost))
    lost = people.total - len(people.after)
    if lost:
        found.append(Caution.of(PeopleLeftOut, rows=lost, total=people.total))
    return sorted(found, key=lambda caution: caution.kind.importance)


def _about_people(sheets: dict[str, pl.DataFrame], spec: BurdenSpec) -> list[Caution]:
    found = []
    moments = sheets["moments"]
    before, after = moments["gave_up"].to_list()
    if spec.finished is None:
        found.append(Caution.of(SurvivorsOnly))
    elif after > before + _MANY_MORE:
        found.append(Caution.of(MoreGiveUp, after=after, before=before))
    for moment, n in zip(moments["moment"], moments["people"], strict=True):
        if n < _FEW:
            found.append(Caution.of(FewPeople, n=n, moment=moment, few=_FEW))
    if "groups" in sheets:
        few = sheets["groups"].filter(pl.min_horizontal("before", "after") < _FEW)["group"]
        if len(few):
            found.append(Caution.of(FewInGroup, few=_FEW, groups=[f"“{name}”" for name in few]))
    return found


def _about_travel(people: People, spec: BurdenSpec) -> list[Caution]:
    if spec.travel_hours is None or not spec.hour_value:
        return []
    way, hours = people.parts[:, 1] / spec.hour_value, people.hours
    gone = way > 0
    if gone.sum() < _FEW or way[gone].std() == 0.0 or hours[gone].std() == 0.0:
        return []
    share = float((hours[gone] >= way[gone]).mean())
    alike = float(np.corrcoef(hours[gone], way[gone])[0, 1])
    return [Caution.of(TravelTwice, share=share)] if share > 1.0 - _MANY_MORE and alike > _ALIKE else []
