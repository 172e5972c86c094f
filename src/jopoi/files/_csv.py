"""Reading CSV: decode, look at the layout, hand the regular rest to Polars, type the columns."""

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from jopoi.files._layout import Head, is_regular, read_head, rewrite, whole_lines
from jopoi.files._table import Request, make_ready, no_rows
from jopoi.files._text import decode
from jopoi.files.account import Reading, Scan

_SAMPLE = 262_144
_CHUNK = 16_000_000
_LONGEST_SIGN = 4


def read_csv(path: Path, name: str, missing: Sequence[str]) -> Reading:
    """Read a CSV file into memory."""
    text = decode(path.read_bytes(), name)
    head = read_head(text.data[:_SAMPLE], whole=len(text.data) <= _SAMPLE, name=name)
    body = text.data[head.start :].rstrip(b"\r\n")
    if not body.strip():
        raise no_rows(name)
    if not is_regular(whole_lines(body), head.separator, len(head.names)):
        body = rewrite(body, head, name)
    lazy = pl.scan_csv(
        body, has_header=False, separator=head.separator, schema=_texts(head), infer_schema=False
    )
    ready = make_ready(lazy, head.names, Request(name, head.separator, missing))
    return Reading(
        name=name,
        kind="csv",
        encoding=text.encoding,
        separator=head.separator,
        decimal=ready.decimal,
        notes=(*text.notes, *ready.notes),
        texts=ready.texts,
        frame=ready.lazy.collect(),
    )


def scan_csv(path: Path, name: str, missing: Sequence[str]) -> Scan | None:
    """Open a large CSV file as a stream; None if it is not regular text in UTF-8."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    bare = sample.removeprefix(b"\xef\xbb\xbf")
    if not _is_text(bare[:-_LONGEST_SIGN]):
        return None
    head = read_head(bare, whole=False, name=name)
    rows = _pieces(path, len(sample) - len(bare) + head.start)
    if not is_regular(rows, head.separator, len(head.names)):
        return None
    lazy = pl.scan_csv(
        path,
        has_header=False,
        separator=head.separator,
        schema=_texts(head),
        infer_schema=False,
        skip_lines=head.lines,
    )
    ready = make_ready(lazy, head.names, Request(name, head.separator, missing))
    # A method asks several times; asking columns on disk is much faster than parsing text each time.
    folder = Path(tempfile.mkdtemp(prefix="jopoi-"))
    scan = Scan(
        name=name,
        kind="csv",
        encoding="UTF-8",
        separator=head.separator,
        decimal=ready.decimal,
        notes=ready.notes,
        texts=ready.texts,
        frame=pl.scan_parquet(folder / "table.parquet"),
    )
    weakref.finalize(scan, shutil.rmtree, folder, ignore_errors=True)
    ready.lazy.sink_parquet(folder / "table.parquet")
    return scan


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        # A sign cut in two at the end of a sample is no fault.
        return error.start >= len(data) - _LONGEST_SIGN
    return b"\0" not in data


def _pieces(path: Path, start: int) -> Iterator[bytes]:
    """The rows in large pieces that end where a line ends; what is not text breaks the pattern."""
    with path.open("rb") as file:
        file.seek(start)
        while piece := file.read(_CHUNK):
            lines = piece + file.readline()
            yield lines if _is_text(lines) else b'not"regular'


def _texts(head: Head) -> dict[str, type[pl.String]]:
    return {str(j): pl.String for j in range(len(head.names))}
