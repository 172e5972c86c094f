"""Figures that look better than they are: gaps that flatter, and jumps at a threshold."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import number, present
from jopoi.sense._fitness import bin_edges
from jopoi.sense._fitness_spec import FitnessSpec

JUMPS = {"value": pl.Float64, "below": pl.Int64, "above": pl.Int64, "times": pl.Float64, "z": pl.Float64}
_ON_EDGE = 1e-6  # of a bar
_FEWEST, _CLEAR, _TIMES = 10, 4.0, 1.5  # rows a bar; standard errors, so that 25 edges seldom alarm; how much
_FEWEST_UNITS, _SURE, _LARGE = 10, 3.0, 0.2  # of the spread between units


@dataclass(frozen=True)
class Gaps:
    """What units with and without gaps report, and how far that differs, in standard errors and spreads."""

    units: int
    others: int
    mean: float
    mean_others: float
    z: float
    spreads: float

    @property
    def tell(self) -> bool:
        """Whether those with gaps surely report something else."""
        return abs(self.z) > _SURE and abs(self.spreads) > _LARGE


def gaps_of(table: Table, spec: FitnessSpec) -> Gaps | None:
    """Compare the outcome of units that miss it in some rows or periods with that of all others."""
    if spec.outcome is None or not table.is_number(spec.outcome) or spec.period is None:
        return None
    there = present(spec.outcome, numeric=True)
    value = nw.when(there).then(number(spec.outcome))
    period = nw.when(there).then(nw.col(spec.period))
    rows = table.lazy.filter(~nw.col(spec.unit).is_null(), ~nw.col(spec.period).is_null())
    named = rows.select(nw.col(spec.unit).alias("unit"), value.alias("value"), period.alias("period"))
    known = named.filter(~nw.col("value").is_null())
    seen = table.collect(
        known.group_by("unit").agg(nw.col("value").mean(), nw.col("period").n_unique().alias("periods"))
    )
    if seen.is_empty():
        return None
    most = int(table.collect(known.select(nw.col("period").n_unique().alias("n")))["n"][0])
    gap = seen["periods"].to_numpy() < most
    values = seen["value"].cast(pl.Float64).to_numpy()
    with_gaps, others = values[gap], values[~gap]
    if min(len(with_gaps), len(others)) < _FEWEST_UNITS:
        return None
    apart = float(with_gaps.mean() - others.mean())
    error = float(np.sqrt(with_gaps.var(ddof=1) / len(with_gaps) + others.var(ddof=1) / len(others)))
    spread = float(values.std(ddof=1))
    if error == 0.0 or spread == 0.0:
        return None
    return Gaps(
        len(with_gaps),
        len(others),
        float(with_gaps.mean()),
        float(others.mean()),
        apart / error,
        apart / spread,
    )


def jumps_of(table: Table, outcome: dict[str, Any] | None) -> pl.DataFrame:
    """Where the figures thin out on one side of an edge more than the curve around would have it.

    Beside each edge of the histogram lie four bars, without the values on their edges, which rounding
    favours. If the logarithm of the density bends evenly, the inner two differ by a third of what the outer
    two do; what goes beyond that is a jump (in the manner of McCrary 2008).
    """
    if outcome is None or outcome.get("low") is None:
        return pl.DataFrame(schema=JUMPS)
    start, width, bars = bin_edges(float(outcome["low"]), float(outcome["high"]))
    place = (number(outcome["name"]) - start) / width
    inside = present(outcome["name"], numeric=True) & ((place - place.round(0)).abs() > _ON_EDGE)
    found = table.collect(
        table.lazy.filter(inside)
        .select(place.floor().cast(nw.Int64).alias("bar"))
        .group_by("bar")
        .agg(nw.len().alias("rows"))
    )
    counts = np.zeros(bars)
    for bar, rows in found.select("bar", "rows").iter_rows():
        counts[min(max(int(bar), 0), bars - 1)] += int(rows)
    jumps = []
    for edge in range(2, bars - 1):
        four = counts[edge - 2 : edge + 2]
        if four.min() < _FEWEST:
            continue
        logs = np.log(four)
        jump = float(logs[2] - logs[1] - (logs[3] - logs[0]) / 3.0)
        z = jump / float(np.sqrt(1 / four[1] + 1 / four[2] + (1 / four[0] + 1 / four[3]) / 9.0))
        if abs(z) > _CLEAR and abs(jump) > np.log(_TIMES):
            value = round(start + width * edge, 9)
            jumps.append((value, int(four[1]), int(four[2]), float(np.exp(abs(jump))), z))
    return pl.DataFrame(jumps, schema=JUMPS, orient="row").sort(pl.col("z").abs(), descending=True)
