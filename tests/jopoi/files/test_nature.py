"""A file is what its bytes are, whatever its name says."""

import gzip
import io
import zipfile

import polars as pl
import pytest

from jopoi.errors import FileError
from jopoi.files import read_table


def xlsx():
    book = io.BytesIO()
    pl.DataFrame({"unit": ["a", "b"], "seen": [1, 2]}).write_excel(book)
    return book.getvalue()


def parquet():
    file = io.BytesIO()
    pl.DataFrame({"unit": ["a", "b"], "seen": [1, 2]}).write_parquet(file)
    return file.getvalue()


def archive(inside):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(inside, "unit,seen\na,1\n")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("table.csv", xlsx(), "is an Excel workbook, although its name ends in .csv"),
        ("table.csv", parquet(), "is a Parquet file, although its name ends in .csv"),
        ("table.xlsx", b"unit,seen\na,1\n", "is plain text, although its name ends in .xlsx"),
        ("table.parquet", b"unit,seen\na,1\n", "is plain text, although its name ends in .parquet"),
        ("table.csv", b"%PDF-1.7 \n", "is a PDF document"),
        ("table.csv", b"<!DOCTYPE html><html><table>", "is a web page"),
        ("table.xls", b"<html><table>", "is a web page"),
        ("table.csv", b'[{"unit": "a"}]', "is JSON"),
        ("table.csv", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("table.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "is an old Excel workbook"),
        ("table.csv", gzip.compress(b"unit\na\n", mtime=0), "is a compressed file"),
        ("table.csv", archive("table.csv"), r"is an archive \(ZIP\)"),
        ("table.csv", archive("word/document.xml"), "is a Word document"),
        ("table.xlsx", archive("content.xml"), "in a format that is not read here"),
        ("table.xlsx", xlsx()[:2000], "is damaged"),
        ("table.xlsx", archive("xl/workbook.xml"), "is damaged"),
        ("table.parquet", parquet()[:-10], "is damaged"),
        ("table.csv", bytes(range(1, 32)) * 50 + b"\xff\xfe\xfd", "is neither text"),
    ],
)
def test_what_a_file_really_is_is_said_in_a_sentence(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileError, match=says) as found:
        read_table(path)
    assert name in str(found.value)
    assert found.value.hint


@pytest.mark.parametrize("content", [xlsx(), parquet(), b"unit,seen\na,1\nb,2\n"])
def test_without_an_ending_the_bytes_decide(tmp_path, content):
    path = tmp_path / "upload"
    path.write_bytes(content)
    assert read_table(path).frame.rows() == [("a", 1), ("b", 2)]


def test_folders_in_a_name_are_not_repeated(tmp_path):
    path = tmp_path / "blob"
    path.write_bytes(parquet())
    with pytest.raises(FileError, match=r"^“passwd\.csv” is"):
        read_table(path, name="../../etc/passwd.csv")
    assert read_table(path, name="..\\..\\table.parquet").name == "table.parquet"


def test_a_name_full_of_tricks_is_shown_plain(tmp_path):
    path = tmp_path / "blob"
    path.write_bytes(parquet())
    assert read_table(path, name="a\x1b[31m\n" + "b" * 500).name.isprintable()


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileError, match=r"There is no file “schools\.csv”"):
        read_table(tmp_path / "schools.csv")
    with pytest.raises(FileError, match="is a folder"):
        read_table(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "schools.csv"
    path.write_text("unit\na\n")

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("jopoi.files.reading.judge", refuse)
    with pytest.raises(FileError, match="cannot be read: Permission denied"):
        read_table(path)
