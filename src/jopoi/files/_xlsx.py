"""Reading workbooks: the values that were saved last; formulas are never computed."""

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine as calamine

from jopoi.errors import Caution, FileError
from jopoi.files._formulas import Formulas, find_formulas
from jopoi.files._table import Request, make_ready, no_rows
from jopoi.files._words import ErrorCells, FormulasRead, FormulasWithoutValue, SheetChosen
from jopoi.files.account import Reading
from jopoi.words import N_

MAX_UNPACKED = 2_000_000_000
"""No workbook that unpacks to more is opened: a small file can be made to swell without end."""
_FAILURES = (calamine.CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile)


def read_xlsx(path: Path, name: str, sheet: str | None, missing: Sequence[str]) -> Reading:
    """Read one sheet of a workbook into memory."""
    _refuse_swelling(path, name)
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            chosen, rows, others = _choose(book, sheet, name)
            formulas = find_formulas(path, chosen)
    except _FAILURES as error:
        raise _damaged(name) from error
    above = next((j for j, row in enumerate(rows) if any(cell != "" for cell in row)), None)
    if above is None or above + 1 == len(rows):
        raise no_rows(name)
    lazy = _frame(rows[above + 1 :], len(rows[above])).lazy()
    written = [_text(cell) or "" for cell in rows[above]]
    ready = make_ready(lazy, written, Request(name, missing=missing, first_row=above + 2))
    notes = [*_formula_notes(formulas), *ready.notes]
    if others:
        notes.append(Caution.of(SheetChosen, sheet=chosen, others=[f"“{other}”" for other in others]))
    return Reading(
        name=name,
        kind="xlsx",
        sheet=chosen,
        notes=tuple(notes),
        texts=ready.texts,
        frame=ready.lazy.collect(),
    )


def _choose(
    book: calamine.CalamineWorkbook, wanted: str | None, name: str
) -> tuple[str, list[list[Any]], list[str]]:
    """The wanted sheet or the first with rows, its cells, and the names of the others."""
    names = book.sheet_names
    if wanted is not None and wanted not in names:
        raise FileError(
            N_("“{name}” has no sheet “{sheet}”."),
            N_("It has {sheets}."),
            name=name,
            sheet=wanted,
            sheets=[f"“{sheet}”" for sheet in names],
        )
    for sheet in names if wanted is None else [wanted]:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        if rows:
            return sheet, rows, [other for other in names if other != sheet] if wanted is None else []
    raise FileError(
        N_("“{name}” has no sheet with values."), N_("It needs column names in the first row."), name=name
    )


def _frame(rows: list[list[Any]], width: int) -> pl.DataFrame:
    return pl.DataFrame({str(j): _column([row[j] for row in rows]) for j in range(width)})


def _column(cells: list[Any]) -> pl.Series:
    """Cells of one kind keep it; cells of several kinds become text."""
    values = [None if cell == "" else cell for cell in cells]
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {float, int} and kinds:
        numbers = pl.Series(values, dtype=pl.Float64, strict=False)
        whole = numbers.is_null() | (numbers == numbers.round())
        return numbers.cast(pl.Int64) if whole.all() and _fits(numbers) else numbers
    if kinds == {bool}:
        return pl.Series(values, dtype=pl.Boolean)
    if kinds == {dt.date}:
        return pl.Series(values, dtype=pl.Date)
    if kinds and kinds <= {dt.date, dt.datetime}:
        return pl.Series([_moment(value) for value in values], dtype=pl.Datetime("us"))
    return pl.Series([_text(value) for value in values], dtype=pl.String)


def _fits(numbers: pl.Series) -> bool:
    largest = numbers.abs().max()
    return largest is None or float(str(largest)) < 2.0**53


def _moment(value: dt.date | dt.datetime | None) -> dt.datetime | None:
    if value is None or isinstance(value, dt.datetime):
        return value
    return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a spreadsheet has no zone


def _text(value: Any) -> str | None:  # noqa: ANN401 - any cell
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _formula_notes(found: Formulas) -> list[Caution]:
    notes = []
    if found.without_value:
        notes.append(Caution.of(FormulasWithoutValue, n=found.without_value, cell=found.first_without))
    if found.errors:
        cell, error = found.first_error
        notes.append(Caution.of(ErrorCells, n=found.errors, cell=cell, error=error))
    if found.with_value:
        notes.append(Caution.of(FormulasRead, n=found.with_value, cell=found.first_with))
    return notes


def _refuse_swelling(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(name) from error
    if unpacked > MAX_UNPACKED:
        raise FileError(
            N_("“{name}” unpacks to {size} MB; that is too much for a workbook."),
            N_("Save the table as CSV or Parquet."),
            name=name,
            size=round(unpacked / 1e6),
        )


def _damaged(name: str) -> FileError:
    return FileError(
        N_("“{name}” is damaged: it cannot be read as an Excel workbook."),
        N_("Open it in a spreadsheet and save it again, or save the table as CSV."),
        name=name,
    )
