"""Whom to visit: outstanding units with ordinary and low ones like them, by criteria that can be repeated."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import Caution
from jopoi.progress import portion, step
from jopoi.sense import _cases_cautions as cautions
from jopoi.sense import _cases_words as words
from jopoi.sense._cases_data import known_of
from jopoi.sense._cases_sheets import Chosen, chosen_of
from jopoi.sense._cases_shown import shown
from jopoi.sense._cases_spec import CasesSpec
from jopoi.sense._comparison_rules import Allowed
from jopoi.sense._screening_parts import screened_of
from jopoi.sense._screening_spec import Better, Expectation, Prior
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt

    from jopoi._core.shown import Shown

__all__ = ["Cases", "CasesSpec", "cases"]

_MANY_TURNED = 1 / 3


@dataclass(frozen=True, kw_only=True)
class Cases(Result):
    """A selection of cases for field visits.

    ``tables`` holds, in the caller's frame type: ``visits`` (visit, unit, set, and region and journey if
    asked; in shuffled order, blind to who is who), ``key`` (visit, unit, set, role, distance, effect,
    chance: not for visitors), ``turned_away`` (unit, why, told, chance: who stood out as surely and is no
    case), ``units`` (unit, effect, chance of being in the top share), and ``regions`` and ``journeys`` if
    asked.
    """

    spec_type: ClassVar[type[Spec]] = CasesSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How many visits, and the gravest doubt about them."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the selection lets you say: first its criteria."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the selection does not let you claim."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """The visits, blind; then those turned away."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """Where the cases lie among all units, without their names."""
        from jopoi.sense import _cases_figures  # noqa: PLC0415 - drawing costs a second to load

        return _cases_figures.figures(self, language, theme=theme, narrow=narrow)


def cases(  # noqa: PLR0913 - the options of a selection, each a field of its spec
    frame: object,
    *,
    unit: str,
    outcome: str,
    period: str | None = None,
    context: Sequence[str] = (),
    practices: Sequence[str] = (),
    practices_in_context: Allowed = "refused",
    group: str | None = None,
    standard_error: str | None = None,
    weight: str | None = None,
    denominator: str | None = None,
    exposure: str | None = None,
    bounds: tuple[float, float] | None = None,
    mirror: str | Sequence[str] | Mapping[str, Better] | None = None,
    near_bounds: bool = False,
    higher_is_better: bool = True,
    prior: Prior = "normal",
    expectation: Expectation = "linear",
    peers: int = 25,
    top: float = 0.10,
    false_share: float = 0.20,
    capacity: int = 10,
    confirm: Sequence[str] = (),
    region: str | None = None,
    quota: int | None = None,
    rejected: str | None = None,
    latitude: str | None = None,
    longitude: str | None = None,
    reach: float = 40.0,
    criteria: str = "",
    rng: int | None = None,
) -> Cases:
    """Choose whom to visit, with ordinary and low units like them, and keep why others were turned away.

    The units are screened as by `screen`, and the shortlist is made of those that neither have a reason in
    ``rejected`` nor are clearly worse on a mirror indicator. One goes down it from the surest until the
    region or the list is full. Who is turned away is logged with why, and the expected false share of the
    cases stays within ``false_share``. Each case gets the nearest ordinary and the nearest low unit, so that
    a practice can be told from what everybody does. Visits are shuffled and do not say who is who.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame. Never changed.
    unit, outcome, period, context, practices, practices_in_context, group, standard_error, weight, \
denominator, exposure, bounds, near_bounds, mirror, higher_is_better, prior, expectation, peers, \
top, false_share, confirm
        As in `screen`.
    capacity : int
        How many outstanding units at most.
    region : str, optional
        Column with the region that visits are spread over; the last value of a unit counts.
    quota : int, optional
        How many outstanding units of one region at most.
    rejected : str, optional
        Column with the reason why a unit is no case; empty where nothing speaks against it.
    latitude, longitude : str, optional
        Columns with degrees north and east, for journeys and nearer comparisons.
    reach : float
        How far apart the units of one journey may lie, in kilometres as the crow flies.
    criteria : str, optional
        Who set the criteria, and by what; kept with the result.
    rng : int, optional
        Seed of the shuffled order; without it, that of the input's digest.

    Returns
    -------
    Cases

    Raises
    ------
    ColumnError
        A column is missing or holds what its part does not allow.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table cannot carry a screening.

    References
    ----------
    On comparing outstanding with ordinary and low units: Pascale, R., Sternin, J. & Sternin, M. (2010). *The
    Power of Positive Deviance*. On the expected false share of a list: Gu, J. & Koenker, R. (2023).
    Invidious comparisons. *Econometrica*.

    Examples
    --------
    Sixty posts over four years; every tenth does better, and one of those is closed:

    >>> import numpy as np, polars as pl, warnings
    >>> draw, post = np.random.default_rng(3), np.tile(np.arange(60), 4)
    >>> frame = pl.DataFrame(
    ...     {
    ...         "post": post,
    ...         "visits": 50 + 8 * (post % 10 == 0) + draw.normal(0, 2, 240),
    ...         "closed": ["since May" if each == 10 else None for each in post],
    ...         "district": post // 20,
    ...     }
    ... )
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = cases(frame, unit="post", outcome="visits", rejected="closed", region="district", quota=2)
    >>> found.values["outstanding"], found.tables["turned_away"].rows()[0][:3]
    (6, (10, 'turned away', 'since May'))
    """
    spec = parse(
        CasesSpec,
        unit=unit,
        outcome=outcome,
        period=period,
        context=context,
        practices=practices,
        practices_in_context=practices_in_context,
        group=group,
        standard_error=standard_error,
        weight=weight,
        denominator=denominator,
        exposure=exposure,
        bounds=bounds,
        mirror=mirror,
        near_bounds=near_bounds,
        higher_is_better=higher_is_better,
        prior=prior,
        expectation=expectation,
        peers=peers,
        top=top,
        false_share=false_share,
        capacity=capacity,
        confirm=confirm,
        region=region,
        quota=quota,
        rejected=rejected,
        latitude=latitude,
        longitude=longitude,
        reach=reach,
        criteria=criteria,
        rng=rng,
    )
    table = take(frame)
    with portion(0.0, 0.8):
        screened = screened_of(table, spec)
    step(N_("choosing the cases"), 0.85)
    known = known_of(table, spec, screened.prepared.sums.unit)
    seal = digest(table, spec.columns)
    seed = spec.rng if spec.rng is not None else int(seal.removeprefix("b3:")[:12], 16)
    return _wrap(table, spec, chosen_of(screened, known, spec, seed), seal)


def _wrap(table: Table, spec: CasesSpec, chosen: Chosen, seal: str) -> Cases:
    values = _values(chosen)
    told = _cautions(chosen, values, spec)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Cases(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=chosen.sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(chosen: Chosen) -> dict[str, Value]:
    sheets = chosen.sheets
    roles = sheets["key"]["role"]
    values: dict[str, Value] = {
        "rows": chosen.rows,
        "units": sheets["units"].height,
        "visits": sheets["visits"].height,
        "outstanding": len(chosen.choice.chosen),
        "ordinary": int((roles == "ordinary").sum()),
        "low": int((roles == "low").sum()),
        "turned_away": sheets["turned_away"].height,
        "expected_false_share": chosen.false_share,
    }
    if "journeys" in sheets:
        ways = sheets["journeys"]
        values |= {
            "journeys": ways.height,
            "widest_km": float(ways["kilometres"].max() or 0.0),  # type: ignore[arg-type]  # floats
            "without_place": int((sheets["visits"]["journey"] == 0).sum()),
        }
    return values


def _cautions(chosen: Chosen, values: Mapping[str, Value], spec: CasesSpec) -> list[Caution]:
    found: list[Caution] = []
    outstanding = len(chosen.choice.chosen)
    for_reason = sum(why == "reason" for _position, why, _told in chosen.choice.turned)
    if not outstanding and chosen.choice.turned:
        found.append(Caution.of(cautions.NobodyToVisit, turned=len(chosen.choice.turned)))
    elif for_reason and for_reason >= _MANY_TURNED * (for_reason + outstanding):
        found.append(Caution.of(cautions.AccessDecides, turned=for_reason, surely=for_reason + outstanding))
    for kind, role in ((cautions.WithoutOrdinary, "ordinary"), (cautions.WithoutLow, "low")):
        lacking = outstanding - int(str(values[role]))
        if lacking:
            found.append(Caution.of(kind, sets=lacking))
    if values.get("without_place"):
        found.append(Caution.of(cautions.PlacesUnknown, visits=values["without_place"]))
    if not spec.criteria and outstanding:
        found.append(Caution.of(cautions.CriteriaUnsaid))
    return sorted(found, key=lambda caution: caution.kind.importance)
