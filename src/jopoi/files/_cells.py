"""What cells of text can look like, as patterns, and how each look is turned into values."""

from collections.abc import Sequence
from typing import Literal

import polars as pl

Mark = Literal[".", ","]
Kind = Literal["empty", "integer", "number", "date", "time", "flag", "codes", "mixed", "text"]

MISSING = ("NA", "NaN", "nan", "null", "NULL")
_INTEGER_DIGITS = 18
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_SPACES = "\u0020\u00a0\u2009\u202f"
_SPACED = rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+"
_INFINITE = r"(?i:inf|infinity)"


def _number(group: str, decimals: str) -> str:
    whole = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|{_SPACED}|[0-9]+)"
    digits = rf"(?:{whole}(?:{decimals}[0-9]*)?|{decimals}[0-9]+)"
    return rf"^[+-]?(?:{digits}{_EXPONENT}|{_INFINITE}) ?%?$"


NUMBER: dict[Mark, str] = {".": _number(",", r"\."), ",": _number(r"\.", ",")}
LONG = rf"^[+-]?[0-9]{{{_INTEGER_DIGITS + 1},}}$"
ONE_GROUP = r"^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_YES, _NO = ("TRUE", "True", "true"), ("FALSE", "False", "false")


def present(trimmed: pl.Expr, missing: Sequence[str]) -> pl.Expr:
    """A cell that was trimmed; null where it stands for a missing value."""
    return pl.when(~trimmed.is_in([*missing, ""])).then(trimmed)


def plain(value: pl.Expr) -> pl.Expr:
    """Numbers as programs write them; null where the cell is none."""
    return value.cast(pl.Float64, strict=False)


def whole(value: pl.Expr) -> pl.Expr:
    """Integers as programs write them; null where the cell is none."""
    return value.cast(pl.Int64, strict=False)


def styled(value: pl.Expr, mark: Mark) -> pl.Expr:
    """Numbers as people write them, with ``mark`` before the decimals."""
    bare = value.str.replace_all("\u2212", "-", literal=True).str.replace_all(rf"[%{_SPACES}]", "")
    if mark == ",":
        bare = bare.str.replace_all(".", "", literal=True).str.replace_all(",", ".", literal=True)
    return plain(bare.str.replace_all(",", "", literal=True))


def leads_with_zero(value: pl.Expr) -> pl.Expr:
    """Whether a cell starts with a zero that is not the whole of it."""
    return value.str.starts_with("0") & (value.str.len_bytes() > 1)


def is_number(value: pl.Expr, mark: Mark) -> pl.Expr:
    """Whether a cell is a number as people write it."""
    return value.str.replace_all("\u2212", "-", literal=True).str.contains(NUMBER[mark])


def date(value: pl.Expr) -> pl.Expr:
    """Dates such as 2024-03-01; null where the cell is none."""
    return pl.when(value.str.contains(_DATE)).then(value.str.to_date("%Y-%m-%d", strict=False))


def time(value: pl.Expr) -> pl.Expr:
    """Dates with a time such as 2024-03-01 09:30; null where the cell is none."""
    bare = value.str.replace(" ", "T", literal=True).str.strip_suffix("Z")
    seconds = bare.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", strict=False)
    minutes = bare.str.to_datetime("%Y-%m-%dT%H:%M", strict=False)
    return pl.coalesce(seconds, minutes, date(value).cast(pl.Datetime("us")))


def flag(value: pl.Expr) -> pl.Expr:
    """True and false; null where the cell is neither."""
    return pl.when(value.is_in(_YES)).then(statement=True).when(value.is_in(_NO)).then(statement=False)


def as_kind(value: pl.Expr, kind: Kind, mark: Mark, *, is_plain: bool) -> pl.Expr:
    """The expression that turns cells of text into values of their kind."""
    if kind in ("codes", "mixed", "text"):
        return value
    if kind == "date":
        return date(value)
    if kind == "time":
        return time(value)
    if kind == "flag":
        return flag(value)
    if kind == "integer" and is_plain:
        return whole(value)
    number = plain(value) if is_plain else styled(value, mark)
    return number.cast(pl.Int64, strict=False) if kind == "integer" else number
