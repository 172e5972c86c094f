"""The tables of a look at a table."""

from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi.sense._fitness import Heaping, heaping
from jopoi.sense._fitness_survey import MOST_DUPLICATES, Survey

_COLUMNS = {
    "column": pl.String, "role": pl.String, "kind": pl.String, "missing": pl.Int64,
    "missing_share": pl.Float64, "distinct": pl.Int64, "min": pl.Float64, "max": pl.Float64,
    "infinite": pl.Int64, "outside_bounds": pl.Int64, "at_floor": pl.Float64, "at_ceiling": pl.Float64,
    "heaping": pl.Float64, "heaping_expected": pl.Float64, "heaped": pl.Boolean,
}  # fmt: skip


def sheets_of(found: Survey) -> dict[str, pl.DataFrame]:
    """All tables by name."""
    return {
        "columns": _columns(found),
        "missing_by_period": _by_period(found),
        "periods_per_unit": _periods_per_unit(found),
        "duplicates": _portable(found.duplicates.head(MOST_DUPLICATES)),
        "dropped": _dropped(found),
        "outcome_histogram": found.histogram,
        "jumps": found.jumps,
    }


def _columns(found: Survey) -> pl.DataFrame:
    judged = _heaping(found.columns)
    rows = [_column(column, judged, j) for j, column in enumerate(found.columns)]
    return pl.DataFrame(rows, schema=_COLUMNS)


def _heaping(columns: list[dict[str, Any]]) -> Heaping:
    """Heaping of the measured columns; labels and periods are round by nature."""

    def counts(name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        measured = (c.get(name, 0) if c["role"] not in ("unit", "period", "group") else 0 for c in columns)
        return np.array([float(value) for value in measured])

    fitting = np.column_stack([counts("ones"), counts("tenths"), counts("hundredths")])
    return heaping(counts("fives"), counts("inside"), fitting, counts("ceiling") - counts("floor"))


def _column(column: dict[str, Any], judged: Heaping, j: int) -> dict[str, Any]:
    gone, rows = int(column["missing"] or 0), int(column["rows"])
    filled = rows - gone - int(column.get("infinite") or 0)
    known = bool(np.isfinite(judged.share[j]))
    return {
        "column": column["name"],
        "role": column["role"],
        "kind": kind_of(column),
        "missing": gone,
        "missing_share": gone / rows,
        "distinct": int(column["distinct"] or 0) - (1 if gone else 0),
        "min": column.get("low"),
        "max": column.get("high"),
        "infinite": int(column["infinite"] or 0) if column["is_number"] else None,
        "outside_bounds": int(column["impossible"] or 0) if "impossible" in column else None,
        "at_floor": column["at_floor"] / filled if "at_floor" in column and filled else None,
        "at_ceiling": column["at_ceiling"] / filled if "at_ceiling" in column and filled else None,
        "heaping": float(judged.share[j]) if known else None,
        "heaping_expected": float(judged.expected[j]) if known else None,
        "heaped": bool(judged.heaped[j]),
    }


def kind_of(column: dict[str, Any]) -> str:
    """What a column holds, in a word that does not depend on the engine."""
    kind = column["kind"]
    if kind == nw.Boolean:
        return "yes or no"
    if column["is_number"]:
        filled = column["rows"] - int(column["missing"] or 0)
        return "whole number" if int(column["whole"] or 0) == filled else "number"
    return "date" if kind.is_temporal() else "text"


def _by_period(found: Survey) -> pl.DataFrame:
    """One row a period and column."""
    if found.by_period is None:
        schema = {"period": pl.String, "column": pl.String, "rows": pl.Int64, "missing": pl.Int64}
        return pl.DataFrame(schema=schema | {"missing_share": pl.Float64})
    parts = [
        found.by_period.select(
            "period",
            pl.lit(column["name"]).alias("column"),
            "rows",
            pl.col(f"m{j}").alias("missing"),
            (pl.col(f"m{j}") / pl.col("rows")).alias("missing_share"),
        )
        for j, column in enumerate(found.columns)
        if column["role"] != "period"
    ]
    return _portable(pl.concat(parts))


def _periods_per_unit(found: Survey) -> pl.DataFrame:
    counted = found.by_unit.group_by("periods").agg(pl.len().cast(pl.Int64).alias("units"))
    return counted.sort("periods")


def _dropped(found: Survey) -> pl.DataFrame:
    """Each cause with its rows, the units that have such a row, and those that have no other."""
    rows = []
    for j, (reason, name) in enumerate(found.causes):
        hit = found.by_unit[f"c{j}"]
        gone = int(((hit == found.by_unit["rows"]) & (hit > 0)).sum())
        if found.cause_rows[j]:
            rows.append((reason, name, found.cause_rows[j], int((hit > 0).sum()), gone))
    whole = int((found.by_unit["complete"] == 0).sum())
    if found.lost:
        some = int((found.by_unit["complete"] < found.by_unit["rows"]).sum())
        rows.append(("any", "", found.lost, some, whole))
    schema = {"reason": pl.String, "column": pl.String, "rows": pl.Int64, "units": pl.Int64,
              "units_lost": pl.Int64}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _portable(sheet: pl.DataFrame) -> pl.DataFrame:
    """Dates and other labels as text, so that a table can be stored and sent; numbers stay."""
    odd = [name for name, kind in sheet.schema.items() if not (kind.is_numeric() or kind == pl.String)]
    return sheet.with_columns(pl.col(name).cast(pl.String) for name in odd)
