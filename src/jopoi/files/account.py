"""What came out of a file, and the account of how it was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import polars as pl

from jopoi.errors import Caution, ColumnError
from jopoi.words import N_

FileKind = Literal["csv", "xlsx", "parquet"]

MAX_BYTES = 200_000_000
"""No larger file is read into memory."""
STREAM_BYTES = 50_000_000
"""A CSV or Parquet file larger than this is opened as a stream."""


@dataclass(frozen=True)
class Texts:
    """Why a column that looks like numbers was kept as text.

    Attributes
    ----------
    count : int
        How many cells are not numbers.
    rows : tuple of int
        The first few, as a spreadsheet counts rows: the column names stand in row 1.
    first : str
        What the first of them holds.
    codes : bool
        The cells are codes: digits with leading zeros, or more digits than a number keeps.
    """

    count: int
    rows: tuple[int, ...]
    first: str
    codes: bool = False


@dataclass(frozen=True, kw_only=True)
class Account:
    """How a file was read.

    Attributes
    ----------
    name : str
        The file's name, without folders.
    kind : str
        ``"csv"``, ``"xlsx"`` or ``"parquet"``, judged by the bytes.
    encoding, separator, decimal : str
        Of a CSV file; empty for the others.
    sheet : str
        Of a workbook; empty for the others.
    notes : tuple of Caution
        What the reader decided, to be shown to whoever uploaded the file.
    texts : mapping of str to Texts
        The columns of numbers in which some cells are text.
    """

    name: str
    kind: FileKind
    encoding: str = ""
    separator: str = ""
    decimal: str = ""
    sheet: str = ""
    notes: tuple[Caution, ...] = ()
    texts: Mapping[str, Texts] = field(default_factory=lambda: MappingProxyType({}))

    def check_numbers(self, names: Iterable[str]) -> None:
        """Raise a `ColumnError`, with the file's rows, if one of ``names`` holds text among numbers.

        A method sees only the frame; whoever read the file calls this before, with the columns
        that must be numbers.
        """
        for name in names:
            if name in self.texts:
                raise _not_numbers(name, self.texts[name])


@dataclass(frozen=True, kw_only=True)
class Reading(Account):
    """A file read into memory, as ``frame``."""

    frame: pl.DataFrame


@dataclass(frozen=True, kw_only=True)
class Scan(Account):
    """A large file opened as a stream, as ``frame``: rows are read when a method asks for them.

    Keep it for as long as ``frame`` is used: the columns of a CSV file lie in a temporary folder
    that goes with it.
    """

    frame: pl.LazyFrame


def _not_numbers(name: str, texts: Texts) -> ColumnError:
    facts = {"column": name, "text": texts.first, "rows": [str(row) for row in texts.rows]}
    if texts.codes:
        return ColumnError(
            N_("Column “{column}” holds codes such as “{text}”, not numbers."),
            N_("Choose another column."),
            **facts,
        )
    hint = N_("Choose what “{text}” means, or another column.")
    if texts.count == 1:
        return ColumnError(N_("Column “{column}” has text in row {row}: “{text}”."), hint,
                           column=name, text=texts.first, row=str(texts.rows[0]))  # fmt: skip
    if texts.count > len(texts.rows):
        what = N_("Column “{column}” has text in {n} rows ({rows}, …), first “{text}”.")
        facts["rows"] = ", ".join(str(row) for row in texts.rows)
    else:
        what = N_("Column “{column}” has text in {n} rows ({rows}), first “{text}”.")
        facts["rows"] = ", ".join(str(row) for row in texts.rows)
    return ColumnError(what, hint, n=texts.count, **facts)
