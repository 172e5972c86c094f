"""Whether neighbouring periods resemble one another more than distant ones do.

An effect that lasts makes all periods of a unit equally alike. One that comes and goes makes
neighbouring periods more alike: part of what a screening takes for lasting is then passing.
"""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats, expectation, number
from jopoi.sense._prepare import design_of
from jopoi.sense._prepared import Prepared, kept_rows
from jopoi.sense._screening_spec import ScreenSpec

LEAST_PERIODS = 3
LEAST_PAIRS = 30


@dataclass(frozen=True)
class Likeness:
    """Covariance of residuals so many periods apart, its standard error, and pairs of rows."""

    apart: int
    covariance: float
    error: float
    pairs: int


@dataclass(frozen=True)
class Drift:
    """Likeness of neighbouring periods and of the most distant ones."""

    near: Likeness
    far: Likeness

    @property
    def clear(self) -> bool:
        """Whether likeness falls with distance by more than chance explains."""
        error = float(np.hypot(self.near.error, self.far.error))
        return self.near.covariance - self.far.covariance > 2.0 * error


def find_drift(prepared: Prepared, table: Table, spec: ScreenSpec, beta: Floats) -> Drift | None:
    """Measure likeness by distance inside the engine; None with too little to go by.

    Parameters
    ----------
    prepared : Prepared
    table : Table
    spec : ScreenSpec
    beta : (p,) array
        Coefficients of the centred and scaled design of ``prepared.sums``.
    """
    periods = prepared.screened
    if spec.period is None or len(periods) < LEAST_PERIODS:
        return None
    place = nw.lit(-1)
    for position, period in enumerate(periods):
        place = nw.when(nw.col(spec.period) == period).then(nw.lit(position)).otherwise(place)
    design = design_of(table, spec, prepared.rows, spec.outcome)
    sign = 1.0 if spec.higher_is_better else -1.0
    residual = number(spec.outcome) * sign - expectation(prepared.sums, design, beta)
    rows = kept_rows(prepared.rows, prepared.screened_on, table)
    cells = rows.select(nw.col(spec.unit).alias("unit"), place.alias("at"), residual.alias("r"))
    means = cells.group_by("unit", "at").agg(nw.col("r").mean())
    near, far = (_likeness(means, table, apart) for apart in (1, len(periods) - 1))
    return None if min(near.pairs, far.pairs) < LEAST_PAIRS else Drift(near, far)


def _likeness(means: nw.LazyFrame[Any], table: Table, apart: int) -> Likeness:
    later = means.select("unit", (nw.col("at") - apart).alias("at"), nw.col("r").alias("then"))
    product = nw.col("r") * nw.col("then")
    pairs = means.join(later, on=["unit", "at"], how="inner")
    row = table.collect(
        pairs.select(product.mean().alias("mean"), product.std().alias("spread"), nw.len().alias("pairs"))
    ).row(0, named=True)
    size = int(row["pairs"])
    error = (row["spread"] or 0.0) / max(size, 1) ** 0.5
    return Likeness(apart, _steady(row["mean"] or 0.0), _steady(error), size)


def _steady(value: float) -> float:
    """Without the last digits, in which engines that add in parallel differ from run to run."""
    return float(f"{value:.10g}")
