"""What is asked of a table before any ranking, answered in the engine that holds it."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import how_many, number, present
from jopoi.progress import step
from jopoi.sense._fitness import bin_edges
from jopoi.sense._fitness_spec import FitnessSpec
from jopoi.sense._fitness_suspicions import Gaps, gaps_of, jumps_of
from jopoi.words import N_

MOST_DUPLICATES = 1000
_PARTS_OF_A_ROW = frozenset({"unit", "period", "outcome", "standard error", "group", "context"})
_CLOSE = 1e-6
_FITS = 1e-3
"""How far from a multiple of its resolution a value may lie: numbers kept in four bytes are that coarse."""


@dataclass(frozen=True)
class Survey:
    """The answers.

    Attributes
    ----------
    rows : int
    columns : list of dict
        For each column its counts, as `_ask_columns` names them.
    by_period : polars.DataFrame or None
        Period, rows, and missing values of each column as ``m0``, ``m1`` …
    by_unit : polars.DataFrame
        Unit, rows, periods, complete rows, and rows of each cause as ``c0``, ``c1`` …
    causes : list of (str, str)
        Cause and column of each way to lose a row.
    lost : int
        Rows that a screening would leave out.
    cause_rows : list of int
        Rows of each cause.
    duplicates : polars.DataFrame
        Unit, period and rows of each pair that stands in several rows.
    histogram : polars.DataFrame
        ``from``, ``to`` and ``rows`` of the outcome.
    jumps : polars.DataFrame
        Edges beside which the outcome's figures thin out too suddenly.
    gaps : Gaps or None
        What units with gaps report beside what the others do.
    """

    rows: int
    columns: list[dict[str, Any]]
    by_period: pl.DataFrame | None
    by_unit: pl.DataFrame
    causes: list[tuple[str, str]]
    lost: int
    cause_rows: list[int]
    duplicates: pl.DataFrame
    histogram: pl.DataFrame
    jumps: pl.DataFrame
    gaps: Gaps | None


def survey(table: Table, spec: FitnessSpec) -> Survey:
    """Ask the table everything that the report needs."""
    step(N_("looking at each column"), 0.05)
    columns = _ask_columns(table, spec)
    step(N_("looking for heaping"), 0.30)
    _ask_ends(table, spec, columns)
    step(N_("looking at each period"), 0.45)
    by_period = _ask_periods(table, spec) if spec.period else None
    step(N_("looking at each unit"), 0.60)
    causes = _causes(table, spec)
    lost, cause_rows = _ask_rows(table, causes)
    outcome = next((c for c in columns if c["role"] == "outcome"), None)
    return Survey(
        rows=columns[0]["rows"],
        columns=columns,
        by_period=by_period,
        by_unit=_ask_units(table, spec, causes),
        causes=[(reason, name) for reason, name, _ in causes],
        lost=lost,
        cause_rows=cause_rows,
        duplicates=_ask_duplicates(table, spec),
        histogram=_ask_histogram(table, outcome),
        jumps=jumps_of(table, outcome),
        gaps=gaps_of(table, spec),
    )


def missing(table: Table, name: str) -> nw.Expr:
    """Whether a cell is empty or not a number."""
    empty = nw.col(name).is_null()
    return empty | nw.col(name).is_nan() if table.schema[name].is_float() else empty


def _ask_columns(table: Table, spec: FitnessSpec) -> list[dict[str, Any]]:
    questions, columns = [nw.len().alias("rows")], []
    for j, (role, name) in enumerate(spec.parts()):
        is_number = table.is_number(name)
        columns.append({"role": role, "name": name, "is_number": is_number, "kind": table.schema[name]})
        asked = _about_column(table, spec, role, name)
        questions += [question.alias(f"{j}:{what}") for what, question in asked.items()]
    answers = table.ask(*questions)
    for j, column in enumerate(columns):
        column["rows"] = int(answers["rows"])
        column |= {key.split(":", 1)[1]: value for key, value in answers.items() if key.startswith(f"{j}:")}
    return columns


def _about_column(table: Table, spec: FitnessSpec, role: str, name: str) -> dict[str, nw.Expr]:
    gone = missing(table, name)
    # Counting different values of what is left after empty cells; the null that stands for them is one.
    asked = {"missing": how_many(gone), "distinct": nw.when(~gone).then(nw.col(name)).n_unique()}
    if not table.is_number(name):
        return asked
    value, filled = number(name), present(name, numeric=True)
    finite = nw.when(filled).then(value)
    impossible = _impossible(spec, role, value)
    if impossible is not None:
        asked["impossible"] = how_many(impossible & filled)
    return asked | {
        "low": finite.min(),
        "high": finite.max(),
        "infinite": how_many(~filled & ~gone),
        "whole": how_many(filled & (value.round(0) == value)),
    }


def _impossible(spec: FitnessSpec, role: str, value: nw.Expr) -> nw.Expr | None:
    if role == "outcome" and spec.bounds:
        return (value < spec.bounds[0]) | (value > spec.bounds[1])
    return value <= 0 if role in ("denominator", "standard error") else None


def _ask_ends(table: Table, spec: FitnessSpec, columns: list[dict[str, Any]]) -> None:
    """Add to each column of numbers how many values lie at its ends and how many are round."""
    questions: dict[str, nw.Expr] = {}
    for j, column in enumerate(columns):
        if column["is_number"] and column["low"] is not None:
            low, high = float(column["low"]), float(column["high"])
            if column["role"] == "outcome" and spec.bounds:
                low, high = spec.bounds
            column |= {"floor": low, "ceiling": high}
            questions |= {
                f"{j}:{what}": question for what, question in _about_ends(column["name"], low, high).items()
            }
    answers = table.ask(*(q.alias(what) for what, q in questions.items())) if questions else {}
    for key, value in answers.items():
        place, what = key.split(":", 1)
        columns[int(place)][what] = int(value or 0)


def _about_ends(name: str, low: float, high: float) -> dict[str, nw.Expr]:
    value, filled = number(name), present(name, numeric=True)
    inside = filled & (value > low) & (value < high)

    def fits(times: float) -> nw.Expr:
        scaled = value * times
        return how_many(inside & ((scaled - scaled.round(0)).abs() < _FITS))

    return {
        "at_floor": how_many(filled & (value == low)),
        "at_ceiling": how_many(filled & (value == high)),
        "inside": how_many(inside),
        "fives": how_many(inside & ((value / 5.0).round(0) * 5.0 == value)),
        "ones": fits(1.0),
        "tenths": fits(10.0),
        "hundredths": fits(100.0),
    }


def _ask_periods(table: Table, spec: FitnessSpec) -> pl.DataFrame:
    cells = [missing(table, name).cast(nw.Int64).alias(f"g{j}") for j, name in enumerate(spec.columns)]
    rows = table.lazy.select(nw.col(str(spec.period)).alias("period"), *cells)
    sums = [nw.col(f"g{j}").sum().alias(f"m{j}") for j in range(len(cells))]
    found = table.collect(rows.group_by("period").agg(nw.len().alias("rows"), *sums))
    return found.with_columns(pl.exclude("period").cast(pl.Int64)).sort("period", nulls_last=True)


def _causes(table: Table, spec: FitnessSpec) -> list[tuple[str, str, nw.Expr]]:
    """Every way in which a screening would lose a row: the same as it reports itself."""
    causes = [
        (f"{role} missing", name, ~present(name, numeric=table.is_number(name)))
        for role, name in spec.parts()
        if role in _PARTS_OF_A_ROW
    ]
    if spec.standard_error:
        bad = (number(spec.standard_error) <= 0).fill_null(value=False)
        causes.append(("standard error not above zero", spec.standard_error, bad))
    if spec.bounds and spec.outcome:
        outside = _impossible(spec, "outcome", number(spec.outcome))
        if outside is not None:
            causes.append(("outside bounds", spec.outcome, outside.fill_null(value=False)))
    return causes


def _complete(causes: list[tuple[str, str, nw.Expr]]) -> nw.Expr:
    return nw.all_horizontal(*(~broken for _, _, broken in causes), ignore_nulls=True)


def _ask_rows(table: Table, causes: list[tuple[str, str, nw.Expr]]) -> tuple[int, list[int]]:
    questions = [how_many(broken).alias(f"c{j}") for j, (_, _, broken) in enumerate(causes)]
    answers = table.ask(how_many(~_complete(causes)).alias("lost"), *questions)
    return int(answers["lost"] or 0), [int(answers[f"c{j}"] or 0) for j in range(len(causes))]


def _ask_units(table: Table, spec: FitnessSpec, causes: list[tuple[str, str, nw.Expr]]) -> pl.DataFrame:
    """One row a unit; rows without a unit belong to none."""
    period = nw.col(spec.period) if spec.period else nw.lit(0)
    there = ~missing(table, spec.period) if spec.period else nw.lit(0) == 0
    parts = [
        nw.col(spec.unit).alias("unit"),
        nw.when(there).then(period).alias("period"),
        (~there).cast(nw.Int64).alias("empty"),
        _complete(causes).cast(nw.Int64).alias("complete"),
        *(broken.cast(nw.Int64).alias(f"c{j}") for j, (_, _, broken) in enumerate(causes)),
    ]
    named = table.lazy.filter(~missing(table, spec.unit)).select(*parts)
    # A unit without any period counts the empty cell as a value: that one is taken off again.
    sums = [nw.col(name).sum() for name in ("complete", *(f"c{j}" for j in range(len(causes))))]
    empty = nw.col("empty").max()
    counted = named.group_by("unit").agg(
        nw.len().alias("rows"), nw.col("period").n_unique().alias("periods"), empty, *sums
    )
    found = table.collect(counted).with_columns(pl.exclude("unit").cast(pl.Int64))
    return found.with_columns(periods=pl.col("periods") - pl.col("empty")).drop("empty").sort("unit")


def _ask_duplicates(table: Table, spec: FitnessSpec) -> pl.DataFrame:
    if not spec.period:
        return pl.DataFrame(schema={"unit": pl.String, "period": pl.String, "rows": pl.Int64})
    pairs = table.lazy.filter(~missing(table, spec.unit), ~missing(table, spec.period))
    named = pairs.select(nw.col(spec.unit).alias("unit"), nw.col(spec.period).alias("period"))
    counted = named.group_by("unit", "period").agg(nw.len().alias("rows")).filter(nw.col("rows") > 1)
    return table.collect(counted).with_columns(pl.col("rows").cast(pl.Int64)).sort("unit", "period")


def _ask_histogram(table: Table, outcome: dict[str, Any] | None) -> pl.DataFrame:
    schema = {"from": pl.Float64, "to": pl.Float64, "rows": pl.Int64}
    if outcome is None or outcome.get("low") is None:
        return pl.DataFrame(schema=schema)
    start, width, bars = bin_edges(float(outcome["low"]), float(outcome["high"]))
    value, filled = number(outcome["name"]), present(outcome["name"], numeric=True)
    place = (((value - start) / width) + _CLOSE).floor().clip(0, bars - 1).cast(nw.Int64)
    counted = table.lazy.filter(filled).select(place.alias("bar")).group_by("bar").agg(nw.len().alias("rows"))
    found = dict(table.collect(counted).select("bar", "rows").iter_rows())
    edges = np.round(start + width * np.arange(bars + 1), 9)
    rows = [int(found.get(bar, 0)) for bar in range(bars)]
    return pl.DataFrame({"from": edges[:-1], "to": edges[1:], "rows": rows}, schema=schema)
