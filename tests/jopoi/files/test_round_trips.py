"""What is written in any dialect comes back the same; a stream gives what a reading gives."""

import csv
import gc
import io
from contextlib import suppress

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from jopoi.errors import FileError
from jopoi.files import Scan, account, open_table, read_table

SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff")
# A letter in front keeps a text from being a number, a date or a word for a missing value.
TEXTS = st.text(SIGNS, max_size=8).map(lambda text: f"t{' '.join(text.split())}")
NUMBERS = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
ROWS = st.lists(st.tuples(TEXTS, st.integers(-(10**9), 10**9), NUMBERS), min_size=3, max_size=20)


def comma(value):
    return f"{value!r}".replace(".", ",")


def write(rows, separator, decimal, encoding):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(["name", "count", "rate"])
    for name, count, rate in rows:
        writer.writerow([name, count, comma(rate) if decimal == "," else repr(rate)])
    return text.getvalue().encode(encoding)


@settings(max_examples=60)
@given(
    rows=ROWS,
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_dialect_with_a_decimal_point(tmp_path_factory, rows, separator, encoding):
    rows = [*rows, ("t", 0, 0.25)]  # proves the mark
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(write(rows, separator, ".", encoding))
    assert read_table(path).frame.rows() == rows


@settings(max_examples=40)
@given(rows=ROWS, separator=st.sampled_from([",", ";", "\t"]))
def test_every_dialect_with_a_decimal_comma(tmp_path_factory, rows, separator):
    rows = [*rows, ("t", 0, 0.25)]
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(write(rows, separator, ",", "utf-8"))
    assert read_table(path).frame.rows() == rows


@settings(max_examples=40)
@given(content=st.binary(min_size=1, max_size=300))
def test_any_bytes_give_a_table_or_a_clear_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "table.csv"
    path.write_bytes(content)
    with suppress(FileError):
        assert read_table(path).frame.height > 0


@pytest.fixture
def streaming(monkeypatch):
    monkeypatch.setattr(account, "STREAM_BYTES", 100)


ROWS_OF_ALL = [(f"{n:05}", n % 7, n / 8, None if n % 5 else "x") for n in range(500)]


@pytest.mark.usefixtures("streaming")
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_stream_gives_what_a_reading_gives(tmp_path, ending):
    frame = pl.DataFrame(ROWS_OF_ALL, schema=["code", "count", "rate", "mark"], orient="row")
    path = tmp_path / f"table.{ending}"
    frame.write_csv(path) if ending == "csv" else frame.write_parquet(path)
    scan = open_table(path)
    assert isinstance(scan, Scan)
    assert_frame_equal(scan.frame.collect(), read_table(path).frame)
    assert scan.notes == read_table(path).notes


@pytest.mark.usefixtures("streaming")
@pytest.mark.parametrize("content", ["unit;n\nÑemby;1\n".encode("latin-1") * 20, b"a,b\n1,2\n\n3,4\n"])
def test_what_cannot_be_streamed_is_read(tmp_path, content, monkeypatch):
    monkeypatch.setattr(account, "STREAM_BYTES", 5)
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert not isinstance(open_table(path), Scan)


@pytest.mark.usefixtures("streaming")
def test_nothing_is_left_of_a_stream(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "aside"))
    (tmp_path / "aside").mkdir()
    (tmp_path / "table.csv").write_text("n\n" + "1\n" * 200)
    scan = open_table(tmp_path / "table.csv")
    assert scan.frame.collect().height == 200
    del scan
    gc.collect()
    assert list((tmp_path / "aside").iterdir()) == []


@pytest.mark.usefixtures("streaming")
def test_a_streamed_column_names_its_rows_of_text(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("n\n" + "".join(f"{'n/a' if n == 99 else n}\n" for n in range(1, 200)))
    assert open_table(path).texts["n"].rows == (100,)
