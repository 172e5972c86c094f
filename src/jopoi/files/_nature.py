"""What a file is, judged by its bytes."""

import zipfile
from pathlib import Path, PurePosixPath

from jopoi.errors import FileError
from jopoi.files.account import FileKind
from jopoi.words import N_

_HEAD = 65_536
_LONGEST_NAME = 120
_SUFFIXES: dict[str, FileKind] = {
    **dict.fromkeys((".csv", ".tsv", ".tab", ".txt"), "csv"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
}
_SAVE_AGAIN = N_("Save the table as CSV, XLSX or Parquet and use that file.")
_UNPACK = N_("Unpack it and use the file inside.")
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", N_("“{name}” is a PDF document, not a table."), _SAVE_AGAIN),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        N_("“{name}” is an old Excel workbook (.xls), or one protected by a password."),
        N_("Save it as XLSX without a password."),
    ),
    (b"\x1f\x8b", N_("“{name}” is a compressed file (gzip)."), _UNPACK),
    (b"BZh", N_("“{name}” is a compressed file (bzip2)."), _UNPACK),
    (b"\x28\xb5\x2f\xfd", N_("“{name}” is a compressed file (Zstandard)."), _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", N_("“{name}” is an archive (7z)."), _UNPACK),
    (b"Rar!", N_("“{name}” is an archive (RAR)."), _UNPACK),
    (b"\x89PNG", N_("“{name}” is a picture, not a table."), _SAVE_AGAIN),
    (b"\xff\xd8\xff", N_("“{name}” is a picture, not a table."), _SAVE_AGAIN),
    (b"GIF8", N_("“{name}” is a picture, not a table."), _SAVE_AGAIN),
    (b"SQLite format 3\0", N_("“{name}” is an SQLite database."), _SAVE_AGAIN),
    (b"ARROW1", N_("“{name}” is an Arrow file."), _SAVE_AGAIN),
    (b"$FL2", N_("“{name}” is an SPSS file."), _SAVE_AGAIN),
    (b"<stata_dta>", N_("“{name}” is a Stata file."), _SAVE_AGAIN),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"<head")
_MISNAMED: dict[FileKind, tuple[str, str]] = {
    "xlsx": (
        N_("“{name}” is an Excel workbook, although its name ends in {suffix}."),
        N_("Rename it so that it ends in .xlsx, or save it as CSV."),
    ),
    "parquet": (
        N_("“{name}” is a Parquet file, although its name ends in {suffix}."),
        N_("Rename it so that it ends in .parquet."),
    ),
    "csv": (
        N_("“{name}” is plain text, although its name ends in {suffix}."),
        N_("Rename it so that it ends in .csv, or save the table again."),
    ),
}


def shown_name(name: str) -> str:
    """A file name to show: without folders, control characters or excess length."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(sign for sign in last if sign.isprintable()).strip() or "file"
    return clean if len(clean) <= _LONGEST_NAME else f"{clean[:_LONGEST_NAME]}…"


def judge(path: Path, name: str) -> FileKind:
    """What kind of table a file is.

    Raises
    ------
    FileError
        If it is empty, is no table, or is not what its name says.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise FileError(
            N_("“{name}” is empty."),
            N_("It needs column names in the first row and a row for each unit and period below."),
            name=name,
        )
    kind = _kind(head, path, name)
    suffix = PurePosixPath(name).suffix.lower()
    if _SUFFIXES.get(suffix, kind) != kind:
        raise FileError(*_MISNAMED[kind], name=name, suffix=suffix)
    return kind


def _kind(head: bytes, path: Path, name: str) -> FileKind:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, name)
    for start, what, hint in _FOREIGN:
        if head.startswith(start):
            raise FileError(what, hint, name=name)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(_PAGES):
        raise FileError(N_("“{name}” is a web page or XML, not a table."), _SAVE_AGAIN, name=name)
    if text.startswith((b'{"', b"{\n", b"{\r\n", b'[{"', b"[\n", b"[\r\n", b"[{")):
        raise FileError(N_("“{name}” is JSON, not a table."), _SAVE_AGAIN, name=name)
    return "csv"


def _zipped(path: Path, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise FileError(
            N_("“{name}” is damaged: its end is missing or it was cut short."),
            N_("Copy or upload it again."),
            name=name,
        ) from error
    if "xl/workbook.xml" in inside:
        return "xlsx"
    if "xl/workbook.bin" in inside or "content.xml" in inside:
        raise FileError(
            N_("“{name}” is a spreadsheet in a format that is not read here."),
            N_("Save it as XLSX."),
            name=name,
        )
    if "word/document.xml" in inside:
        raise FileError(N_("“{name}” is a Word document, not a table."), _SAVE_AGAIN, name=name)
    raise FileError(N_("“{name}” is an archive (ZIP)."), _UNPACK, name=name)
