"""Whether neighbouring periods resemble one another more than distant ones do.

An effect that lasts makes all periods of a unit equally alike. One that comes and goes makes
neighbouring periods more alike: part of what a screening takes for lasting is then passing.
"""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats, expectation, number
from jopoi.sense._prepared import Prepared, kept_rows
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.sense._sums import design_of

LEAST_PERIODS = 3
LEAST_PAIRS = 30
ONE_IN_A_HUNDRED = 2.326


@dataclass(frozen=True)
class Drift:
    """Covariance of residuals in neighbouring and in the most distant periods, and how sure the fall is."""

    near: float
    far: float
    error: float
    """Standard error of the difference, from the scatter between units."""

    @property
    def clear(self) -> bool:
        """Whether likeness falls with distance by more than chance would, once in a hundred times."""
        return self.near - self.far > ONE_IN_A_HUNDRED * self.error


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
    near, far = (_products(means, table, apart) for apart in (1, len(periods) - 1))
    if min(near["pairs"].sum(), far["pairs"].sum()) < LEAST_PAIRS:
        return None
    return _compare(near.join(far, on="unit", how="full", coalesce=True).sort("unit").fill_null(0))


def _products(means: nw.LazyFrame[Any], table: Table, apart: int) -> pl.DataFrame:
    """Each unit's sum of products of residuals so many periods apart, and their number."""
    later = means.select("unit", (nw.col("at") - apart).alias("at"), nw.col("r").alias("then"))
    pairs = means.join(later, on=["unit", "at"], how="inner")
    products = pairs.select("unit", (nw.col("r") * nw.col("then")).alias("product"))
    return table.collect(products.group_by("unit").agg(nw.col("product").sum(), nw.len().alias("pairs")))


def _compare(units: pl.DataFrame) -> Drift:
    """Two ratios of sums over units, and the standard error of their difference.

    The pairs of a unit share its effect, so that units, not pairs, are what is independent.
    """
    near, near_pairs, far, far_pairs = (
        units[name].to_numpy() for name in ("product", "pairs", "product_right", "pairs_right")
    )
    covariances = near.sum() / near_pairs.sum(), far.sum() / far_pairs.sum()
    pull = (near - covariances[0] * near_pairs) / near_pairs.sum()
    pull = pull - (far - covariances[1] * far_pairs) / far_pairs.sum()
    error = float(np.sqrt(np.sum(pull**2)))
    return Drift(_steady(covariances[0]), _steady(covariances[1]), _steady(error))


def _steady(value: float) -> float:
    """Without the last digits, in which engines that add in parallel differ from run to run."""
    return float(f"{value:.10g}")
