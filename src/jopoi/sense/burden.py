"""What a service costs the people who use it, before and after a change."""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.progress import step
from jopoi.sense import _burden_words as words
from jopoi.sense._burden_cautions import cautions
from jopoi.sense._burden_data import People, people_of
from jopoi.sense._burden_draws import drawn
from jopoi.sense._burden_sheets import sheets_of
from jopoi.sense._burden_shown import shown
from jopoi.sense._burden_spec import BurdenSpec
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Burden", "BurdenSpec", "burden"]


@dataclass(frozen=True, kw_only=True)
class Burden(Result):
    """Time, cost and visits of the people who use a service, before and after.

    ``tables`` holds, in the caller's frame type: ``moments`` (moment, people, gave_up, cost with its
    interval, median and tail costs, hours, visits and elapsed days of a service obtained), ``saving`` (part,
    before, after, saving, lower, upper), ``year`` (gross, due to the change, net) if uses were given,
    ``groups`` (the saving of each, its share of the people and of what is saved) and ``left_out``.
    """

    spec_type: ClassVar[type[Spec]] = BurdenSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """What a use costs before and after, and the gravest doubt about it."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the burden lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the burden does not let you claim."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """The parts of the cost, and the saving of each group."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """The cost before and after, in its parts."""
        from jopoi.sense import _burden_figures  # noqa: PLC0415 - drawing costs a second to load

        return _burden_figures.figures(self, language, theme=theme, narrow=narrow)


def burden(  # noqa: PLR0913 - the options of a burden, each a field of its spec
    frame: object,
    *,
    moment: str,
    hours: str,
    hour_value: float,
    visits: str | None = None,
    travel_hours: str | None = None,
    fare: str | None = None,
    fees: str | None = None,
    elapsed: str | None = None,
    finished: str | None = None,
    group: str | None = None,
    weight: str | None = None,
    before: str | None = None,
    uses: float | None = None,
    attribution: float | None = None,
    agency_cost: float | None = None,
    day_value: float | None = None,
    currency: str = "",
    rng: int | None = None,
) -> Burden:
    """Say what a service costs the people who use it, before and after a change.

    A use costs a person hands-on hours at the value of an hour, fees, and for each visit the way there and
    back and the fare. What those spent who gave up counts, but they got nothing: costs are told for a service
    *obtained*. Days of waiting are kept apart, travel is counted once, and a year's sum is gross until a
    comparison says what is due to the change and the agency's cost is taken off.

    Parameters
    ----------
    frame : data frame
        One row a person and use. Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy
        Polars frame. Never changed.
    moment : str
        Column with two values, for before and after; ``before`` says which is which if words do not.
    hours : str
        Column with hands-on hours of one use, the way and the waiting at home not in it.
    hour_value : float
        What an hour is worth, in money.
    visits : str, optional
        Column with the visits that one use takes.
    travel_hours : str, optional
        Column with the hours there and back, for one visit.
    fare : str, optional
        Column with what the way there and back costs, for one visit, in money.
    fees : str, optional
        Column with everything else paid for one use, in money.
    elapsed : str, optional
        Column with the days from the request until the service was there.
    finished : str, optional
        Column with whether the person got the service in the end, yes or no.
    group : str, optional
        Column by which the saving is told apart.
    weight : str, optional
        Column with how many people a row stands for.
    before : str, optional
        The value of ``moment`` that stands for before.
    uses : float, optional
        Verified uses a year; the year is told only with it.
    attribution : float, optional
        Share of the difference that a fair comparison gives to the change, above 0 and at most 1.
    agency_cost : float, optional
        What the change costs the agency a year, in money.
    day_value : float, optional
        What a day less of waiting is worth, in money; shown apart and never added.
    currency : str, optional
        How amounts of money are called.
    rng : int, optional
        Seed of the draws behind the intervals; without it, that of the input's digest.

    Returns
    -------
    Burden

    Raises
    ------
    ColumnError
        A column is missing, holds text or a value below zero, or cannot be read as before and after.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table is empty, or nobody is left before or after.

    Notes
    -----
    Intervals hold 95 % of 1,999 draws of as many people, each moment by itself; from 20,000 people on their
    sums are drawn as normal. They count who was asked, not what they remembered wrongly.

    References
    ----------
    The measure of time, cost and visits (TCV) is that of a2i, Bangladesh. On people who gave up: Herd, P. &
    Moynihan, D. P. (2018). *Administrative Burden: Policymaking by Other Means*.

    Examples
    --------
    Four people before and four after; one of the first gave up:

    >>> import polars as pl
    >>> frame = pl.DataFrame(
    ...     {
    ...         "when": ["before"] * 4 + ["after"] * 4,
    ...         "hours": [3.0, 3, 3, 3, 1, 1, 1, 1],
    ...         "visits": [2, 2, 2, 2, 1, 1, 1, 1],
    ...         "fare": [5.0] * 8,
    ...         "got": ["yes", "yes", "yes", "no"] + ["yes"] * 4,
    ...     }
    ... )
    >>> import warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = burden(
    ...         frame,
    ...         moment="when",
    ...         hours="hours",
    ...         hour_value=2.0,
    ...         visits="visits",
    ...         fare="fare",
    ...         finished="got",
    ...     )
    >>> round(found.values["cost_before"], 2), found.values["cost_after"]
    (21.33, 7.0)
    """
    spec = parse(
        BurdenSpec,
        moment=moment,
        hours=hours,
        hour_value=hour_value,
        visits=visits,
        travel_hours=travel_hours,
        fare=fare,
        fees=fees,
        elapsed=elapsed,
        finished=finished,
        group=group,
        weight=weight,
        before=before,
        uses=uses,
        attribution=attribution,
        agency_cost=agency_cost,
        day_value=day_value,
        currency=currency,
        rng=rng,
    )
    table = take(frame)
    people = people_of(table, spec)
    seal = digest(table, spec.columns)
    seed = spec.rng if spec.rng is not None else int(seal.removeprefix("b3:")[:12], 16)
    step(N_("asking as many people again"), 0.3)
    found = drawn(people, seed)
    sheets = sheets_of(people, found, spec, seed)
    return _wrap(table, spec, people, sheets, seal)


def _wrap(
    table: Table, spec: BurdenSpec, people: People, sheets: "dict[str, pl.DataFrame]", seal: str
) -> Burden:
    told = cautions(people, sheets, spec)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Burden(
        spec=spec,
        input_digest=seal,
        values=_values(people, sheets, spec),
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(people: People, sheets: "dict[str, pl.DataFrame]", spec: BurdenSpec) -> dict[str, Value]:
    whole = sheets["saving"].row(-1, named=True)
    values: dict[str, Value] = {"rows": len(people.after), "rows_in_table": people.total}
    values |= {name: whole[name] for name in ("saving", "lower", "upper")}
    for side, moment in zip(("before", "after"), sheets["moments"].iter_rows(named=True), strict=True):
        values |= {f"{name}_{side}": value for name, value in moment.items()}
    if spec.day_value is not None:
        waits = [values[f"elapsed_{side}"] for side in ("before", "after")]
        known = [float(wait) for wait in waits if isinstance(wait, int | float)]
        values["waiting_value"] = (known[0] - known[1]) * spec.day_value if len(known) == len(waits) else None
    return values
