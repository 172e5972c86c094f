"""Who stands out both on a frontier and in a screening, which fail in different ways."""

import polars as pl

from jopoi._core.frames import Table
from jopoi.errors import JopoiError
from jopoi.sense._frontier_spec import FrontierSpec
from jopoi.sense._screening_parts import screened_of
from jopoi.sense._screening_spec import ScreenSpec


def agreement_of(table: Table, spec: FrontierSpec, units: pl.DataFrame) -> pl.DataFrame | None:
    """Each unit that stands out: on the frontier, in a screening of an output given the inputs, or in both.

    Returns
    -------
    polars.DataFrame or None
        unit, on_frontier, screened, found_by ("both", "frontier", "screening"); None where the table carries
        no screening, as with one row a unit.
    """
    screened: set[object] = set()
    for output in spec.outputs:
        try:
            found = screened_of(table, ScreenSpec(unit=spec.unit, outcome=output, context=spec.inputs))
        except JopoiError:
            return None
        chosen = found.outcome.estimate.chosen
        screened |= set(found.prepared.sums.unit[chosen.tolist()].to_list())
    listed = pl.Series("screened", [unit in screened for unit in units["unit"].to_list()], dtype=pl.Boolean)
    return (
        units.select("unit", "on_frontier")
        .with_columns(listed)
        .filter(pl.col("on_frontier") | pl.col("screened"))
        .with_columns(
            found_by=pl.when(pl.col("on_frontier") & pl.col("screened"))
            .then(pl.lit("both"))
            .when("on_frontier")
            .then(pl.lit("frontier"))
            .otherwise(pl.lit("screening"))
        )
        .sort("found_by", "unit")
    )
