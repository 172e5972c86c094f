"""How near units come to what their means allow, with room for chance."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import Caution, TableError
from jopoi.progress import step
from jopoi.sense import _stochastic_cautions as cautions
from jopoi.sense import _stochastic_words as words
from jopoi.sense._stochastic_data import Seen, seen_of
from jopoi.sense._stochastic_fit import Fitted, fit_frontier
from jopoi.sense._stochastic_likelihood import Shape
from jopoi.sense._stochastic_sheets import coefficients_sheet, units_sheet
from jopoi.sense._stochastic_shown import shown
from jopoi.sense._stochastic_spec import Inefficiency, StochasticSpec
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Stochastic", "StochasticSpec", "stochastic"]

_UNSURE = 0.05


@dataclass(frozen=True, kw_only=True)
class Stochastic(Result):
    """How near each unit comes to the frontier, and how surely.

    ``tables`` holds, in the caller's frame type: ``units`` (unit, and period unless inefficiency lasts;
    efficiency, lower, upper), ``coefficients`` (term, estimate, standard_error) and ``left_out`` (reason,
    rows).
    """

    spec_type: ClassVar[type[Spec]] = StochasticSpec

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How near half of the units come, and the gravest doubt."""
        return words.headline(self, language)

    def may_say(self, language: str = "en") -> list[str]:
        """What the frontier lets you say."""
        return words.may_say(self, language)

    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the frontier does not let you claim."""
        return words.may_not_claim(language)

    def summary(self, language: str = "en") -> str:
        """The answer, what it rests on and what may not be claimed."""
        return words.summary(self, language)

    def shown(self, language: str = "en") -> "Shown":
        """Those most surely near the frontier."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """How the units lie below the frontier."""
        from jopoi.sense import _stochastic_figures  # noqa: PLC0415 - drawing costs a second to load

        return _stochastic_figures.figures(self, language, theme=theme, narrow=narrow)


def stochastic(  # noqa: PLR0913 - the options of a stochastic frontier, each a field of its spec
    frame: object,
    *,
    unit: str,
    output: str,
    inputs: Sequence[str],
    period: str | None = None,
    inefficiency: Inefficiency = "each",
    shape: Shape = "half-normal",
    context: Sequence[str] = (),
    higher_is_better: bool = True,
) -> Stochastic:
    """Say how near units come to what their means allow, with room for chance.

    A frontier of one result, or one cost, in logarithms. What a unit falls short of it is split into chance,
    which goes to both sides, and inefficiency, which only ever takes away. That split rests on an assumed
    shape: so levels are less sure than the order, and each efficiency has its interval.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame; one row a unit
        and period. Never changed.
    unit, output : str
        Columns: the unit's label; what it brings about, or what it costs, above zero.
    inputs : sequence of str
        Columns with what it uses; for costs what it does and the prices it pays. Above zero.
    period : str, optional
        Column with the year, quarter or month.
    inefficiency : {"each", "lasting", "drifting"}
        Of each row its own; one of a unit that stays (Pitt & Lee 1981); or that all fade or grow alike
        (Battese & Coelli 1992).
    shape : {"half-normal", "exponential", "truncated"}
        What inefficiencies are drawn from.
    context : sequence of str
        Columns that move the mean of a truncated inefficiency (Battese & Coelli 1995).
    higher_is_better : bool
        False for costs.

    Returns
    -------
    Stochastic

    Raises
    ------
    ColumnError
        A column is missing, holds text or a value below zero, or never varies.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        There are too few rows, or the context leaves the likelihood without a maximum.

    Notes
    -----
    Newton's method with exact derivatives. ``values["end"]`` says how it ended: at a "maximum", or that there
    is "no inefficiency" or "no chance" to be told; ``steepest`` is the largest slope left, over its standard
    error. Where the truncated shape has no maximum the exponential, its limit, is told. ``p_value`` tests
    that there is no inefficiency, which lies on the edge (Kodde & Palm 1986). Intervals of efficiencies take
    the frontier as known.

    References
    ----------
    Aigner, D., Lovell, C. A. K. & Schmidt, P. (1977). Formulation and estimation of stochastic frontier
    production function models. *Journal of Econometrics*. Battese, G. E. & Coelli, T. J. (1988, 1992, 1995).
    Jondrow, J. et al. (1982). Horrace, W. C. & Schmidt, P. (1996). Confidence statements for efficiency
    estimates. *Journal of Productivity Analysis*.

    Examples
    --------
    Two thousand posts whose visits grow with their nurses, less what each lacks:

    >>> import numpy as np, polars as pl
    >>> draw = np.random.default_rng(4)
    >>> nurses = draw.uniform(1, 9, 2000)
    >>> lack = np.abs(draw.normal(0, 0.5, 2000))
    >>> visits = np.exp(3 + 0.8 * np.log(nurses) + draw.normal(0, 0.1, 2000) - lack)
    >>> frame = pl.DataFrame({"post": range(2000), "nurses": nurses, "visits": visits})
    >>> found = stochastic(frame, unit="post", output="visits", inputs=["nurses"])
    >>> round(found.values["median_efficiency"], 2), round(float(np.median(np.exp(-lack))), 2)
    (0.72, 0.71)
    """
    spec = parse(
        StochasticSpec,
        unit=unit,
        output=output,
        inputs=inputs,
        period=period,
        inefficiency=inefficiency,
        shape=shape,
        context=context,
        higher_is_better=higher_is_better,
    )
    table = take(frame)
    seen = seen_of(table, spec)
    step(N_("looking for the most likely frontier"), 0.3)
    fitted, limit = fit_frontier(seen.rows), None
    if fitted.end == "no maximum" and spec.context:
        raise TableError(
            N_("With this context the truncated shape has no maximum: its likelihood rises without end."),
            N_("Leave `context` empty, or take other columns."),
        )
    if fitted.end == "no maximum":
        seen = replace(seen, rows=replace(seen.rows, shape="exponential", about=None))
        fitted, limit = fit_frontier(seen.rows), fitted.loglik
    return _wrap(table, spec, seen, fitted, limit)


def _wrap(table: Table, spec: StochasticSpec, seen: Seen, fitted: Fitted, limit: float | None) -> Stochastic:
    step(N_("writing the tables"), 0.85)
    sheets = {
        "units": units_sheet(seen, fitted, spec),
        "coefficients": coefficients_sheet(seen, fitted, spec),
        "left_out": seen.left_out,
    }
    values = _values(seen, fitted, sheets, spec)
    told = _cautions(seen, fitted, limit)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    seal = digest(table, spec.columns)
    step(N_("done"), 1.0)
    return Stochastic(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(
    seen: Seen, fitted: Fitted, sheets: "dict[str, pl.DataFrame]", spec: StochasticSpec
) -> dict[str, Value]:
    units, terms = sheets["units"], sheets["coefficients"]
    told = dict(zip(terms["term"], terms["estimate"], strict=True))
    # The variance of a normal that is cut off at zero is not its square spread; the share is told as usual.
    own, chance = told["spread of inefficiency"] ** 2, told["spread of chance"] ** 2
    return {
        "rows": seen.frame.height,
        "units": int(seen.frame[spec.unit].n_unique()),
        "shape": seen.rows.shape,
        "end": fitted.end,
        "loglik": fitted.loglik,
        "loglik_without": fitted.plain,
        "p_value": fitted.p_value,
        "steepest": fitted.steepest,
        "chance_spread": told["spread of chance"],
        "inefficiency_spread": told["spread of inefficiency"],
        "inefficiency_share": own / (own + chance),
        "mean": told.get("mean of inefficiency"),
        "drift": told.get("drift"),
        "scale": float(sum(told[name] for name in spec.inputs)),
        "median_efficiency": units["efficiency"].median(),
        "mean_efficiency": units["efficiency"].mean(),
        "median_width": (units["upper"] - units["lower"]).median(),
    }


def _cautions(seen: Seen, fitted: Fitted, limit: float | None) -> list[Caution]:
    found = []
    ends = {
        "no inefficiency": cautions.NoInefficiency,
        "no chance": cautions.NoChance,
        "not found": cautions.NotFound,
    }
    if limit is not None:
        found.append(Caution.of(cautions.NoMaximum, reached=limit, limit=fitted.loglik))
    if fitted.end in ends:
        found.append(Caution.of(ends[fitted.end]))
    elif fitted.p_value > _UNSURE:
        found.append(Caution.of(cautions.InefficiencyUnsure, p_value=fitted.p_value))
    lost = dict(seen.left_out.iter_rows())
    if lost:
        missing, zero = (lost.get(reason, 0) for reason in ("value missing", "not above zero"))
        rows = missing + zero
        found.append(
            Caution.of(cautions.RowsWithoutLogarithm, rows=rows, total=seen.total, missing=missing, zero=zero)
        )
    return found
