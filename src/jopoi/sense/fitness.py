"""Look at a table before any ranking."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result
from jopoi._core.specs import Spec, parse
from jopoi.progress import step
from jopoi.sense import _fitness_words as words
from jopoi.sense._columns import require_number
from jopoi.sense._fitness_report import cautions_of, values_of
from jopoi.sense._fitness_sheets import sheets_of
from jopoi.sense._fitness_shown import shown
from jopoi.sense._fitness_spec import FitnessSpec
from jopoi.sense._fitness_survey import survey
from jopoi.sense._screening_spec import Better
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt

    from jopoi._core.shown import Shown

__all__ = ["Fitness", "FitnessSpec", "fitness"]

_NUMBERS = frozenset({"outcome", "standard error", "denominator", "mirror"})


@dataclass(frozen=True, kw_only=True)
class Fitness(Result):
    """What a table holds, lacks and hides.

    ``tables`` holds, in the caller's frame type: ``columns`` (column, role, kind, missing,
    missing_share, distinct, min, max, infinite, outside_bounds, at_floor, at_ceiling, heaping,
    heaping_expected, heaped), ``missing_by_period`` (period, column, rows, missing,
    missing_share), ``periods_per_unit`` (periods, units), ``duplicates`` (unit, period, rows; the
    first thousand), ``dropped`` (reason, column, rows, units, units_lost; the last row, "any",
    counts each row once), ``outcome_histogram`` (from, to, rows) and ``jumps`` (value, below, above, times,
    z: where the outcome's figures thin out too suddenly).
    """

    spec_type: ClassVar[type[Spec]] = FitnessSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How much of the table can be used, and the gravest doubt about it."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the look lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the look does not let you claim."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """The answer, what was found, and what may not be claimed."""
        return words.summary(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """Missing values, the outcome's histogram, and periods a unit."""
        from jopoi.sense import _fitness_figures  # noqa: PLC0415 - drawing costs a second to load

        return _fitness_figures.figures(self, language, theme=theme, narrow=narrow)

    def shown(self, language: str = "en") -> "Shown":
        """The columns, one row each, in the reader's words."""
        return shown(self, language)


def fitness(  # noqa: PLR0913 - the columns of a table, each a field of the spec
    frame: object,
    *,
    unit: str,
    period: str | None = None,
    outcome: str | None = None,
    context: Sequence[str] = (),
    group: str | None = None,
    denominator: str | None = None,
    bounds: tuple[float, float] | None = None,
    standard_error: str | None = None,
    mirror: str | Sequence[str] | Mapping[str, Better] | None = None,
) -> Fitness:
    """Report what a table holds, lacks and hides, before any ranking. Nothing is dropped.

    Counts rows, units and periods, missing and impossible values, duplicates and units seen once;
    looks for heaping on round values and pile-up at the ends of the outcome's range; says how many
    rows and units a screening would leave out, and why.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame; one row a unit and
        period. Never changed; lazy ones are counted in their own engine.
    unit : str
        Column with the unit's label.
    period : str, optional
        Column with the year, quarter or month.
    outcome : str, optional
        Column with the result, as a number.
    context : sequence of str
        Columns with structural circumstances.
    group : str, optional
        Column with the district or network.
    denominator : str, optional
        Column with what the outcome is a share of; above zero.
    bounds : (float, float), optional
        Lowest and highest possible outcome.
    standard_error : str, optional
        Column with the outcome's standard error; above zero.
    mirror : str, sequence or mapping, optional
        Mirror indicators.

    Returns
    -------
    Fitness

    Raises
    ------
    ColumnError
        A column is missing, or one that must be numbers holds text.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table is empty.

    Notes
    -----
    Heaping is judged on multiples of 5 strictly inside the range, against the share that values of
    the same resolution would have without preference, as in Whipple's index; 50 values and a range
    of 20 are the least for it.

    References
    ----------
    Shryock, H. S. & Siegel, J. S. (1976). *The Methods and Materials of Demography*, ch. 8.

    Examples
    --------
    >>> import polars as pl
    >>> frame = pl.DataFrame(
    ...     {"post": ["a", "a", "b", "b"], "year": [1, 2, 1, 2], "seen": [40.0, 55.0, None, 48.0]}
    ... )
    >>> import warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = fitness(frame, unit="post", period="year", outcome="seen")
    >>> found.headline()[0]
    '3 of 4 rows can be used; they hold 2 of 2 units.'
    """
    spec = parse(
        FitnessSpec,
        unit=unit,
        period=period,
        outcome=outcome,
        context=context,
        group=group,
        denominator=denominator,
        bounds=bounds,
        standard_error=standard_error,
        mirror=mirror,
    )
    table = take(frame)
    _check(table, spec)
    return _wrap(table, spec)


def _check(table: Table, spec: FitnessSpec) -> None:
    table.require(*spec.columns)
    for role, name in spec.parts():
        if role in _NUMBERS:
            require_number(table, name)


def _wrap(table: Table, spec: FitnessSpec) -> Fitness:
    found = survey(table, spec)
    sheets = sheets_of(found)
    values = values_of(found, sheets, spec)
    told = cautions_of(found, sheets, values, spec)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    seal = digest(table, spec.columns)
    step(N_("done"), 1.0)
    return Fitness(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )
