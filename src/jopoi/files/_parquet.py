"""Reading Parquet, whole or as a stream."""

from pathlib import Path

import polars as pl

from jopoi.errors import FileError
from jopoi.files._names import name_columns
from jopoi.files._table import no_rows
from jopoi.files.account import Reading, Scan
from jopoi.words import N_


def read_parquet(path: Path, name: str) -> Reading:
    """Read a Parquet file into memory."""
    scan = scan_parquet(path, name)
    try:
        frame = scan.frame.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _damaged(name) from error
    return Reading(name=name, kind="parquet", notes=scan.notes, frame=frame)


def scan_parquet(path: Path, name: str) -> Scan:
    """Open a Parquet file as a stream."""
    try:
        lazy = pl.scan_parquet(path, glob=False)
        schema = lazy.collect_schema()
        rows = lazy.select(pl.len()).collect(engine="streaming").item()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _damaged(name) from error
    if not rows:
        raise no_rows(name)
    numbered = lazy.select(pl.col(column).alias(str(j)) for j, column in enumerate(schema))
    names, notes = name_columns(numbered, list(schema), name)
    kinds = numbered.collect_schema()
    frame = numbered.select(_plain(key, kinds[key]).alias(text) for key, text in names.items())
    return Scan(name=name, kind="parquet", notes=notes, frame=frame)


def _plain(key: str, kind: pl.DataType) -> pl.Expr:
    """Categories as their texts and decimals as numbers, as other files have them."""
    if kind in (pl.Categorical, pl.Enum):
        return pl.col(key).cast(pl.String)
    return pl.col(key).cast(pl.Float64) if kind.is_decimal() else pl.col(key)


def _damaged(name: str) -> FileError:
    return FileError(
        N_("“{name}” is damaged: it cannot be read as Parquet."),
        N_("Copy or upload it again, or save the table as CSV."),
        name=name,
    )
