"""Who is surely ahead of whom: places with their sets, and grades."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import Caution
from jopoi.progress import step
from jopoi.sense import _ranks_cautions as cautions
from jopoi.sense import _ranks_words as words
from jopoi.sense._comparison_rules import Allowed
from jopoi.sense._ranks_sheets import Ranked, ranked_of, room_at_the_top
from jopoi.sense._ranks_shown import shown
from jopoi.sense._ranks_spec import RanksSpec
from jopoi.sense._screening_spec import Expectation, Prior
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt

    from jopoi._core.shown import Shown

__all__ = ["Ranks", "RanksSpec", "ranks"]

_WIDE = 0.5  # of all places


@dataclass(frozen=True, kw_only=True)
class Ranks(Result):
    """Between which places each unit stands, and which grades can be told apart.

    ``tables`` holds, in the caller's frame type: ``units`` (unit, group, effect, error, posterior_mean,
    posterior_sd, best_place, worst_place, may_be_top, surely_top, grade, 1 the highest) and ``grades``
    (grade, units, mean, first, last, surely_top).
    """

    spec_type: ClassVar[type[Spec]] = RanksSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How many are surely at the top, how many may be, and the gravest doubt."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the ranks let you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the ranks do not let you claim."""
        return words.may_not_claim(language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """Those surely at the top, and the grades."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """From the best to the worst place of every unit, and the grades."""
        from jopoi.sense import _ranks_figures  # noqa: PLC0415 - drawing costs a second to load

        return _ranks_figures.figures(self, language, theme=theme, narrow=narrow)


def ranks(  # noqa: PLR0913 - the options of ranks, each a field of its spec
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
    near_bounds: bool = False,
    higher_is_better: bool = True,
    prior: Prior = "normal",
    expectation: Expectation = "linear",
    peers: int = 25,
    top: float = 0.10,
    misordered: float = 0.05,
    one: str = "",
    rng: int | None = None,
) -> Ranks:
    """Say between which places each unit stands, and sort units into grades that can be told apart.

    A league table gives each unit one place, most of which chance could move by hundreds. Here each has a
    best and a worst place that hold for all units at once, and it is said who is surely in the top share and
    who may be. Beside them stand grades: as many as can be told apart with few pairs the wrong way round.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame. Never changed.
    unit, outcome, period, context, practices, practices_in_context, group, standard_error, weight, \
denominator, exposure, bounds, near_bounds, higher_is_better, prior, expectation, peers
        As in `screen`.
    top : float
        Share of units that counts as exceptional, above 0 and at most 0.5.
    misordered : float
        Bound on the expected share of all pairs that stand in different grades the wrong way round.
    one : str
        Label of a unit that is asked about before any place was seen: its set for itself alone is narrower
        (``values["one_best_place"]``, ``values["one_worst_place"]``).
    rng : int, optional
        Seed of the draws; without it, that of the input's digest.

    Returns
    -------
    Ranks

    Raises
    ------
    ColumnError
        A column is missing or holds what its part does not allow.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table cannot carry a screening.

    Notes
    -----
    Places rest on each unit's own effect and its standard error, that of its expectation included; errors are
    taken as normal and independent. Grades rest on the shrunken effects, and keep their order.

    References
    ----------
    Mogstad, M., Romano, J. P., Shaikh, A. M. & Wilhelm, D. (2024). Inference for ranks with applications to
    mobility across neighbourhoods and academic achievement across countries. *Review of Economic Studies*.
    Kline, P., Rose, E. & Walters, C. (2024). A discrimination report card. *American Economic Review*.

    Examples
    --------
    Sixty posts over four years; every tenth does far better:

    >>> import numpy as np, polars as pl
    >>> draw, post = np.random.default_rng(3), np.tile(np.arange(60), 4)
    >>> frame = pl.DataFrame(
    ...     {"post": post, "visits": 50 + 12 * (post % 10 == 0) + draw.normal(0, 2, 240)}
    ... )
    >>> import warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = ranks(frame, unit="post", outcome="visits", rng=1)
    >>> found.values["surely_top"], found.tables["units"].filter(unit=10)["worst_place"].item()
    (6, 6)
    """
    spec = parse(
        RanksSpec,
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
        near_bounds=near_bounds,
        higher_is_better=higher_is_better,
        prior=prior,
        expectation=expectation,
        peers=peers,
        top=top,
        misordered=misordered,
        one=one,
        rng=rng,
    )
    table = take(frame)
    table.require(*spec.columns)
    seal = digest(table, spec.columns)
    seed = spec.rng if spec.rng is not None else int(seal.removeprefix("b3:")[:12], 16)
    return _wrap(table, spec, ranked_of(table, spec, seed), seal)


def _wrap(table: Table, spec: RanksSpec, ranked: Ranked, seal: str) -> Ranks:
    values = _values(ranked, spec)
    told = _cautions(values)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Ranks(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets={"units": ranked.units, "grades": ranked.grades},
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(ranked: Ranked, spec: RanksSpec) -> dict[str, Value]:
    units, found = ranked.units, ranked.found
    width = (units["worst_place"] - units["best_place"] + 1).median()
    values: dict[str, Value] = {
        "rows": ranked.rows,
        "units": units.height,
        "room": room_at_the_top(units.height, spec.top),
        "surely_top": int(units["surely_top"].sum()),
        "may_be_top": int(units["may_be_top"].sum()),
        "half_width": float(width),  # type: ignore[arg-type]  # a number
        "critical": ranked.critical,
        "grades": ranked.grades.height,
        "misordered": found.misordered,
        "misordered_of_ordered": found.misordered / found.ordered if found.ordered else 0.0,
        "ordered": found.ordered,
        "explained": ranked.explained,
    }
    if ranked.one is not None:
        values["one_best_place"], values["one_worst_place"] = ranked.one
    return values


def _cautions(values: dict[str, Value]) -> list[Caution]:
    found = []
    width, units = float(str(values["half_width"])), int(str(values["units"]))
    if values["grades"] == 1:
        found.append(Caution.of(cautions.NoOrder, units=units))
    if not values["surely_top"]:
        found.append(Caution.of(cautions.NobodySurelyTop, room=values["room"]))
    if width > _WIDE * units:
        found.append(Caution.of(cautions.WideSets, width=width, units=units))
    return found
