"""What the best do in like circumstances, and who reaches it."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import Caution
from jopoi.progress import step
from jopoi.sense import _quantiles_cautions as cautions
from jopoi.sense import _quantiles_words as words
from jopoi.sense._comparison_rules import Allowed
from jopoi.sense._quantile_errors import Spread
from jopoi.sense._quantiles_data import Design, design_of
from jopoi.sense._quantiles_sheets import Bar, bar_of, coefficients_sheet, quantiles_sheet, units_sheet
from jopoi.sense._quantiles_shown import shown
from jopoi.sense._quantiles_spec import QuantilesSpec
from jopoi.sense._screening_cautions import PracticesTakenOut
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Quantiles", "QuantilesSpec", "quantiles"]

_CERTAIN = 1e-6  # of the loss


@dataclass(frozen=True, kw_only=True)
class Quantiles(Result):
    """How high the bar is in each unit's circumstances, and who lies above it.

    ``tables`` holds, in the caller's frame type: ``units`` (unit, rows, outcome, bar, standard_error of the
    bar, margin, above, clearly_above), ``coefficients`` (term, estimate, standard_error, lower, upper),
    ``quantiles`` (quantile, term, estimate: for bars at other heights) and ``left_out`` (column, rows).
    """

    spec_type: ClassVar[type[Spec]] = QuantilesSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How many units lie clearly above the bar, and the gravest doubt."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the bar lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the bar does not let you claim."""
        return words.may_not_claim(self, language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """The units clearly above the bar."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """What units do beside the bar."""
        from jopoi.sense import _quantiles_figures  # noqa: PLC0415 - drawing costs a second to load

        return _quantiles_figures.figures(self, language, theme=theme, narrow=narrow)


def quantiles(  # noqa: PLR0913 - the options of a quantile frontier, each a field of its spec
    frame: object,
    *,
    unit: str,
    outcome: str,
    context: Sequence[str] = (),
    practices: Sequence[str] = (),
    practices_in_context: Allowed = "refused",
    period: str | None = None,
    quantile: float = 0.90,
    higher_is_better: bool = True,
    spread: Spread = "unequal",
) -> Quantiles:
    """Draw the bar that a share of units stays below in like circumstances, and say who lies above it.

    A frontier by data envelopment runs through the very best, so that one wrong record can move it. The bar
    is drawn lower, where a tenth of all lie above it: it hangs on many units, and circumstances may weigh on
    the best otherwise than on the rest.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame. Never changed.
    unit, outcome : str
        Columns: the unit's label, whose rows count together; the result, as a number.
    context : sequence of str
        Columns with structural circumstances; text columns get one indicator a level.
    practices : sequence of str
        Columns that say what a unit does. In the context they are refused: taking them out hides how the
        best ones succeed.
    practices_in_context : {"refused", "allowed"}
        Whether what units do may be context all the same, with a caution.
    period : str, optional
        Column with the year, quarter or month, each with an effect of its own.
    quantile : float
        The share that stays below the bar, from 0.05 to 0.99.
    higher_is_better : bool
        False for waiting times, deaths, complaints; then the bar is that of the lowest.
    spread : {"unequal", "kernel", "equal"}
        How standard errors allow for units that differ more in some circumstances than in others.

    Returns
    -------
    Quantiles

    Raises
    ------
    ColumnError
        A column is missing, holds text or infinite values, never varies, or has too many values.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table is empty, or too small for a bar so high.

    Notes
    -----
    The line is exact, not the end of an approximation: it runs through as many rows as it has coefficients,
    and ``values["gap"]`` bounds how much smaller any other line's loss could be. Where units have several
    rows, standard errors count them together (Parente & Santos Silva 2016).

    References
    ----------
    Koenker, R. & Bassett, G. (1978). Regression quantiles. *Econometrica*. Hendricks, W. & Koenker, R.
    (1992). Hierarchical spline models for conditional quantiles. *JASA*. Parente, P. M. D. C. & Santos Silva,
    J. M. C. (2016). Quantile regression with clustered data. *Journal of Econometric Methods*.

    Examples
    --------
    Sixty posts; in easy circumstances the best do as well as they do in hard ones and nine more:

    >>> import polars as pl
    >>> posts = [f"P{k:02d}" for k in range(200)]
    >>> frame = pl.DataFrame(
    ...     {"post": posts, "easy": [k % 2 for k in range(200)],
    ...      "seen": [40 + 9 * (k % 2) + (k // 2) % 10 for k in range(200)]}
    ... )
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = quantiles(frame, unit="post", outcome="seen", context=["easy"], quantile=0.85)
    >>> found.sheets["coefficients"].select("term", "estimate").rows()
    [('constant', 48.0), ('easy', 9.0)]
    """
    spec = parse(
        QuantilesSpec,
        unit=unit,
        outcome=outcome,
        context=context,
        practices=practices,
        practices_in_context=practices_in_context,
        period=period,
        quantile=quantile,
        higher_is_better=higher_is_better,
        spread=spread,
    )
    table = take(frame)
    table.require(*spec.practices)
    step(N_("reading the table"), 0.1)
    design = design_of(table, spec)
    step(N_("drawing the bar"), 0.3)
    bar = bar_of(design, spec)
    sheets = {
        "units": units_sheet(design, bar, spec),
        "coefficients": coefficients_sheet(design, bar, spec),
        "quantiles": quantiles_sheet(design, spec),
        "left_out": design.left_out,
    }
    values = _values(design, bar, sheets)
    told = _cautions(design, bar, values, spec)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=2)
    seal = digest(table, spec.columns)
    step(N_("done"), 1.0)
    return Quantiles(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(design: Design, bar: Bar, sheets: "dict[str, pl.DataFrame]") -> dict[str, Value]:
    units = sheets["units"]
    return {
        "units": units.height,
        "rows": len(design.y),
        "rows_left_out": design.total - len(design.y),
        "above": int(units["above"].sum()),
        "clearly_above": int(units["clearly_above"].sum()),
        "loss": bar.line.loss,
        "gap": bar.line.gap,
        "bandwidth": bar.sure.bandwidth,
        "explained": bar.explained,
    }


def _cautions(design: Design, bar: Bar, values: dict[str, Value], spec: QuantilesSpec) -> list[Caution]:
    found = []
    if spec.taken_out:
        found.append(Caution.of(PracticesTakenOut, columns=[f"“{name}”" for name in spec.taken_out]))
    if bar.line.gap > _CERTAIN * max(bar.line.loss, 1e-300):
        found.append(Caution.of(cautions.BarUnsettled, gap=bar.line.gap, loss=bar.line.loss))
    if not values["clearly_above"]:
        found.append(Caution.of(cautions.NobodyClearlyAbove))
    if len(design.unit) == len(design.y):
        found.append(Caution.of(cautions.SeenOnce, best=1.0 - spec.quantile))
    if design.dropped:
        found.append(Caution.of(cautions.FollowsFromOthers, columns=[f"“{name}”" for name in design.dropped]))
    if values["rows_left_out"]:
        found.append(
            Caution.of(cautions.RowsNotComplete, rows=design.total - len(design.y), total=design.total)
        )
    return sorted(found, key=lambda caution: caution.kind.importance)
