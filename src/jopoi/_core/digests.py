"""A digest of the columns that a method used: the same for every kind of frame and batch size."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from blake3 import blake3

from jopoi._core.frames import Table


class _Column:
    """The running digest of one column."""

    def __init__(self) -> None:
        self.shape, self.content = blake3(), blake3()

    def add(self, series: pl.Series) -> None:
        if series.dtype.is_numeric() or series.dtype == pl.Boolean:
            values = series.cast(pl.Float64).fill_null(float("nan")).to_numpy()
            # One bit pattern for every not-a-number, and one for zero.
            values = np.where(np.isnan(values), np.nan, values) + 0.0
            self.content.update(np.ascontiguousarray(values, dtype="<f8").tobytes())
            return
        texts = series.cast(pl.String)
        sizes = texts.str.len_bytes().cast(pl.Int64).fill_null(-1).to_numpy()
        self.shape.update(np.ascontiguousarray(sizes, dtype="<i8").tobytes())
        self.content.update("".join(texts.fill_null("").to_list()).encode())

    def digest(self) -> bytes:
        return self.shape.digest() + self.content.digest()


def digest(table: Table, names: Sequence[str]) -> str:
    """BLAKE3 over the named columns, in row order, as ``"b3:…"``."""
    columns = {name: _Column() for name in sorted(set(names))}
    for batch in table.batches(list(columns)):
        for name, column in columns.items():
            column.add(batch[name])
    whole = blake3()
    for name, column in columns.items():
        whole.update(name.encode() + b"\0" + column.digest())
    return f"b3:{whole.hexdigest()}"
