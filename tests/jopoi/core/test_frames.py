"""Every kind of frame comes in through one door, and goes out as it came."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jopoi._core.frames import give_back, take
from jopoi.errors import ColumnError, TableError

FRAME = pl.DataFrame({"unit": ["a", "b", "c"], "value": [1.0, None, 3.0], "yes": [True, False, None]})
KINDS = {
    "polars": lambda frame: frame,
    "polars-lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_a_frame_is_known_by_its_kind(kind):
    assert take(KINDS[kind](FRAME)).kind == kind


@every_kind
def test_the_values_are_the_same_whatever_held_them(kind):
    assert take(KINDS[kind](FRAME)).collect().select("unit", "value").equals(FRAME.select("unit", "value"))


@every_kind
def test_numbers_are_told_from_text(kind):
    table = take(KINDS[kind](FRAME))
    assert table.is_number("value")
    assert not table.is_number("unit")


@pytest.mark.parametrize(
    ("kind", "own"),
    [("polars", pl.DataFrame), ("polars-lazy", pl.DataFrame), ("pandas", pd.DataFrame), ("pyarrow", pa.Table),
     ("duckdb", duckdb.DuckDBPyRelation)],
)  # fmt: skip
def test_a_sheet_goes_back_as_the_callers_own_kind(kind, own):
    assert isinstance(give_back(FRAME, kind), own)


@every_kind
def test_batches_hold_every_row_in_order(kind, monkeypatch):
    monkeypatch.setattr("jopoi._core.frames.BATCH_ROWS", 1000)
    long = pl.DataFrame({"row": range(5000)})
    batches = list(take(KINDS[kind](long)).batches(["row"]))
    assert pl.concat(batches)["row"].to_list() == list(range(5000))


@pytest.mark.parametrize("kind", ["polars-lazy", "duckdb"])
def test_a_lazy_frame_comes_in_parts(kind, monkeypatch):
    monkeypatch.setattr("jopoi._core.frames.BATCH_ROWS", 2048)
    long = pl.DataFrame({"row": range(50_000)})
    sizes = [len(batch) for batch in take(KINDS[kind](long)).batches(["row"])]
    assert max(sizes) < 50_000


def test_a_missing_column_is_named():
    with pytest.raises(ColumnError, match=r"“valeu” is not in the table.*“value”"):
        take(FRAME).require("unit", None, "valeu")


@pytest.mark.parametrize("nothing", [pl.DataFrame(), FRAME.head(0), FRAME.head(0).lazy(), pd.DataFrame()])
def test_an_empty_table_is_refused(nothing):
    with pytest.raises(TableError, match="empty"):
        take(nothing)


def test_mixed_types_are_found_by_row():
    mixed = pd.DataFrame({"value": [1, 2, "three", 4]})
    with pytest.raises(ColumnError, match=r"“value” mixes types: 1 rows hold text, first row 3 .“three”"):
        take(mixed)


def test_double_names_are_refused():
    double = pd.DataFrame([[1, 2]], columns=["value", "value"])
    with pytest.raises(ColumnError, match="more than one column called “value”"):
        take(double)
