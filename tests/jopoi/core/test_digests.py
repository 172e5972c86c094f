"""The digest of a table: one for the same cells, another for any other."""

import duckdb
import polars as pl
import pytest

from jopoi._core.digests import digest
from jopoi._core.frames import take

FRAME = pl.DataFrame(
    {
        "unit": ["a", "bc", "ñ", None],
        "value": [1.0, 2.5, None, -0.0],
        "count": [1, 2, 3, 4],
        "yes": [True, False, True, None],
    }
)
COLUMNS = FRAME.columns


def seal(frame, names=COLUMNS):
    return digest(take(frame), names)


@pytest.mark.parametrize(
    "convert",
    [
        pl.DataFrame.lazy,
        pl.DataFrame.to_pandas,
        pl.DataFrame.to_arrow,
        lambda frame: duckdb.from_arrow(frame.to_arrow()),
    ],
    ids=["lazy", "pandas", "pyarrow", "duckdb"],
)
def test_every_kind_of_frame_has_the_same_digest(convert):
    names = ["unit", "value", "count"]
    assert seal(convert(FRAME), names) == seal(FRAME, names)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_the_batches_does_not_matter(size, monkeypatch):
    long = pl.concat([FRAME] * 500)
    monkeypatch.setattr("jopoi._core.frames.BATCH_ROWS", 300 * size)
    assert seal(long.lazy()) == seal(long)


@pytest.mark.parametrize(
    "changed",
    [
        FRAME.with_columns(value=pl.Series([1.0, 2.5, 0.0, -0.0])),
        FRAME.with_columns(value=pl.Series([1.0, 2.5 + 1e-15 * 2, None, 0.0])),
        FRAME.with_columns(unit=pl.Series(["ab", "c", "ñ", None])),
        FRAME.with_columns(unit=pl.Series(["a", "bc", "ñ", ""])),
        FRAME.reverse(),
        FRAME.head(3),
        FRAME.rename({"value": "count", "count": "value"}),
    ],
    ids=[
        "missing is not zero",
        "last digits",
        "cut elsewhere",
        "missing is not empty",
        "order",
        "fewer",
        "names",
    ],
)
def test_any_other_table_has_another_digest(changed):
    assert seal(changed) != seal(FRAME)


def test_what_means_the_same_has_the_same_digest():
    assert seal(FRAME.with_columns(pl.col("value").fill_null(float("nan")))) == seal(FRAME)
    assert seal(FRAME.with_columns(pl.col("value").replace(-0.0, 0.0))) == seal(FRAME)
    assert seal(FRAME.with_columns(pl.col("count").cast(pl.Int16))) == seal(FRAME)


def test_only_the_named_columns_count_in_whatever_order_they_are_named():
    assert seal(FRAME.drop("yes"), ["unit", "value"]) == seal(FRAME, ["value", "unit", "unit"])


def test_a_digest_says_how_it_was_made():
    assert seal(FRAME).startswith("b3:")
    assert len(seal(FRAME)) == 3 + 64
