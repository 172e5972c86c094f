"""The sums that a screening works on, with the record of how its rows were chosen."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats, UnitSums
from jopoi.progress import step
from jopoi.sense._enough import check_enough
from jopoi.sense._reml import Codes
from jopoi.sense._rows import Rows, find_rows, held_out
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.sense._sums import sums_of, turned, without_redundant
from jopoi.words import N_


@dataclass(frozen=True)
class Prepared:
    """The sums to screen on, and how the rows were chosen."""

    rows: Rows
    sums: UnitSums
    dropped: list[str]
    periods: Floats
    repeated: int
    codes: Codes | None
    screened: tuple[Any, ...]
    screened_on: nw.Expr | None
    confirmed_on: nw.Expr | None


def prepare(table: Table, spec: ScreenSpec) -> Prepared:
    """Find the complete rows and reduce them to sums by unit."""
    step(N_("reading the table"), 0.05)
    rows = find_rows(table, spec)
    on, off = _halves(spec, rows)
    step(N_("adding up by unit"), 0.15)
    sums, dropped = without_redundant(sums_of(table, spec, rows, on, spec.outcome))
    sums = turned(sums, higher_is_better=spec.higher_is_better)
    check_enough(sums, spec)
    periods = _periods(table, spec, rows, on, sums)
    later = held_out(spec, rows) if spec.confirm else ()
    gone = {f"{spec.period} = {level}" for level in rows.periods}
    return Prepared(
        rows=rows,
        sums=sums,
        dropped=[term for term in dropped if term not in gone],
        periods=periods,
        repeated=int(sums.rows.sum() - periods.sum()),
        codes=codes_of(sums),
        screened=tuple(period for period in rows.periods if period not in later),
        screened_on=on,
        confirmed_on=off,
    )


def codes_of(sums: UnitSums) -> Codes | None:
    """Groups as numbers from 0; None without groups, or with one, which the constant holds already."""
    if sums.group is None or sums.group.n_unique() == 1:
        return None
    return (sums.group.rank("dense").to_numpy() - 1).astype(np.intp)


def _halves(spec: ScreenSpec, rows: Rows) -> tuple[nw.Expr | None, nw.Expr | None]:
    if not spec.confirm or spec.period is None:
        return None, None
    later = list(held_out(spec, rows))
    return ~nw.col(spec.period).is_in(later), nw.col(spec.period).is_in(later)


def kept_rows(rows: Rows, only: nw.Expr | None, table: Table) -> nw.LazyFrame[Any]:
    """The complete rows, of some periods if ``only`` says which."""
    lazy = table.lazy if rows.complete is None else table.lazy.filter(rows.complete)
    return lazy if only is None else lazy.filter(only)


def _periods(table: Table, spec: ScreenSpec, rows: Rows, on: nw.Expr | None, sums: UnitSums) -> Floats:
    """How many different periods each unit has."""
    if spec.period is None:
        return sums.rows
    pairs = kept_rows(rows, on, table).select(unit=nw.col(spec.unit), period=nw.col(spec.period)).unique()
    counts = table.collect(pairs.group_by("unit").agg(nw.len().alias("n"))).sort("unit")
    return counts["n"].to_numpy().astype(np.float64)
