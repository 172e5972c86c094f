"""CSV as programs and people write it: each dialect is read, each doubt is told, each mistake is named."""

import datetime as dt

import polars as pl
import pytest

from jopoi.errors import ColumnError, FileError
from jopoi.files import account, read_table


@pytest.fixture
def written(tmp_path):
    """Write a file and read it as a table."""

    def write(content, name="table.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, **options)

    return write


def told(reading):
    return [note.name for note in reading.notes]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(written, separator):
    reading = written(f"unit{separator}seen\na{separator}1\nb{separator}2\n")
    assert reading.separator == separator
    assert reading.frame.rows() == [("a", 1), ("b", 2)]


def test_a_semicolon_file_with_decimal_commas(written):
    reading = written("puesto;visitas;tasa\nA;1.234;12,5\nB;987;1.012,75\n")
    assert reading.frame["tasa"].to_list() == [12.5, 1012.75]
    assert reading.frame["visitas"].to_list() == [1234, 987]
    assert reading.decimal == ","
    assert "DecimalComma" in told(reading)


def test_thousands_in_the_english_way(written):
    reading = written('unit,money\na,"1,234.5"\nb,"1,234,567.25"\n')
    assert reading.frame["money"].to_list() == [1234.5, 1234567.25]


def test_a_mark_that_may_mean_two_things_is_told(written):
    reading = written("unit;rate\na;1,234\nb;2,345\n")
    assert reading.frame["rate"].to_list() == [1.234, 2.345]
    assert "AmbiguousNumbers" in told(reading)


def test_per_cent_signs_are_taken_off_and_told(written):
    reading = written("unit,share\na,45%\nb,7.5 %\n")
    assert reading.frame["share"].to_list() == [45.0, 7.5]
    assert "PerCent" in told(reading)


def test_codes_keep_their_zeros(written):
    reading = written("unit,seen\n00123,1\n00124,2\n")
    assert reading.frame["unit"].to_list() == ["00123", "00124"]
    assert "CodesKept" in told(reading)
    with pytest.raises(ColumnError, match="codes such as “00123”"):
        reading.check_numbers(["unit"])


def test_codes_keep_all_their_digits(written):
    reading = written("unit\n123456789012345678901\n123456789012345678902\n")
    assert reading.frame["unit"].n_unique() == 2


def test_dates_and_truths_have_their_types(written):
    frame = written(
        "day,at,open\n2024-01-31,2024-01-31 10:15,TRUE\n2024-02-01,2024-02-01T11:00:05Z,false\n"
    ).frame
    assert frame.row(0) == (dt.date(2024, 1, 31), dt.datetime(2024, 1, 31, 10, 15), True)  # noqa: DTZ001 - a file has no zone


def test_a_date_that_never_was_stays_text(written):
    assert written("day\n2024-02-30\n2024-02-01\n").frame["day"].to_list() == ["2024-02-30", "2024-02-01"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_accents_survive_every_encoding(written, encoding):
    reading = written("puesto;n\nÑemby;1\nYaguarón;2\n".encode(encoding))
    assert reading.frame["puesto"].to_list() == ["Ñemby", "Yaguarón"]


def test_bytes_that_are_not_utf_8_are_told_with_an_example(written):
    reading = written("puesto;n\nÑemby;1\n".encode("latin-1"))
    assert reading.notes[0].say() == (
        "The file is not in UTF-8; it was read as Windows-1252. Check that accents look right: “Ñemby”."
    )


def test_text_in_row_4711_is_named(written):
    rows = "".join(f"s{n},{'n/a' if n == 4710 else n}\n" for n in range(1, 7001))
    reading = written("unit,math4\n" + rows)
    with pytest.raises(ColumnError) as found:
        reading.check_numbers(["math4"])
    assert str(found.value) == (
        "Column “math4” has text in row 4711: “n/a”. Choose what “n/a” means, or another column."
    )


def test_several_rows_of_text_are_named(written):
    odd = {16, 203, 910}
    reading = written("math4\n" + "".join(f"{'n/a' if n in odd else n}\n" for n in range(1, 1001)))
    with pytest.raises(ColumnError, match=r"has text in 3 rows \(17, 204, 911\), first “n/a”"):
        reading.check_numbers(["math4"])


def test_a_word_for_missing_can_be_given(written):
    reading = written("unit,seen\na,1\nb,s/d\n", missing=["s/d"])
    assert reading.frame["seen"].to_list() == [1, None]


def test_the_usual_words_for_missing_are_counted(written):
    reading = written("unit,seen\na,NA\nb,NaN\nc,null\nd,\ne,5\n")
    assert reading.frame["seen"].to_list() == [None, None, None, None, 5]
    assert (
        reading.notes[0]
        .say()
        .startswith("Read as missing, besides empty cells: NA (1), NaN (1) and null (1)")
    )


def test_infinities_are_kept_for_the_method_to_refuse(written):
    assert written("unit,rate\na,inf\nb,-Inf\nc,2\n").frame["rate"].to_list() == [
        float("inf"), float("-inf"), 2.0,
    ]  # fmt: skip


def test_a_line_break_between_quotation_marks(written):
    assert written('unit,seen\n"North\npost",1\nSouth,2\n').frame["unit"].to_list() == [
        "North\npost",
        "South",
    ]


def test_quotation_marks_inside_a_text(written):
    assert written('size,n\n5" pipe,1\n"6"" pipe",2\n').frame["size"].to_list() == ['5" pipe', '6" pipe']


def test_names_are_trimmed(written):
    assert written(" unit , times  seen \na,1\n").frame.columns == ["unit", "times seen"]


def test_empty_rows_and_columns_at_the_end_are_left_out_and_told(written):
    reading = written("unit,seen,,\na,1,,\n\nb,2\n,,,\n")
    assert reading.frame.rows() == [("a", 1), ("b", 2)]
    assert {"EmptyRows", "EmptyColumns"} <= set(told(reading))


def test_a_column_without_a_name_gets_one(written):
    reading = written('"",unit\n1,a\n2,b\n')
    assert reading.frame.columns == ["column 1", "unit"]
    assert "NamelessColumns" in told(reading)


def test_a_file_that_says_its_separator(written):
    assert written("sep=;\nunit;seen\na;1,5\n").frame.rows() == [("a", 1.5)]


def test_one_column_is_a_table_too(written):
    assert written("seen\n1\n2\n").frame["seen"].to_list() == [1, 2]


def test_lines_of_old_programs(written):
    assert written("unit,seen\ra,1\rb,2\r").frame.height == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("unit,seen\n", "has column names but no rows"),
        ("unit,seen\n,\n,\n", "has column names but no rows"),
        ("unit,seen\na,1\nb\n", "line 3 has another number of values: 1"),
        ("unit,seen\na,1\nb,2,3\n", "line 3 has another number of values: 3"),
        ("unit,seen,unit\na,1,b\n", "several columns called “unit”: columns 1 and 3"),
        ("Schools of 1999,,,\nid,year,x,y\n1,2,3,4\n", "names only 1 of 4 columns"),
        ('unit,seen\n"a,1\nb,2\n', "is opened on line 2"),
        (b"unit,seen\na,1\nb,\x002\n", "line 3 holds a zero byte"),
        ("unit,seen\na,1\n".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
    ],
)
def test_a_broken_file_is_one_clear_sentence(written, content, says):
    with pytest.raises(FileError, match=says) as found:
        written(content)
    assert found.value.hint


def test_a_file_over_the_limit_is_refused_before_it_is_read(written, monkeypatch):
    monkeypatch.setattr(account, "MAX_BYTES", 1_000_000)
    with pytest.raises(FileError, match="has 2 MB; at most 1 MB"):
        written("unit\n" + "x" * 2_000_000)


def test_a_column_of_nothing_is_empty_and_no_error(written):
    frame = written("unit,seen\na,\nb,\n").frame
    assert frame["seen"].null_count() == 2


def test_a_name_that_looks_like_a_pattern(written):
    assert written("^.*$,b\n1,2\n").frame.columns == ["^.*$", "b"]


def test_the_frame_is_polars(written):
    assert isinstance(written("a\n1\n").frame, pl.DataFrame)
