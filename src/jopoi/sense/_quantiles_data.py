"""The rows that a quantile frontier is drawn through, with their circumstances as columns of a design."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import ColumnError, TableError
from jopoi.sense._columns import require_finite, require_number
from jopoi.sense._quantiles_spec import QuantilesSpec
from jopoi.sense._rows import MOST_LEVELS
from jopoi.words import N_

_BEYOND = 5  # rows that must be able to lie above the bar, and below it, for each column
_SAME = 1e-9


@dataclass(frozen=True)
class Design:
    """What is fitted.

    Attributes
    ----------
    unit : polars.Series
        Labels, ascending.
    code : (R,) int array
        The place of each row's unit.
    y : (R,) array
        The outcome, turned so that up is good.
    x : (R, p) array
        The constant, then the circumstances, moved and scaled by ``centre`` and ``scale``.
    terms : tuple of str
    dropped : list of str
        Columns that follow from those before them.
    left_out : polars.DataFrame
        Column and rows, for each column with missing values.
    total : int
    """

    unit: pl.Series
    code: NDArray[np.intp]
    y: Floats
    x: Floats
    centre: Floats
    scale: Floats
    terms: tuple[str, ...]
    dropped: list[str]
    left_out: pl.DataFrame
    total: int


def design_of(table: Table, spec: QuantilesSpec) -> Design:
    """Take the complete rows and turn circumstances into columns.

    Raises
    ------
    ColumnError
        A column is missing, holds text or infinite values where numbers are needed, or has too many values.
    TableError
        There are too few rows for a bar so high.
    """
    table.require(*spec.columns)
    require_number(table, spec.outcome)
    numbers = [spec.outcome, *(name for name in spec.context if table.is_number(name))]
    require_finite(table, numbers)
    every = table.collect(table.lazy.select(*spec.columns))
    every = every.with_columns(pl.col(numbers).cast(pl.Float64).fill_nan(None))
    missing = {name: every[name].null_count() for name in spec.columns}
    left_out = pl.DataFrame(
        [(name, rows) for name, rows in missing.items() if rows],
        schema={"column": pl.String, "rows": pl.Int64},
        orient="row",
    )
    kept = every.drop_nulls().sort(spec.unit, maintain_order=True)
    terms, columns = _columns(kept, spec, numbers[1:])
    sign = 1.0 if spec.higher_is_better else -1.0
    y = sign * kept[spec.outcome].to_numpy()
    _refuse_little(len(kept), len(terms) + 1, y, spec)
    x = np.column_stack([np.ones(len(kept)), *columns])
    centre, scale = x.mean(axis=0), np.maximum(x.std(axis=0), np.finfo(float).tiny)
    centre[0], scale[0] = 0.0, 1.0
    x, told, dropped = _independent((x - centre) / scale, ("constant", *terms))
    unit = kept[spec.unit].unique().sort().alias("unit")
    code = (kept[spec.unit].rank("dense").to_numpy() - 1).astype(np.intp)
    held = [0, *(1 + terms.index(name) for name in told[1:])]
    return Design(unit, code, y, x, centre[held], scale[held], told, dropped, left_out, len(every))


def _columns(kept: pl.DataFrame, spec: QuantilesSpec, numbers: list[str]) -> tuple[list[str], list[Floats]]:
    terms, columns = [], []
    for name in (*spec.context, *([spec.period] if spec.period else [])):
        if name in numbers:
            terms.append(name)
            columns.append(kept[name].to_numpy())
            continue
        levels = kept[name].unique().sort().to_list()
        if len(levels) > MOST_LEVELS:
            raise ColumnError(
                N_("Column “{column}” has more than {most} different values, too many for the {part}."),
                N_(
                    "Use coarser values (years rather than days, regions rather than villages) or another"
                    " column."
                ),
                column=name,
                most=MOST_LEVELS,
                part=N_("context"),
            )
        terms += [f"{name} = {level}" for level in levels[1:]]
        columns += [(kept[name] == level).to_numpy().astype(np.float64) for level in levels[1:]]
    return terms, columns


def _refuse_little(rows: int, terms: int, y: Floats, spec: QuantilesSpec) -> None:
    share = min(spec.quantile, 1.0 - spec.quantile)
    wanted = int(np.ceil(_BEYOND * terms / share))
    if rows < wanted:
        raise TableError(
            N_("{rows} rows are too few for a bar at {quantile:.0%} with {terms} terms: at least {wanted}."),
            N_("Give more rows, fewer context columns, or a lower bar."),
            rows=rows,
            quantile=spec.quantile,
            terms=terms,
            wanted=wanted,
        )
    if np.ptp(y) == 0.0:
        raise ColumnError(
            N_("Column “{column}” has the same value in every row."),
            N_("Choose an outcome that differs between units."),
            column=spec.outcome,
        )


def _independent(x: Floats, terms: tuple[str, ...]) -> tuple[Floats, tuple[str, ...], list[str]]:
    """The design without columns that follow from those before them."""
    kept: list[int] = []
    held = np.zeros((len(x), 0))
    for place in range(x.shape[1]):
        size = float(np.linalg.norm(x[:, place]))
        rest = x[:, place] - held @ (held.T @ x[:, place])
        left = float(np.linalg.norm(rest))
        if left > _SAME * max(size, 1.0):
            kept.append(place)
            held = np.column_stack([held, rest / left])
    dropped = [term for place, term in enumerate(terms) if place not in kept]
    return np.ascontiguousarray(x[:, kept]), tuple(terms[place] for place in kept), dropped
