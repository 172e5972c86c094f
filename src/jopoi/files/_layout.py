"""How a CSV file is laid out: separator, width, quotation marks, and which line breaks the pattern."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jopoi.errors import FileError
from jopoi.words import N_

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 200
_LONGEST_CELL = 10_000_000
_QUOTE, _NEWLINE, _RETURN = 34, 10, 13
_CHUNK = 16_000_000


@dataclass(frozen=True)
class Head:
    """The column names, and where the rows below them start.

    ``lines`` counts the lines up to and including the names, ``start`` the bytes.
    """

    separator: str
    names: tuple[str, ...]
    lines: int
    start: int


def read_head(sample: bytes, *, whole: bool, name: str) -> Head:
    """Find separator and column names in the first bytes of a file.

    Parameters
    ----------
    sample : bytes
        The first bytes, in UTF-8.
    whole : bool
        Whether these are all bytes there are.
    """
    blank = len(sample) - len(sample.lstrip(b"\r\n"))
    directive = _directive(sample[blank : blank + 8])
    skipped = blank + (sample[blank:].index(b"\n") + 1 if directive else 0)
    text = sample[skipped:].decode("utf-8", "ignore")
    separator = directive or _separator(text, whole=whole)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names = _next_row(reader, name)
    lines = reader.line_num
    length = sum(len(line.encode()) for line in islice(io.StringIO(text, newline=""), lines))
    above = sample[:skipped].count(b"\n")
    return Head(separator, tuple(names), above + lines, skipped + length)


def _directive(start: bytes) -> str:
    """The separator that a first line such as ``sep=;`` names, as Excel writes it."""
    sign = start[4:5].decode("ascii", "ignore")
    named = start[:4].lower() == b"sep=" and start[5:6] in (b"\r", b"\n")
    return sign if named and sign in SEPARATORS else ""


def _next_row(reader: Iterator[list[str]], name: str) -> list[str]:
    try:
        return next(reader)
    except (csv.Error, StopIteration) as error:
        raise FileError(
            N_("“{name}” has no readable line of column names."),
            N_("The first row needs the column names."),
            name=name,
        ) from error


def _separator(text: str, *, whole: bool) -> str:
    """The separator that splits most rows into as many values as there are names."""
    scores = {sign: _consistency(text, sign, whole=whole) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: scores[sign])
    return best if scores[best] > (0.0, 1) else ","


def _consistency(text: str, sign: str, *, whole: bool) -> tuple[float, int]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        rows = list(islice(reader, _SAMPLE_ROWS))
    except csv.Error:
        return 0.0, 0
    if not whole and len(rows) < _SAMPLE_ROWS:
        rows = rows[:-1]  # the sample may end in mid-row
    widths = Counter(len(row) for row in rows[1:] if row)
    width = len(rows[0]) if rows else 0
    if width < 2:
        return 0.0, width
    return (widths[width] / widths.total() if widths else 1.0), width


def is_regular(chunks: Iterable[bytes], separator: str, width: int) -> bool:
    """Whether every row has ``width`` values and every quotation mark stands where it should.

    Works on bytes with array operations, so that a good file costs a fraction of a second.
    """
    state = _State(ord(separator), width)
    return all(state.follow(chunk) for chunk in chunks) and state.at_end()


def whole_lines(data: bytes) -> Iterator[bytes]:
    """Cut bytes into large pieces that end where a line ends."""
    start = 0
    while start < len(data):
        cut = data.find(b"\n", start + _CHUNK)
        end = len(data) if cut < 0 else cut + 1
        yield data[start:end]
        start = end


class _State:
    """Where the survey stands between two chunks."""

    def __init__(self, separator: int, width: int) -> None:
        self.separator, self.width = separator, width
        self.inside = False
        self.pending = 0
        self.ends_open = False

    def follow(self, chunk: bytes) -> bool:
        codes = np.frombuffer(chunk, np.uint8)
        outside = self._outside(codes)
        if outside is None:
            return False
        separators = np.flatnonzero((codes == self.separator) & outside)
        newlines = np.flatnonzero((codes == _NEWLINE) & outside)
        counts = np.searchsorted(separators, newlines)
        per_row = np.diff(counts, prepend=-self.pending)
        self.pending = separators.size - int(counts[-1]) if counts.size else self.pending + separators.size
        self.ends_open = chunk[-1:] != b"\n" and self.pending != self.width - 1
        return bool((per_row == self.width - 1).all())

    def _outside(self, codes: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
        """Which bytes stand outside quotation marks; None if a mark stands where it should not."""
        quotes = codes == _QUOTE
        if not quotes.any():
            return np.full(codes.shape, not self.inside)
        # Adding up in one byte wraps around, which keeps odd and even apart.
        inside = ((np.cumsum(quotes, dtype=np.uint8) + np.uint8(self.inside)) & 1).astype(bool)
        at = np.flatnonzero(quotes)
        opening, closing = at[inside[at]], at[~inside[at]]
        if not (self._beside(codes, opening, -1) and self._beside(codes, closing, 1)):
            return None
        self.inside = bool(inside[-1])
        result: NDArray[np.bool_] = ~inside
        return result

    def _beside(self, codes: NDArray[np.uint8], at: NDArray[np.intp], step: int) -> bool:
        beside = at + step
        beside = beside[(beside >= 0) & (beside < codes.size)]
        allowed = np.array([self.separator, _NEWLINE, _RETURN, _QUOTE], np.uint8)
        return bool(np.isin(codes[beside], allowed).all())

    def at_end(self) -> bool:
        return not self.inside and not self.ends_open


def rewrite(body: bytes, head: Head, name: str) -> bytes:
    """Write the rows again in the plainest dialect: blank lines and trailing separators put right.

    Raises
    ------
    FileError
        For the first line whose number of values differs from the number of names.
    """
    csv.field_size_limit(_LONGEST_CELL)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=head.separator, lineterminator="\n")
    reader = csv.reader(io.StringIO(body.decode(), newline=""), delimiter=head.separator)
    before = 0
    try:
        for row in reader:
            writer.writerow(_fit(row, head, (before + 1, reader.line_num), name))
            before = reader.line_num
    except csv.Error as error:
        raise _open_quote(name, head.lines + before + 1) from error
    if row and "\n" in row[-1] and not body.rstrip().endswith(b'"'):
        raise _open_quote(name, head.lines + before)
    return out.getvalue().encode()


def _fit(row: list[str], head: Head, lines: tuple[int, int], name: str) -> list[str]:
    width = len(head.names)
    if len(row) == width:
        return row
    if not any(value.strip() for value in row):
        return [""] * width
    if len(row) > width and not any(value.strip() for value in row[width:]):
        return row[:width]
    if len(row) < width and not any(head.names[len(row) :]):
        return row + [""] * (width - len(row))
    first, last = lines
    if last > first:
        raise _open_quote(name, head.lines + first)
    facts: dict[str, Any] = {"name": name, "line": head.lines + first, "n": len(row), "width": width}
    raise FileError(
        N_(
            "In “{name}” the first line names {width} columns, but line {line} has another number of "
            "values: {n}."
        ),
        N_(
            "Each row needs one value for each name; a separator inside a text must stand between "
            "quotation marks. Delete titles above the names and remarks below the table."
        ),
        **facts,
    )


def _open_quote(name: str, line: int) -> FileError:
    return FileError(
        N_("A quotation mark in “{name}” is opened on line {line} and not closed where it should be."),
        N_("Close it, or write two quotation marks where one is part of the text."),
        name=name,
        line=line,
    )
