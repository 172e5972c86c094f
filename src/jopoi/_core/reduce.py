"""Reduce a table to sufficient statistics per unit, inside the engine that holds it.

Everything that a method needs of the rows leaves the engine here, as one row a unit and one
small matrix of cross-products; the rows themselves stay where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.frames import Table

Floats = NDArray[np.float64]
FIRST_ROWS = 10_000


@dataclass(frozen=True)
class Design:
    """Which columns play which part in a linear model by unit.

    ``numbers`` are numeric context columns; ``levels`` maps a text column (or the period) to
    the levels that get an indicator each, the first level being left out as the base.
    ``error`` is the column of standard errors whose inverse squares weigh the rows, ``weight`` one of
    weights as they are.
    """

    unit: str
    outcome: str
    numbers: tuple[str, ...] = ()
    levels: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    group: str | None = None
    error: str | None = None
    weight: str | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of the columns of the design, the constant first."""
        indicators = (f"{column} = {level}" for column, levels in self.levels for level in levels[1:])
        return ("constant", *self.numbers, *indicators)


@dataclass(frozen=True)
class UnitSums:
    """Sufficient statistics of a linear model with an effect for each unit.

    Attributes
    ----------
    unit : polars.Series
        N labels, ascending.
    group : polars.Series or None
        The group of each unit.
    rows : (N,) array
        Complete rows of each unit.
    weight : (N,) array
        Sum of the weights; equals ``rows`` where neither standard errors nor weights were given.
    z : (N, p + 1) array
        Weighted sums of the design columns, centred and scaled, the first being ``weight``, and,
        last, of the outcome; ``x`` and ``y`` are views of its parts.
    cross : (p + 1, p + 1) array
        Weighted cross-products of all design columns and, last, the outcome, over all rows.
    terms : tuple of str
        The names of the p columns.
    centre, scale : (p + 1,) arrays
        What was subtracted from and divided out of each column, the outcome last.
    """

    unit: pl.Series
    group: pl.Series | None
    rows: Floats
    weight: Floats
    z: Floats
    cross: Floats
    terms: tuple[str, ...]
    centre: Floats
    scale: Floats
    log_weight: float = 0.0

    @property
    def x(self) -> Floats:
        """The sums of the design columns, (N, p)."""
        return self.z[:, :-1]

    @property
    def y(self) -> Floats:
        """The sums of the outcome, (N,)."""
        return self.z[:, -1]

    @property
    def r2(self) -> float:
        """The share of the scatter of rows that a plain linear model of the other columns explains."""
        p = len(self.terms)
        xx, xy, yy = self.cross[:p, :p], self.cross[:p, p], self.cross[p, p]
        left = yy - xy @ np.linalg.solve(xx, xy)
        return float(1.0 - left / (yy - self.cross[0, p] ** 2 / self.cross[0, 0]))

    def keep(self, columns: Sequence[int]) -> "UnitSums":
        """The same sums with only some columns of the design."""
        both = [*columns, len(self.terms)]
        return replace(
            self,
            z=self.z[:, both],
            cross=self.cross[np.ix_(both, both)],
            terms=tuple(self.terms[j] for j in columns),
            centre=self.centre[both],
            scale=self.scale[both],
        )


def number(column: str) -> nw.Expr:
    """A numeric column as floats, whatever it was stored as."""
    return nw.col(column).cast(nw.Float64)


def present(column: str, *, numeric: bool) -> nw.Expr:
    """Whether a cell holds a usable value."""
    filled = ~nw.col(column).is_null()
    return filled & number(column).is_finite() if numeric else filled


def how_many(condition: nw.Expr) -> nw.Expr:
    """In how many rows a condition holds; not every engine adds up truths as they are."""
    return condition.cast(nw.Int64).sum()


def centres(table: Table, numbers: Sequence[str]) -> tuple[Floats, Floats]:
    """A typical value and spread of each numeric column, from its first finite cells.

    They only keep the digits of what is added up; the answer does not depend on them.
    """
    first = table.lazy.select(*numbers).head(FIRST_ROWS)
    cells = table.collect(first.select(*(number(name).alias(name) for name in numbers)))
    finite = cells.with_columns(pl.when(pl.all().is_finite()).then(pl.all()))
    mean = finite.mean().fill_null(0.0).to_numpy()[0]
    spread = finite.std().fill_null(0.0).to_numpy()[0]
    return mean, np.where(spread > 0, spread, 1.0)


def reduce_by_unit(table: Table, design: Design, keep: nw.Expr | None) -> UnitSums:
    """Group by unit and add up what a linear model needs, in the engine of the table.

    Parameters
    ----------
    table : Table
    design : Design
    keep : narwhals.Expr or None
        The rows to use; None uses all.

    Returns
    -------
    UnitSums
    """
    numbers = [*design.numbers, design.outcome]
    mean, unit = centres(table, numbers)
    unit[-1] = 1.0
    pad = len(design.terms) - len(design.numbers) - 1
    centre = np.concatenate([[0.0], mean[:-1], np.zeros(pad), mean[-1:]])
    scale = np.concatenate([[1.0], unit[:-1], np.ones(pad), unit[-1:]])
    rows = table.lazy if keep is None else table.lazy.filter(keep)
    columns = len(design.terms)
    units, totals = table.collect_together(
        _by_unit(rows, design), _cross(rows, design, centre[1:], scale[1:])
    )
    units = units.sort("unit")
    count = units["n"].to_numpy().astype(np.float64)
    weight = units["w"].to_numpy().astype(np.float64) if design.error or design.weight else count
    z = np.empty((len(units), columns + 1))
    z[:, 0] = weight
    for j, (middle, spread) in enumerate(zip(centre[1:], scale[1:], strict=True)):
        z[:, j + 1] = (units[f"c{j}"].to_numpy() - weight * middle) / spread
    cross, log_weight = _matrix(totals, columns)
    return UnitSums(
        unit=units["unit"],
        group=units["group"] if design.group else None,
        rows=count,
        weight=weight,
        z=z,
        cross=_with_constant(cross, z[:, 1:].sum(axis=0), float(weight.sum())),
        terms=design.terms,
        centre=centre,
        scale=scale,
        log_weight=log_weight,
    )


def _weight(design: Design) -> nw.Expr | None:
    if design.error:
        return 1.0 / number(design.error) ** 2
    return number(design.weight) if design.weight else None


def expectation(sums: UnitSums, design: Design, beta: Floats) -> nw.Expr:
    """What a fitted model expects of a row, as an expression in the table's own columns."""
    columns = dict(zip(design.terms[1:], _columns(design)[:-1], strict=True))
    whole = nw.lit(float(sums.centre[-1] + beta[0]))
    for term, slope, centre, scale in list(zip(sums.terms, beta, sums.centre, sums.scale, strict=False))[1:]:
        whole = whole + (columns[term] - float(centre)) * float(slope / scale)
    return whole


def _columns(design: Design) -> list[nw.Expr]:
    """The columns of the design but the constant, and the outcome last, as they stand."""
    indicators = [
        (nw.col(column) == level).cast(nw.Float64) for column, levels in design.levels for level in levels[1:]
    ]
    return [*map(number, design.numbers), *indicators, number(design.outcome)]


def _by_unit(rows: nw.LazyFrame[Any], design: Design) -> nw.LazyFrame[Any]:
    weight = _weight(design)
    columns = [column if weight is None else weight * column for column in _columns(design)]
    parts = [nw.col(design.unit).alias("unit"), *(c.alias(f"c{j}") for j, c in enumerate(columns))]
    sums = [nw.col(f"c{j}").sum() for j in range(len(columns))]
    if weight is not None:
        parts.append(weight.alias("w"))
        sums.append(nw.col("w").sum())
    if design.group:
        # A unit that changed its group over time stands in its last one, by label.
        parts.append(nw.col(design.group).alias("group"))
        sums.append(nw.col("group").max())
    return rows.select(*parts).group_by("unit").agg(nw.len().alias("n"), *sums)


def _cross(rows: nw.LazyFrame[Any], design: Design, centre: Floats, scale: Floats) -> nw.LazyFrame[Any]:
    """Weighted cross-products of the centred columns, and the sum of the logarithms of the weights.

    Centring before multiplying keeps all digits where a column's mean is far from zero.
    """
    weight = _weight(design)
    shifted = [
        ((column - float(m)) / float(s)).alias(f"c{j}")
        for j, (column, m, s) in enumerate(zip(_columns(design), centre, scale, strict=True))
    ]
    base = rows.select(*shifted, *([weight.alias("w")] if weight is not None else []))
    pairs = [(i, j) for i in range(len(shifted)) for j in range(i, len(shifted))]
    products = [nw.col(f"c{i}") * nw.col(f"c{j}") for i, j in pairs]
    if weight is not None:
        products = [nw.col("w") * product for product in products]
    sums = [product.sum().alias(f"{i},{j}") for (i, j), product in zip(pairs, products, strict=True)]
    logs = [nw.col("w").log().sum().alias("log")] if weight is not None else []
    return base.select(*sums, *logs)


def _matrix(totals: pl.DataFrame, columns: int) -> tuple[Floats, float]:
    """The answer of `_cross` as a symmetric matrix, and the sum of the logarithms."""
    answer = totals.row(0, named=True)
    matrix = np.zeros((columns, columns))
    for i in range(columns):
        for j in range(i, columns):
            matrix[i, j] = matrix[j, i] = answer[f"{i},{j}"]
    return matrix, float(answer.get("log", 0.0))


def _with_constant(cross: Floats, sums: Floats, weight: float) -> Floats:
    whole = np.empty((len(cross) + 1, len(cross) + 1))
    whole[0, 0] = weight
    whole[0, 1:] = whole[1:, 0] = sums
    whole[1:, 1:] = cross
    return whole
