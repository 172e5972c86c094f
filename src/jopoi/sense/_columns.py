"""Columns that hold what their part needs, or a clear word about what they hold instead."""

import narwhals as nw
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import how_many, number
from jopoi.errors import ColumnError
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.words import N_

LARGEST = 1e100
WIDEST = 1e6
TEXTS = (nw.String, nw.Categorical, nw.Enum, nw.Object)


def check_columns(table: Table, spec: ScreenSpec) -> None:
    """Refuse columns that are missing or hold what their part does not allow."""
    table.require(*spec.columns, *spec.practices)
    for name in (spec.outcome, spec.standard_error, spec.weight, *spec.mirror):
        if name is not None:
            require_number(table, name)
    require_finite(table, [name for name in spec.columns if table.is_number(name) and name != spec.unit])
    if spec.standard_error:
        _require_alike(table, spec.standard_error)


def require_number(table: Table, name: str) -> None:
    """Raise a `ColumnError` that names the rows in which a column holds text."""
    if table.is_number(name):
        return
    if not isinstance(table.schema[name], TEXTS):
        raise ColumnError(
            N_("Column “{column}” holds {kind} values, not numbers."),
            N_("Choose another column."),
            column=name,
            kind=str(table.schema[name]),
        )
    cells = table.collect(table.lazy.select(nw.col(name).cast(nw.String)))[name]
    odd = (cells.cast(pl.Float64, strict=False).is_null() & cells.is_not_null()).arg_true()
    if len(odd) == 0:
        raise ColumnError(
            N_("Column “{column}” holds text, not numbers."), N_("Choose another column."), column=name
        )
    raise ColumnError(
        N_("Column “{column}” has text in {count} rows ({rows}), first “{value}”."),
        N_("Choose what “{value}” means, or another column."),
        column=name,
        count=len(odd),
        rows=_first_rows(odd),
        value=str(cells[int(odd[0])]),
    )


def _first_rows(places: pl.Series) -> str:
    """The first few row numbers, counted from 1."""
    first = ", ".join(f"{place + 1:,}" for place in places[:3])
    return f"{first} …" if len(places) > 3 else first


def require_finite(table: Table, names: list[str]) -> None:
    """Refuse infinite values, and finite ones that no sum can hold."""
    if not names:
        return
    answer = table.ask(*(how_many(_too_large(name)).alias(name) for name in names))
    for name in names:
        if answer[name]:
            large = table.collect(table.lazy.select(_too_large(name).alias(name))).to_series()
            raise ColumnError(
                N_("Column “{column}” holds infinite or impossibly large values ({count}; rows {rows})."),
                N_("That is usually a division by zero: mend those cells or leave them empty."),
                column=name,
                count=int(answer[name]),
                rows=_first_rows(large.fill_null(value=False).arg_true()),
            )


def _too_large(name: str) -> nw.Expr:
    # Engines take not-a-number for the largest number there is.
    return (number(name).abs() > LARGEST) & ~number(name).is_nan()


def _require_alike(table: Table, name: str) -> None:
    """Refuse standard errors so far apart that one of them must be in another unit."""
    above = nw.when(number(name) > 0).then(number(name))
    answer = table.ask(above.min().alias("least"), above.max().alias("most"))
    least, most = answer["least"], answer["most"]
    if least is not None and most > WIDEST * least:
        raise ColumnError(
            N_("Standard errors in “{column}” run from {least} to {most}: some must be in another unit."),
            N_("Give them all in the units of the outcome."),
            column=name,
            least=float(least),
            most=float(most),
        )
