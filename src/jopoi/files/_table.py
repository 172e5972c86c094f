"""The way from raw columns to a table, the same for CSV and workbooks: name, type, leave out the empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jopoi.errors import Caution, FileError
from jopoi.files._columns import type_columns
from jopoi.files._names import name_columns
from jopoi.files._remarks import remarks
from jopoi.files._words import EmptyRows
from jopoi.files.account import Texts
from jopoi.words import N_


@dataclass(frozen=True)
class Ready:
    """A table ready to be collected, with what there is to say about it."""

    lazy: pl.LazyFrame
    decimal: str
    notes: tuple[Caution, ...]
    texts: Mapping[str, Texts]


@dataclass(frozen=True)
class Request:
    """What is known about a table before its cells are looked at."""

    name: str
    separator: str = ","
    missing: Sequence[str] = ()
    first_row: int = 2


def make_ready(lazy: pl.LazyFrame, written: Sequence[str], request: Request) -> Ready:
    """Name and type the columns and leave out rows without any value.

    Parameters
    ----------
    lazy : polars.LazyFrame
        Columns called ``"0"``, ``"1"`` …, as text or with a type of their own.
    written : sequence of str
        The names in the file.
    request : Request
    """
    names, notes = name_columns(lazy, written, request.name)
    typed = type_columns(
        lazy,
        names,
        separator=request.separator,
        missing=request.missing,
        first_row=request.first_row,
    )
    bare = pl.all_horizontal(pl.all().is_null())
    rows = lazy.select(pl.len()).collect(engine="streaming").item()
    full = any(column.looks.n == rows for column in typed.columns)
    empty = 0 if full else typed.lazy.select(bare.sum()).collect(engine="streaming").item()
    if rows == empty:
        raise no_rows(request.name)
    if empty:
        notes = (*notes, Caution.of(EmptyRows, n=empty))
    ready = typed.lazy.filter(~bare) if empty else typed.lazy
    return Ready(ready, typed.decimal, (*remarks(typed), *notes), typed.texts)


def no_rows(name: str) -> FileError:
    """The error for a file with column names only."""
    return FileError(
        N_("“{name}” has column names but no rows."),
        N_("It needs a row for each unit and period below the names."),
        name=name,
    )
