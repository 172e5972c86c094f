"""One row a unit with inputs and outputs, and what had to be left out."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi.errors import ColumnError, TableError
from jopoi.sense._columns import require_number
from jopoi.sense._frontier_spec import FrontierSpec
from jopoi.sense._technology import Floats
from jopoi.words import N_


@dataclass(frozen=True)
class Means:
    """The units that can be compared, what they use and bring about, and who was left out and why."""

    unit: pl.Series
    inputs: Floats
    outputs: Floats
    left_out: pl.DataFrame
    rows: int
    averaged: int


def means_of(table: Table, spec: FrontierSpec) -> Means:
    """Average each unit's rows, and leave out what no frontier can be drawn through.

    Raises
    ------
    ColumnError
        A column is missing, holds text, or a value below zero.
    TableError
        No unit has all inputs and outputs, or an input or output is zero for all.
    """
    table.require(*spec.columns)
    measures = [*spec.inputs, *spec.outputs]
    for name in measures:
        require_number(table, name)
    rows = table.collect(table.lazy.select(*spec.columns))
    rows = rows.with_columns(pl.col(measures).cast(pl.Float64)).drop_nulls(spec.unit)
    _refuse_odd_values(rows, measures)
    units = rows.group_by(spec.unit).agg(pl.col(measures).mean(), pl.len().alias("rows")).sort(spec.unit)
    reason = (
        pl.when(pl.any_horizontal(pl.col(measures).is_null() | pl.col(measures).is_nan()))
        .then(pl.lit("value missing"))
        .when(pl.sum_horizontal(spec.inputs) == 0.0)
        .then(pl.lit("no input"))
        .when(pl.sum_horizontal(spec.outputs) == 0.0)
        .then(pl.lit("no output"))
    )
    units = units.with_columns(reason=reason)
    kept = units.filter(pl.col("reason").is_null())
    _refuse_nothing(kept, spec)
    return Means(
        unit=kept[spec.unit].alias("unit"),
        inputs=kept.select(spec.inputs).to_numpy().astype(np.float64),
        outputs=kept.select(spec.outputs).to_numpy().astype(np.float64),
        left_out=units.filter(pl.col("reason").is_not_null()).select(
            pl.col(spec.unit).alias("unit"), "rows", "reason"
        ),
        rows=rows.height,
        averaged=int((kept["rows"] > 1).sum()),
    )


def _refuse_odd_values(rows: pl.DataFrame, measures: list[str]) -> None:
    for name in measures:
        odd = rows[name].is_infinite() | (rows[name] < 0.0)
        if odd.any():
            raise ColumnError(
                N_("Column “{column}” holds {value}: inputs and outputs are amounts, none below zero."),
                N_("Mend that cell, or count what is good instead of what is bad."),
                column=name,
                value=float(rows[name].filter(odd)[0]),
            )


def _refuse_nothing(kept: pl.DataFrame, spec: FrontierSpec) -> None:
    if kept.is_empty():
        raise TableError(
            N_("No unit has a value in every input and output."), N_("Choose columns that are filled in.")
        )
    for name in (*spec.inputs, *spec.outputs):
        if float(kept[name].sum()) == 0.0:
            raise ColumnError(
                N_("Column “{column}” is zero for every unit: nothing can be measured by it."),
                N_("Leave it out."),
                column=name,
            )
