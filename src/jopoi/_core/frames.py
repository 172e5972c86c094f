"""The only place that knows data-frame libraries: every frame comes in here and goes out here."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, cast, get_args

import narwhals as nw
import polars as pl

from jopoi.errors import ColumnError, TableError
from jopoi.words import N_

FrameKind = Literal["polars", "pandas", "pyarrow", "duckdb", "polars-lazy", "dask", "pyspark"]
ELSEWHERE = {"duckdb", "dask", "pyspark"}  # engines that take one query at a time
BATCH_ROWS = 250_000


@dataclass(frozen=True)
class Table:
    """A caller's frame, seen lazily: nothing is computed or pulled into memory until asked."""

    lazy: nw.LazyFrame[Any]
    kind: FrameKind
    schema: dict[str, nw.dtypes.DType]

    def require(self, *names: str | None) -> None:
        """Raise a `ColumnError` for the first of ``names`` that the table lacks."""
        for name in names:
            if name is not None and name not in self.schema:
                raise ColumnError(
                    N_("Column “{column}” is not in the table."),
                    N_("It has {columns}."),
                    column=name,
                    columns=[f"“{known}”" for known in self.schema],
                )

    def is_number(self, name: str) -> bool:
        """Whether a column holds numbers (or true and false)."""
        kind = self.schema[name]
        return kind.is_numeric() or kind == nw.Boolean

    def collect(self, lazy: nw.LazyFrame[Any] | None = None) -> pl.DataFrame:
        """Compute a query on this table in its own engine and bring the answer in."""
        return as_polars((self.lazy if lazy is None else lazy).collect("polars"))

    def collect_together(self, *lazies: nw.LazyFrame[Any]) -> list[pl.DataFrame]:
        """Compute several queries on this table, in one pass over it where the engine can.

        What is in memory is added up in one order, so that the same table gives the same digits. A scan of a
        file is streamed: it needs half the memory, and its sums may differ in their last digits.
        """
        if self.kind in ELSEWHERE:
            return [self.collect(lazy) for lazy in lazies]
        engine: Literal["auto", "in-memory"] = "auto" if self.kind == "polars-lazy" else "in-memory"
        return pl.collect_all([lazy.to_native() for lazy in lazies], engine=engine)

    def ask(self, *questions: nw.Expr) -> dict[str, Any]:
        """One row of aggregates over the whole table, by name."""
        return self.collect(self.lazy.select(*questions)).row(0, named=True)

    def batches(self, names: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The columns ``names`` in row order, a few rows at a time."""
        native = self.lazy.select(*names).to_native()
        if self.kind == "duckdb":
            reader = native.to_arrow_reader(BATCH_ROWS)
            yield from (cast("pl.DataFrame", pl.from_arrow(batch)) for batch in reader)
        elif self.kind == "dask":
            yield from (pl.from_pandas(part.compute()) for part in native.partitions)
        elif self.kind == "pyspark":
            yield from _spark_batches(native)
        elif self.kind == "polars-lazy":
            yield from native.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True)
        else:
            yield native.collect()


def _spark_batches(native: Any) -> Iterator[pl.DataFrame]:  # noqa: ANN401 - Spark's frame
    """A Spark frame in the order in which Spark hands its partitions over."""
    rows = native.toLocalIterator(prefetchPartitions=True)
    while part := list(islice(rows, BATCH_ROWS)):
        yield pl.DataFrame([tuple(row) for row in part], schema=native.columns, orient="row")


def take(frame: object) -> Table:
    """Take in a caller's frame once, without changing it.

    Parameters
    ----------
    frame : pandas, Polars or PyArrow table, DuckDB relation, Dask, Spark or lazy Polars frame

    Returns
    -------
    Table

    Raises
    ------
    TableError
        If it is not a data frame, or has no rows or no columns.
    ColumnError
        If two columns have the same name, or one mixes types.
    """
    try:
        with warnings.catch_warnings():
            # Of a package to come that Dask will then need, and that nobody can install yet.
            warnings.filterwarnings("ignore", "Dask support is moving", FutureWarning)
            seen = nw.from_native(cast("Any", frame))
    except TypeError as error:
        raise TableError(
            N_("A table is needed; {kind} is not one."),
            N_("Give a pandas, Polars or PyArrow table, a DuckDB relation, a Dask, Spark or lazy frame."),
            kind=type(frame).__name__,
        ) from error
    except ValueError as error:
        raise _twice(frame) from error
    kind = _kind(seen)
    lazy = seen if isinstance(seen, nw.LazyFrame) else nw.from_native(_to_polars(seen).lazy())
    table = Table(lazy, kind, dict(lazy.collect_schema()))
    if not table.schema or table.ask(nw.len().alias("rows"))["rows"] == 0:
        raise TableError(
            N_("The table is empty."), N_("It needs a row for each unit and period, under a line of names.")
        )
    return table


def give_back(sheet: pl.DataFrame, kind: FrameKind) -> Any:  # noqa: ANN401 - the caller's own type
    """A table of ours in the frame type that the caller handed over."""
    if kind == "pandas":
        return sheet.to_pandas()
    if kind == "pyarrow":
        return sheet.to_arrow()
    if kind == "duckdb":
        import duckdb  # noqa: PLC0415 - an extra; here only if the caller brought it

        return duckdb.from_arrow(sheet.to_arrow())
    return sheet


def as_polars(frame: nw.DataFrame[Any]) -> pl.DataFrame:
    """A narwhals frame as Polars."""
    return frame.to_polars()


def _kind(seen: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> FrameKind:
    name = seen.implementation.name.lower()
    if isinstance(seen, nw.LazyFrame) and name == "polars":
        return "polars-lazy"
    if name in get_args(FrameKind):
        return cast("FrameKind", name)
    raise TableError(
        N_("Frames of {library} are not taken yet."),
        N_("Convert it to pandas, Polars, PyArrow, DuckDB, Dask or Spark first."),
        library=name,
    )


def _to_polars(seen: nw.DataFrame[Any]) -> pl.DataFrame:
    try:
        return as_polars(seen)
    except Exception as error:  # the libraries raise a dozen kinds here
        for name in seen.columns:
            _try_column(seen, name, error)
        raise


def _try_column(seen: nw.DataFrame[Any], name: str, cause: Exception) -> None:
    try:
        as_polars(seen.select(name))
    except Exception as error:
        values = seen[name].to_list()
        odd = [row for row, value in enumerate(values, 1) if isinstance(value, str)]
        raise ColumnError(
            N_("Column “{column}” mixes types: {rows} rows hold text, first row {first} (“{value}”)."),
            N_("Make it all numbers or all text."),
            column=name,
            rows=len(odd),
            first=odd[0] if odd else 0,
            value=str(values[odd[0] - 1]) if odd else str(cause),
        ) from error


def _twice(frame: object) -> ColumnError:
    names = [str(name) for name in getattr(frame, "columns", [])]
    double = sorted({name for name in names if names.count(name) > 1})
    return ColumnError(
        N_("The table has more than one column called {columns}."),
        N_("Rename or remove all but one."),
        columns=[f"“{name}”" for name in double],
    )
