"""Hold each unit against the best that others do with as little."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from jopoi._core.digests import digest
from jopoi._core.frames import Table, take
from jopoi._core.results import Result, Value
from jopoi._core.specs import Spec, parse
from jopoi.errors import Caution
from jopoi.progress import step
from jopoi.sense import _frontier_cautions as cautions
from jopoi.sense import _frontier_words as words
from jopoi.sense._frontier_agreement import agreement_of
from jopoi.sense._frontier_data import Means, means_of
from jopoi.sense._frontier_sheets import sheets_of
from jopoi.sense._frontier_shown import shown
from jopoi.sense._frontier_spec import Envelope, FrontierSpec
from jopoi.sense._technology import Orientation, Returns
from jopoi.words import N_

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from jopoi._core.shown import Shown

__all__ = ["Frontier", "FrontierSpec", "frontier"]


@dataclass(frozen=True, kw_only=True)
class Frontier(Result):
    """How near each unit is to the frontier, and which units that frontier runs through.

    ``tables`` holds, in the caller's frame type: ``units`` (unit; efficiency, from 0 to 1; change, by which
    all outputs could rise or all inputs fall in proportion; with steps instead of both how many steps could
    be gone; on_frontier; stands_out, for units on the
    frontier the efficiency against all others, above 1; out_of_reach where that has no number; slack_left
    where a unit on the frontier could do with less of something or bring about more of it for nothing; with
    draws efficiency_corrected, bias, lower, upper), ``peers`` (unit, peer, weight: whom each is held
    against), ``targets`` (unit, column, observed, in_proportion, slack, on_frontier), ``agreement`` (unit,
    on_frontier, screened, found_by: who stands out here, in a screening given the inputs, or in both) where
    rows repeat, and ``left_out`` (unit, rows, reason). Beyond a robust frontier efficiency is above 1.
    """

    spec_type: ClassVar[type[Spec]] = FrontierSpec

    @property
    def units(self) -> Any:  # noqa: ANN401 - the caller's own frame type
        """The table of all units."""
        return self.tables["units"]

    def headline(self, language: str = "en") -> tuple[str, str]:
        """How many units lie on the frontier, and the gravest doubt about it."""
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
        """The units on the frontier, in words; never a ranking of the others."""
        return shown(self, language)

    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """How the units lie below the frontier."""
        from jopoi.sense import _frontier_figures  # noqa: PLC0415 - drawing costs a second to load

        return _frontier_figures.figures(self, language, theme=theme, narrow=narrow)


def frontier(  # noqa: PLR0913 - the options of a frontier, each a field of its spec
    frame: object,
    *,
    unit: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    orientation: Orientation = "output",
    steps: Sequence[str] = (),
    returns: Returns = "variable",
    envelope: Envelope = "convex",
    m: int | None = None,
    alpha: float | None = None,
    draws: int | None = None,
    rng: int | None = None,
) -> Frontier:
    """Hold each unit against the best that others do with as little.

    Where several means and several results matter and nobody can say how much one is worth in the other,
    a unit is compared with the units, or mixtures of units, that use no more of anything and bring about no
    less (data envelopment analysis, or the free disposal hull). Chance has no place in it: what stands out
    here and in `screen` as well is worth a visit; what stands out only here may be one wrong record.

    Parameters
    ----------
    frame : data frame
        Pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame. Never changed.
    unit : str
        Column with the unit's label; several rows of a unit are averaged.
    inputs, outputs : sequence of str
        Columns with what a unit uses and brings about: amounts, none below zero.
    orientation : {"output", "input", "both"}
        How much more could be done with the same means, how much less would be needed, or both at once:
        inputs times the efficiency and outputs over it (the hyperbolic or graph efficiency).
    steps : sequence of str, optional
        Instead: what one step is, such as ``["visits = 100", "nurses = 1"]``; how many of them could be gone
        is the directional distance. What is not named stays as it is.
    returns : {"variable", "constant", "non-increasing", "non-decreasing"}
        What size may excuse.
    envelope : {"convex", "free", "sums", "order-m", "order-alpha"}
        Whether mixtures of units count as possible, only units that there are, or whole units and sums of
        them (free replicability, at most 300 units); or a robust frontier, which a few odd records cannot
        move.
    m : int, optional
        With order-m: of how many comparable units the best is expected (25).
    alpha : float, optional
        With order-alpha: which share of comparable units is not beyond the frontier (0.95).
    draws : int, optional
        With a convex envelope: draws of a smoothed bootstrap that takes the bias out (100 to 5,000).
    rng : int, optional
        Seed of those; without it the input's digest gives one.

    Returns
    -------
    Frontier

    Raises
    ------
    ColumnError
        A column is missing, holds text, a value below zero, or only zeros.
    OptionError
        An option makes no sense, alone or beside another.
    TableError
        The table is empty, no unit has a value everywhere, or there are more units than sums of them can
        be looked at.

    Notes
    -----
    All units are measured at once by a dual simplex method on their common columns. What certifies it is
    ``values["worst_profit"]``: the largest profit that any unit makes at the prices of another, zero but
    for rounding.

    References
    ----------
    Charnes, A., Cooper, W. W. & Rhodes, E. (1978). Measuring the efficiency of decision making units.
    *European Journal of Operational Research*. Banker, R. D., Charnes, A. & Cooper, W. W. (1984).
    Some models for estimating technical and scale inefficiencies. *Management Science*. Deprins, D.,
    Simar, L. & Tulkens, H. (1984). Measuring labor efficiency in post offices. Simar, L. & Wilson, P. W.
    (1998). Sensitivity analysis of efficiency scores. *Management Science*. Cazals, C., Florens, J.-P. &
    Simar, L. (2002). Nonparametric frontier estimation. *Journal of Econometrics*. Aragon, Y., Daouia, A. &
    Thomas-Agnan, C. (2005). Nonparametric frontier estimation: a conditional quantile-based approach.
    *Econometric Theory*. Färe, R., Grosskopf, S. & Lovell, C. A. K. (1985). *The measurement of efficiency
    of production*. Chambers, R. G., Chung, Y. & Färe, R. (1996). Benefit and distance functions. *Journal
    of Economic Theory*. Tulkens, H. (1993). On FDH efficiency analysis. *Journal of Productivity Analysis*.

    Examples
    --------
    Five health posts, nurses and visits; the last does with four what C does with two:

    >>> import polars as pl
    >>> frame = pl.DataFrame(
    ...     {"post": list("ABCDE"), "nurses": [1, 2, 2, 4, 4], "visits": [30, 50, 40, 60, 40]}
    ... )
    >>> import warnings
    >>> with warnings.catch_warnings(action="ignore"):
    ...     found = frontier(frame, unit="post", inputs=["nurses"], outputs=["visits"])
    >>> found.units.select("unit", pl.col("efficiency").round(3)).rows()
    [('A', 1.0), ('B', 1.0), ('D', 1.0), ('C', 0.8), ('E', 0.667)]
    """
    spec = parse(
        FrontierSpec,
        unit=unit,
        inputs=inputs,
        outputs=outputs,
        orientation=orientation,
        steps=steps,
        returns=returns,
        envelope=envelope,
        m=m,
        alpha=alpha,
        draws=draws,
        rng=rng,
    )
    table = take(frame)
    means = means_of(table, spec)
    step(N_("measuring every unit against all"), 0.2)
    seal = digest(table, spec.columns)
    seed = spec.rng if spec.rng is not None else int(seal[3:15], 16)
    sheets, worst = sheets_of(means, spec, seed)
    step(N_("holding a screening beside it"), 0.92)
    agreement = agreement_of(table, spec, sheets["units"]) if means.averaged else None
    sheets |= {"agreement": agreement} if agreement is not None else {}
    return _wrap(table, spec, means, sheets, worst, seal)


def _wrap(
    table: Table, spec: FrontierSpec, means: Means, sheets: "dict[str, pl.DataFrame]", worst: float, seal: str
) -> Frontier:
    values = _values(means, sheets, worst)
    told = _cautions(means, values, spec)
    for caution in told:
        warnings.warn(caution.kind(caution.message), stacklevel=3)
    step(N_("done"), 1.0)
    return Frontier(
        spec=spec,
        input_digest=seal,
        values=values,
        sheets=sheets,
        warnings=tuple(told),
        frame_kind=table.kind,
    )


def _values(means: Means, sheets: "dict[str, pl.DataFrame]", worst: float) -> dict[str, Value]:
    units = sheets["units"]
    below = units.filter(~units["on_frontier"])
    values: dict[str, Value] = {
        "units": units.height,
        "rows": means.rows,
        "units_left_out": means.left_out.height,
        "on_frontier": int(units["on_frontier"].sum()),
        "out_of_reach": int(units["out_of_reach"].sum()),
        "worst_profit": worst,
    }
    middles = {"median_efficiency": (units, "efficiency"), "median_change_below": (below, "change")}
    if "steps" in units.columns:
        middles = {"median_steps_below": (below, "steps")}
    for name, (some, column) in middles.items():
        values[name] = float(some[column].median() or 0.0)  # type: ignore[arg-type]  # floats
    if "slack_left" in units.columns:
        values["slack_left"] = int(units["slack_left"].sum())
    if "agreement" in sheets:
        found = sheets["agreement"]["found_by"]
        values |= {f"found_by_{way}": int((found == way).sum()) for way in ("both", "frontier", "screening")}
    if "bias" in units.columns:
        values["median_efficiency_corrected"] = float(units["efficiency_corrected"].median() or 0.0)  # type: ignore[arg-type]  # as above
    return values


def _cautions(means: Means, values: dict[str, Value], spec: FrontierSpec) -> list[Caution]:
    found, units, on_it = [], means.unit.len(), values["on_frontier"]
    ins, outs = len(spec.inputs), len(spec.outputs)
    wanted = max(ins * outs, 3 * (ins + outs))
    if units < wanted:
        found.append(
            Caution.of(
                cautions.FewForFrontier, units=units, measures=ins + outs, wanted=wanted, efficient=on_it
            )
        )
    if values["out_of_reach"]:
        found.append(Caution.of(cautions.NobodyReaches, units=values["out_of_reach"]))
    if means.left_out.height:
        missing = means.left_out.filter(means.left_out["reason"] == "value missing").height
        idle = means.left_out.height - missing
        found.append(
            Caution.of(cautions.LeftOutOfFrontier, units=means.left_out.height, missing=missing, idle=idle)
        )
    if means.averaged:
        found.append(Caution.of(cautions.UnitsAveraged, units=means.averaged))
    return sorted(found, key=lambda caution: caution.kind.importance)
