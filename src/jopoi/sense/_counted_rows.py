"""Counts with what they are out of, or over, row by row, in the order of the units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats, UnitSums, number, present
from jopoi.errors import ColumnError
from jopoi.sense._columns import require_number
from jopoi.sense._rows import Rows
from jopoi.sense._screening_spec import CASES, ScreenSpec
from jopoi.words import N_

Family = Literal["binomial", "poisson"]


@dataclass(frozen=True)
class Counts:
    """What was counted, sorted by unit.

    Attributes
    ----------
    family : {"binomial", "poisson"}
        Counts out of a denominator, or over an exposure.
    y, n : (R,) arrays
        Counts, and what they are out of or over.
    x : (R, p) array
        The design of the expectation, centred and scaled as in the sums by unit, the constant first.
    unit : (R,) int array
        The place of each row's unit.
    starts : (N,) int array
        Where each unit's rows begin.
    """

    family: Family
    y: Floats
    n: Floats
    x: Floats
    unit: NDArray[np.intp]
    starts: NDArray[np.intp]
    whole: bool = True
    """Whether things were counted; not so for parts of the way between two bounds."""

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.starts)

    def by_unit(self, values: Floats) -> Floats:
        """Sums of a value a row, (R,) or (R, k), by unit."""
        found: Floats = np.add.reduceat(values, self.starts, axis=0)
        return found


def check_counts(table: Table, spec: ScreenSpec) -> None:
    """Refuse what cannot be a count, or what it cannot be out of.

    Raises
    ------
    ColumnError
        With the first row that is wrong, counted from 1.
    """
    over = spec.over
    if over is None:
        return
    for name in (spec.outcome, over):
        require_number(table, name)
    cells = table.collect(table.lazy.select(number(spec.outcome).alias("y"), number(over).alias("n")))
    counts, out_of = cells["y"].fill_nan(None), cells["n"].fill_nan(None)
    _refuse(
        counts < 0,
        spec.outcome,
        counts,
        N_("Column “{column}” holds {value} in row {row}: a count is never below zero."),
    )
    _refuse(
        out_of < 0, over, out_of, N_("Column “{column}” holds {value} in row {row}: it is never below zero.")
    )
    _refuse(
        counts != counts.round(0), spec.outcome, counts,
        N_("Column “{column}” holds {value} in row {row}: counts are whole numbers."),
        N_("Give the count itself, not a rate or a percentage."),
    )  # fmt: skip
    if spec.denominator is not None:
        above = counts > out_of
        if above.any():
            place = int(above.arg_true()[0])
            raise ColumnError(
                N_("In row {row} “{outcome}” is {value}, more than “{column}”, which is {of}."),
                N_(
                    "Mend that row; if these are counts over time or people at risk, give `exposure` instead."
                ),
                row=place + 1,
                outcome=spec.outcome,
                value=float(counts[place]),
                column=over,
                of=float(out_of[place]),
            )


def _refuse(wrong: pl.Series, column: str, values: pl.Series, what: str, hint: str = "") -> None:
    if wrong.any():
        place = int(wrong.arg_true()[0])
        hint = hint or N_("Mend that cell, or leave it empty.")
        raise ColumnError(what, hint, column=column, value=float(values[place]), row=place + 1)


@dataclass(frozen=True)
class Rates:
    """A table with rates in place of counts, and for how many of what they are out of or over.

    Attributes
    ----------
    table : Table
    per : float
        For how many rates are told; of scores, how far apart the bounds are.
    family : {"binomial", "poisson"}
    over : str
        The column with what a rate's error goes with.
    low : float
        Where rates begin; of scores, the lower bound.
    whole : bool
        Whether they are of counts.
    """

    table: Table
    per: float
    family: Family
    over: str
    low: float = 0.0
    whole: bool = True


def as_rates(table: Table, spec: ScreenSpec) -> Rates:
    """The table with the rate in place of the count, and what a rate's error goes with in place of the rest.

    So the sums by unit are those of rates weighted by what they are out of. A denominator of zero becomes an
    error of zero, which is left out and counted like any other. Shares are told by the hundred, rates by a
    power of ten that makes the overall rate one or more.
    """
    over = spec.over or ""
    per = 100.0 if spec.denominator is not None else _per(table, spec, over)
    known = number(over) > 0
    rate = nw.when(known).then(number(spec.outcome) * per / number(over)).otherwise(nw.lit(0.0))
    error = nw.when(known).then(number(over) ** -0.5).otherwise(number(over))
    changed = table.lazy.with_columns(
        nw.when(~number(spec.outcome).is_null()).then(rate).alias(spec.outcome), error.alias(over)
    )
    family: Family = "binomial" if spec.denominator is not None else "poisson"
    return Rates(Table(changed, table.kind, dict(changed.collect_schema())), per, family, over)


def as_scores(table: Table, spec: ScreenSpec) -> Rates:
    """The table of scores between bounds, with what the error of each goes with."""
    low, high = spec.bounds or (0.0, 1.0)
    error, over = nw.lit(1.0), spec.weight or CASES
    if spec.weight is not None:
        weight = number(spec.weight)
        error = nw.when(weight > 0).then(weight**-0.5).otherwise(weight)
    changed = table.lazy.with_columns(error.alias(over))
    ready = Table(changed, table.kind, dict(changed.collect_schema()))
    return Rates(ready, high - low, "binomial", over, low, whole=False)


def _per(table: Table, spec: ScreenSpec, over: str) -> float:
    both = present(spec.outcome, numeric=True) & present(over, numeric=True)
    kept = nw.when(both)
    total = table.ask(
        kept.then(number(spec.outcome)).sum().alias("y"), kept.then(number(over)).sum().alias("n")
    )
    if not total["y"] or not total["n"]:
        return 1.0
    return float(10.0 ** max(np.ceil(-np.log10(total["y"] / total["n"]) - 1e-9), 0.0))


def counts_of(rates: Rates, spec: ScreenSpec, rows: Rows, only: nw.Expr | None, sums: UnitSums) -> Counts:
    """The counts behind the sums by unit; ``spec`` is what the rates were made for."""
    table = rates.table
    lazy = table.lazy if rows.complete is None else table.lazy.filter(rows.complete)
    lazy = lazy if only is None else lazy.filter(only)
    names = [name for name in spec.context if table.is_number(name)]
    levels = [name for name, _levels in rows.levels]
    parts = [
        nw.col(spec.unit).alias("unit"),
        number(spec.outcome).alias("rate"),
        number(rates.over).alias("error"),
    ]
    parts += [number(name).alias(f"x:{name}") for name in names]
    parts += [nw.col(name).alias(f"l:{name}") for name in levels]
    cells = table.collect(lazy.select(*parts)).sort("unit", maintain_order=True)
    n = cells["error"].to_numpy() ** -2.0
    place = (cells["unit"].rank("dense").to_numpy() - 1).astype(np.intp)
    y = (cells["rate"].to_numpy() - rates.low) * n / rates.per
    return Counts(
        family=rates.family,
        y=np.rint(y) if rates.whole else y,
        n=n,
        x=_design(cells, rows, names, sums),
        unit=place,
        starts=np.flatnonzero(np.diff(place, prepend=-1)),
        whole=rates.whole,
    )


def _design(cells: pl.DataFrame, rows: Rows, names: Sequence[str], sums: UnitSums) -> Floats:
    columns = {"constant": np.ones(cells.height)}
    columns |= {name: cells[f"x:{name}"].to_numpy().astype(np.float64) for name in names}
    for name, levels in rows.levels:
        for level in levels[1:]:
            columns[f"{name} = {level}"] = (cells[f"l:{name}"] == level).to_numpy().astype(np.float64)
    kept = [columns[term] for term in sums.terms]
    return (np.column_stack(kept) - sums.centre[:-1]) / sums.scale[:-1]
