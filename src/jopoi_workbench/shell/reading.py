"""From a stored file to a table, and what can be told of a table before anyone described it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from jopoi.errors import ColumnError, FileError
from jopoi.files import Account, Reading, Texts, read_table
from jopoi.words import N_
from jopoi_workbench.shell.blobs import path_of
from jopoi_workbench.shell.models import ColumnKind, Dataset

GONE = N_("The rows of “{name}” were deleted.")
GONE_HINT = N_("Ask the table that follows it.")
_PREVIEW_ROWS = 12
_YEARS = (1900, 2100)
_UNIT_NAMES = ("id", "code", "unit", "school", "post", "facility", "district", "unidad", "codigo", "escuela")
_PERIOD_NAMES = ("year", "period", "month", "round", "wave", "anio", "año", "mes", "periodo", "ronda")


@dataclass(frozen=True)
class TableFacts:
    """What a dataset keeps about its table besides the bytes."""

    kind: str
    rows: int
    columns: list[dict[str, Any]]
    preview: list[list[str | None]]
    encoding: str
    separator: str
    decimal: str
    sheet: str
    notes: list[dict[str, Any]]


def facts_of(path: Path, name: str) -> TableFacts:
    """Read a file that is called ``name`` and tell what it holds.

    Raises
    ------
    jopoi.errors.FileError
        If it is not a table, or not what its name says.
    """
    reading = read_table(path, name=name)
    frame = reading.frame
    return TableFacts(
        kind=reading.kind,
        rows=frame.height,
        columns=[_column(frame[name], reading.texts.get(name)) for name in frame.columns],
        preview=[[_text(value) for value in row] for row in frame.head(_PREVIEW_ROWS).iter_rows()],
        encoding=reading.encoding,
        separator=reading.separator,
        decimal=reading.decimal,
        sheet=reading.sheet,
        notes=[{"name": n.name, "facts": dict(n.facts), "message": n.message} for n in reading.notes],
    )


def read_dataset(dataset: Dataset) -> Reading:
    """The table of a dataset, read from its stored bytes.

    Raises
    ------
    jopoi.errors.FileError
        If the rows were deleted since.
    """
    if dataset.bytes_gone_at is not None:
        raise FileError(GONE, GONE_HINT, name=dataset.name)
    return read_table(path_of(dataset.digest), name=dataset.file_name)


def text_among_numbers(dataset: Dataset, column: dict[str, Any], language: str) -> str:
    """Why a column cannot be used as numbers, with the rows of the file; empty if it can."""
    if column["kind"] in {ColumnKind.WHOLE, ColumnKind.NUMBER, ColumnKind.YES_NO}:
        return ""
    texts = {column["name"]: Texts(**column["texts"])} if column["texts"] else {}
    try:
        Account(name=dataset.file_name, kind=dataset.kind, texts=texts).check_numbers(texts)  # type: ignore[arg-type]
    except ColumnError as error:
        return error.say(language)
    return _("“%(column)s” holds %(kind)s, not numbers. Choose another column.") % {
        "column": column["name"],
        "kind": ColumnKind(column["kind"]).label,
    }


def _column(series: pl.Series, texts: Texts | None) -> dict[str, Any]:
    return {
        "name": series.name,
        "kind": _kind(series).value,
        "role": "",
        "label": "",
        "missing": series.null_count(),
        "distinct": series.drop_nulls().n_unique(),
        "suggested": _suggested(series),
        "texts": asdict(texts) if texts else None,
    }


def _kind(series: pl.Series) -> ColumnKind:
    kinds = (
        (series.null_count() == len(series), ColumnKind.EMPTY),
        (series.dtype.is_integer(), ColumnKind.WHOLE),
        (series.dtype.is_numeric(), ColumnKind.NUMBER),
        (series.dtype.is_temporal(), ColumnKind.DATE),
        (series.dtype == pl.Boolean, ColumnKind.YES_NO),
    )
    return next((kind for holds, kind in kinds if holds), ColumnKind.TEXT)


def _suggested(series: pl.Series) -> str:
    """A role that name and values make likely; only a proposal, a person decides."""
    name = series.name.lower()
    if _looks_like_years(series) or any(name == word or name.startswith(word) for word in _PERIOD_NAMES):
        return Dataset.Role.PERIOD
    if any(name.endswith(word) or name.startswith(word) for word in _UNIT_NAMES):
        return Dataset.Role.UNIT
    return ""


def _looks_like_years(series: pl.Series) -> bool:
    if not series.dtype.is_integer() or series.null_count() == len(series):
        return False
    low, high = series.min(), series.max()
    return isinstance(low, int) and isinstance(high, int) and _YEARS[0] <= low <= high <= _YEARS[1]


def _text(value: Any) -> str | None:  # noqa: ANN401 - any cell
    if value is None:
        return None
    return f"{value:.6g}" if isinstance(value, float) else str(value)[:80]
