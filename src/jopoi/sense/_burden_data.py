"""The people of a burden before and after, and which rows had to be left out."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import ColumnError, TableError
from jopoi.sense._burden_spec import BurdenSpec
from jopoi.sense._columns import require_number
from jopoi.words import N_

BEFORE = {"before", "antes", "pre", "baseline", "línea de base", "linea de base", "0", "false", "no"}
_YES = {"yes", "y", "true", "1", "1.0", "sí", "si", "s"}
_NO = {"no", "n", "false", "0", "0.0"}
PARTS = ("time", "travel", "fares", "fees")


@dataclass(frozen=True)
class People:
    """One row a person, (n,) each; ``parts`` (n, 4) is what a use costs them, by `PARTS`."""

    after: np.ndarray
    parts: Floats
    hours: Floats
    visits: Floats
    elapsed: Floats
    finished: Floats
    weight: Floats
    group: pl.Series | None
    names: tuple[str, str]
    left_out: pl.DataFrame
    total: int


def people_of(table: Table, spec: BurdenSpec) -> People:
    """Who can be counted, before and after.

    Raises
    ------
    ColumnError
        A column is missing, holds text or a value below zero, or cannot be read as before and after.
    TableError
        Nobody is left before or after.
    """
    table.require(*spec.columns)
    for name in spec.numbers:
        require_number(table, name)
    rows = table.collect(table.lazy.select(*spec.columns))
    rows = rows.with_columns(pl.col(list(spec.numbers)).cast(pl.Float64).fill_nan(None))
    _refuse_odd_values(rows, spec)
    names = _moments(rows[spec.moment], spec)
    needed = [name for name in spec.columns if name not in {spec.elapsed, spec.group}]
    missing = [(name, int(rows[name].null_count())) for name in needed]
    kept = rows.drop_nulls(needed)
    after = (kept[spec.moment].cast(pl.String) == names[1]).to_numpy()
    if after.all() or not after.any():
        raise TableError(
            N_("Nobody is left from {moment}: every such row lacks a value."),
            N_("Leave out the column that is mostly empty."),
            moment=names[0] if after.all() else names[1],
        )
    return People(
        after=after,
        parts=_parts(kept, spec),
        hours=_column(kept, spec.hours),
        visits=_column(kept, spec.visits),
        elapsed=_column(kept, spec.elapsed, otherwise=np.nan),
        finished=_yes_no(kept, spec.finished),
        weight=_column(kept, spec.weight, otherwise=1.0),
        group=None if spec.group is None else kept[spec.group].cast(pl.String).fill_null("–"),
        names=names,
        left_out=pl.DataFrame(
            [(name, n) for name, n in missing if n],
            schema={"column": pl.String, "rows": pl.Int64},
            orient="row",
        ),
        total=rows.height,
    )


def _refuse_odd_values(rows: pl.DataFrame, spec: BurdenSpec) -> None:
    for name in spec.numbers:
        odd = rows[name].is_infinite() | (rows[name] < 0.0)
        if odd.any():
            place = int(odd.arg_true()[0])
            raise ColumnError(
                N_(
                    "Column “{column}” holds {value} in row {row}: hours, visits and money are never below"
                    " zero."
                ),
                N_("Mend that cell, or leave it empty."),
                column=name,
                value=float(rows[name][place]),
                row=place + 1,
            )


def _moments(column: pl.Series, spec: BurdenSpec) -> tuple[str, str]:
    """The two values of the column, before first."""
    found = column.drop_nulls().unique().sort()
    names = [str(value) for value in found.cast(pl.String)]
    if len(names) != 2:
        raise ColumnError(
            N_("Column “{column}” must have two values, for before and after. It has {n}: {names}."),
            N_("Choose another column, or keep the rows of two moments only."),
            column=spec.moment,
            n=len(names),
            names=[f"“{name}”" for name in names[:5]],
        )
    if spec.before is not None:
        return _given(names, spec)
    known = [name for name in names if name.strip().lower() in BEFORE]
    if len(known) == 1:
        return known[0], next(name for name in names if name != known[0])
    if column.dtype.is_numeric() or column.dtype.is_temporal():
        return names[0], names[1]
    raise ColumnError(
        N_("Column “{column}” says {names}: which of them is before cannot be told."),
        N_("Say it with `before`."),
        column=spec.moment,
        names=[f"“{name}”" for name in names],
    )


def _given(names: list[str], spec: BurdenSpec) -> tuple[str, str]:
    before = str(spec.before)
    if before not in names:
        raise ColumnError(
            N_("`before` is “{before}”, but column “{column}” says {names}."),
            N_("Choose one of these."),
            before=before,
            column=spec.moment,
            names=[f"“{name}”" for name in names],
        )
    return before, next(name for name in names if name != before)


def _parts(rows: pl.DataFrame, spec: BurdenSpec) -> Floats:
    """What a use costs each person: hands-on time, time of travel, fares and fees, in money."""
    visits = _column(rows, spec.visits)
    return np.column_stack(
        [
            _column(rows, spec.hours) * spec.hour_value,
            visits * _column(rows, spec.travel_hours) * spec.hour_value,
            visits * _column(rows, spec.fare),
            _column(rows, spec.fees),
        ]
    )


def _column(rows: pl.DataFrame, name: str | None, otherwise: float = 0.0) -> Floats:
    if name is None:
        return np.full(rows.height, otherwise)
    return rows[name].to_numpy().astype(np.float64)


def _yes_no(rows: pl.DataFrame, name: str | None) -> Floats:
    if name is None:
        return np.ones(rows.height)
    said = rows[name].cast(pl.String).str.strip_chars().str.to_lowercase()
    odd = ~said.is_in(list(_YES | _NO))
    if odd.any():
        place = int(odd.arg_true()[0])
        raise ColumnError(
            N_("Column “{column}” says “{value}” in row {row}, which is neither yes nor no."),
            N_("Write yes or no (1 or 0) in it."),
            column=name,
            value=str(rows[name][place]),
            row=place + 1,
        )
    return said.is_in(list(_YES)).to_numpy().astype(np.float64)
