"""Which cautions a look at a table carries, and its single figures."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from jopoi._core.results import Value
from jopoi.errors import Caution
from jopoi.sense import _fitness_cautions as cautions
from jopoi.sense._fitness_spec import FitnessSpec
from jopoi.sense._fitness_survey import Survey
from jopoi.sense._rows import MOST_LEVELS

Sheets = dict[str, pl.DataFrame]

_PILED, _SCALE = 0.05, 10
_UNEVEN, _TIMES = 0.20, 3.0
_MOST_UNEVEN, _MOST_JUMPS = 5, 3


def values_of(found: Survey, sheets: Sheets, spec: FitnessSpec) -> dict[str, Value]:
    """The single figures."""
    units, columns = found.by_unit, sheets["columns"]
    periods = None if found.by_period is None else found.by_period["period"].drop_nulls()
    return {
        "rows": found.rows,
        "units": units.height,
        "periods": None if periods is None else len(periods),
        "first_period": None if periods is None or periods.is_empty() else str(periods[0]),
        "last_period": None if periods is None or periods.is_empty() else str(periods[-1]),
        "complete_rows": found.rows - found.lost,
        "rows_lost": found.lost,
        "units_complete": int((units["complete"] > 0).sum()),
        "units_lost": int((units["complete"] == 0).sum()),
        "units_one_period": int((units["periods"] <= 1).sum()) if spec.period else None,
        "median_periods": _number(units["periods"].median()) if spec.period else None,
        "missing_cells": int(columns["missing"].sum()),
        "cells": found.rows * columns.height,
        "duplicates": found.duplicates.height,
        "duplicate_rows": int(found.duplicates["rows"].sum()),
        "outside_bounds": int(columns["outside_bounds"].sum()),
        "infinite": int(columns["infinite"].sum()),
    }


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def cautions_of(found: Survey, sheets: Sheets, values: dict[str, Value], spec: FitnessSpec) -> list[Caution]:
    """All cautions, gravest first."""
    every = [
        *_about_units(found, values, spec),
        *_about_columns(sheets, spec),
        *_about_values(sheets, spec),
        *_about_periods(sheets),
        *_about_suspicions(found, spec),
        *_about_loss(values),
    ]
    return sorted(every, key=lambda caution: caution.kind.importance)


def _about_units(found: Survey, values: dict[str, Value], spec: FitnessSpec) -> Iterator[Caution]:
    units = found.by_unit
    if units.height == 1:
        yield Caution.of(cautions.OneUnit, unit=str(units["unit"][0]))
    elif units.height and units["rows"].max() == 1 and not spec.standard_error:
        yield Caution.of(cautions.UnitIsRow, column=spec.unit)
    elif values["units_one_period"] and values["periods"] != 1:
        yield Caution.of(cautions.OnePeriodUnits, units=values["units_one_period"], of=units.height)
    if found.duplicates.height:
        first = found.duplicates.row(0, named=True)
        yield Caution.of(
            cautions.DuplicateRows,
            pairs=found.duplicates.height,
            rows=values["duplicate_rows"],
            unit=str(first["unit"]),
            period=str(first["period"]),
        )
    if values["periods"] == 1:
        yield Caution.of(cautions.OnePeriod, column=spec.period, period=values["first_period"])


def _about_columns(sheets: Sheets, spec: FitnessSpec) -> Iterator[Caution]:
    for column in sheets["columns"].iter_rows(named=True):
        name, measured = column["column"], column["role"] not in ("unit", "period", "group")
        if column["distinct"] == 0 and not column["infinite"]:
            yield Caution.of(cautions.EmptyColumn, column=name)
        elif column["distinct"] == 1 and measured:
            yield Caution.of(cautions.ConstantColumn, column=name)
        levelled = column["role"] == "period" or (column["role"] == "context" and column["kind"] == "text")
        if levelled and column["distinct"] > MOST_LEVELS:
            yield Caution.of(cautions.ManyLevels, column=name, levels=column["distinct"], most=MOST_LEVELS)
        if column["outside_bounds"]:
            yield _impossible(column, spec)


def _impossible(column: dict[str, Any], spec: FitnessSpec) -> Caution:
    facts = {"column": column["column"], "rows": column["outside_bounds"], "least": column["min"]}
    if column["role"] == "outcome" and spec.bounds:
        low, high = spec.bounds
        return Caution.of(cautions.ImpossibleValues, **facts, most=column["max"], low=low, high=high)
    return Caution.of(cautions.NotAboveZero, **facts)


def _about_values(sheets: Sheets, spec: FitnessSpec) -> Iterator[Caution]:
    for column in sheets["columns"].iter_rows(named=True):
        if column["infinite"]:
            yield Caution.of(cautions.InfiniteValues, column=column["column"], rows=column["infinite"])
        if column["heaped"]:
            yield Caution.of(
                cautions.HeapedValues,
                column=column["column"],
                share=column["heaping"],
                expected=column["heaping_expected"],
            )
        if column["role"] == "outcome" and column["distinct"] > _SCALE:
            ends = spec.bounds or (column["min"], column["max"])
            for share, end in zip((column["at_floor"], column["at_ceiling"]), ends, strict=True):
                if share and share >= _PILED:
                    yield Caution.of(cautions.PileUp, column=column["column"], share=share, value=end)


def _about_periods(sheets: Sheets) -> Iterator[Caution]:
    """Columns that one period hardly has: a form that changed, a year that was never entered."""
    sheet = sheets["missing_by_period"].filter(pl.col("period").is_not_null())
    rows, gone = pl.col("rows").sum().over("column"), pl.col("missing").sum().over("column")
    others = (gone - pl.col("missing")) / (rows - pl.col("rows"))
    uneven = sheet.with_columns(others=others).filter(
        pl.col("others").is_not_nan(),
        pl.col("missing_share") >= _UNEVEN,
        pl.col("missing_share") >= _TIMES * pl.col("others"),
    )
    worst = uneven.sort("missing_share", descending=True, maintain_order=True).head(_MOST_UNEVEN)
    for row in worst.iter_rows(named=True):
        yield Caution.of(
            cautions.MissingUnevenly,
            column=row["column"],
            period=str(row["period"]),
            share=row["missing_share"],
            others=row["others"],
        )


def _about_suspicions(found: Survey, spec: FitnessSpec) -> Iterator[Caution]:
    """What may look better than it is."""
    for row in found.jumps.head(_MOST_JUMPS).iter_rows(named=True):
        kind = cautions.JumpAbove if row["z"] > 0 else cautions.JumpBelow
        yield Caution.of(kind, column=spec.outcome, value=row["value"], times=row["times"])
    gaps = found.gaps
    if gaps is not None and gaps.tell:
        facts = {"units": gaps.units, "mean": gaps.mean, "others": gaps.mean_others}
        yield Caution.of(cautions.GapsTell, column=spec.outcome, **facts)


def _about_loss(values: dict[str, Value]) -> Iterator[Caution]:
    if values["units_lost"]:
        yield Caution.of(cautions.UnitsLost, units=values["units_lost"], of=values["units"])
    if values["rows_lost"]:
        yield Caution.of(cautions.RowsLost, rows=values["rows_lost"], of=values["rows"])
