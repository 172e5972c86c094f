"""From bytes to UTF-8 text, whatever program wrote them."""

import codecs
import re
from dataclasses import dataclass

from jopoi.errors import Caution, FileError
from jopoi.files._words import EncodingGuessed
from jopoi.words import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ACCENTED = re.compile(r"[^\s,;|\"]*[^\x00-\x7f][^\s,;|\"]*")
_SHOWN = {"utf-8": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32", "cp1252": "Windows-1252",
          "latin-1": "Latin-1"}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """Text as UTF-8 bytes without a byte-order mark, with the line ends of UNIX or Windows."""

    data: bytes
    encoding: str
    notes: tuple[Caution, ...] = ()


def decode(data: bytes, name: str) -> Text:
    """Find out the encoding and make it UTF-8.

    Raises
    ------
    FileError
        If the bytes are no text in any encoding.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _marked(data, bom, codec, name)
    _refuse_nul(data, name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data, name)
    return Text(_lines(data), "UTF-8")


def _marked(data: bytes, bom: bytes, codec: str, name: str) -> Text:
    try:
        text = data.decode(codec) if codec != "utf-8" else data[len(bom) :].decode()
    except UnicodeDecodeError as error:
        if codec == "utf-8":
            return _western(data[len(bom) :], name)
        raise FileError(
            N_("“{name}” says that it is {encoding} but has bytes that are not."),
            N_("Save it as CSV in UTF-8."),
            name=name,
            encoding=_SHOWN[codec],
        ) from error
    plain = text.encode()
    _refuse_nul(plain, name)
    return Text(_lines(plain), _SHOWN[codec])


def _western(data: bytes, name: str) -> Text:
    """One of the one-byte encodings of western Europe and the Americas."""
    try:
        text, codec = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, codec = data.decode("latin-1"), "latin-1"
    _refuse_controls(data[:65_536], name)
    found = _ACCENTED.search(text)
    example = found.group()[:30] if found else ""
    note = Caution.of(EncodingGuessed, encoding=_SHOWN[codec], example=example)
    return Text(_lines(text.encode()), _SHOWN[codec], (note,))


def _lines(data: bytes) -> bytes:
    """Lines of old Macintosh programs end in a carriage return alone."""
    return data.replace(b"\r", b"\n") if b"\n" not in data else data


def _refuse_nul(data: bytes, name: str) -> None:
    at = data.find(b"\0")
    if at < 0:
        return
    if at in (0, 1):  # of each pair of bytes one is zero
        raise FileError(
            N_("“{name}” looks like UTF-16 without a byte-order mark."),
            N_("Save it as CSV in UTF-8."),
            name=name,
        )
    raise FileError(
        N_("“{name}” is not plain text: line {line} holds a zero byte."),
        N_("Save the table again as CSV, XLSX or Parquet."),
        name=name,
        line=data.count(b"\n", 0, at) + 1,
    )


def _refuse_controls(head: bytes, name: str) -> None:
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 26))
    if controls * 100 > len(head):
        raise FileError(
            N_("“{name}” is neither text, an Excel workbook nor Parquet."),
            N_("Save the table as CSV, XLSX or Parquet and use that file."),
            name=name,
        )
