"""From columns of text to columns of numbers, dates and text, with every decision reported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from jopoi.files import _cells as look
from jopoi.files._cells import MISSING, Kind, Mark, as_kind, cell
from jopoi.files._looks import Looks, ask, count
from jopoi.files.account import Texts

FIRST_ROWS = 3
_MOSTLY = 0.5


@dataclass(frozen=True)
class Column:
    """What was made of a column: its kind, its decimal mark, and whether the file proves that mark."""

    name: str
    looks: Looks
    kind: Kind
    mark: Mark = "."
    proven: bool = True

    @property
    def is_plain(self) -> bool:
        """Every cell is a number as programs write it, with nothing to decide."""
        return self.looks.plain == self.looks.n and self.mark == "."


@dataclass(frozen=True)
class Typed:
    """The columns with their types, and what there is to say about them."""

    lazy: pl.LazyFrame
    columns: tuple[Column, ...]
    decimal: Mark
    marks: Mapping[str, int]
    examples: Mapping[str, tuple[str, float]]
    texts: Mapping[str, Texts] = field(default_factory=dict)


def type_columns(
    lazy: pl.LazyFrame,
    names: Mapping[str, str],
    *,
    separator: str = ",",
    missing: Sequence[str] = (),
    first_row: int = 2,
) -> Typed:
    """Give columns of text their types.

    Parameters
    ----------
    lazy : polars.LazyFrame
    names : mapping of str to str
        The columns to keep and what to call them.
    separator : str
        Of the file: where it is a semicolon, a lone comma in a number begins the decimals.
    missing : sequence of str
        Further words that stand for a missing value.
    first_row : int
        The number of the first row in the file.
    """
    marks = (*MISSING, *missing)
    kinds = lazy.collect_schema()
    bare = {name: pl.col(key) for key, name in names.items() if kinds[key] == pl.String}
    cells = {name: cell(column, marks) for name, column in bare.items()}
    looks, found = count(lazy, cells, bare, marks)
    decimal, proven = _decimal(looks.values(), separator)
    columns = [Column(name, seen, *_kind(seen, decimal, proven=proven)) for name, seen in looks.items()]
    casts = {c.name: as_kind(cells[c.name], c.kind, c.mark, is_plain=c.is_plain) for c in columns}
    typed = lazy.select(casts.get(name, pl.col(key)).alias(name) for key, name in names.items())
    examples, texts = _look_up(lazy, columns, cells, first_row)
    return Typed(typed, tuple(columns), decimal, found, examples, texts)


def _decimal(looks: Iterable[Looks], separator: str) -> tuple[Mark, bool]:
    """The decimal mark of the file, and whether its cells prove it."""
    votes = [column.evidence for column in looks]
    points, commas = votes.count("."), votes.count(",")
    if points or commas:
        return ("." if points >= commas else ","), True
    return ("," if separator == ";" else "."), False


def _kind(c: Looks, decimal: Mark, *, proven: bool) -> tuple[Kind, Mark, bool]:
    """The kind of a column, its decimal mark, and whether that mark is certain."""
    if c.n == 0:
        return "empty", ".", True
    if c.plain == c.n:
        return _kind_of_plain(c, decimal, proven=proven)
    named: dict[Kind, int] = {"flag": c.flags, "date": c.dates, "time": c.times}
    for kind, fitting in named.items():
        if fitting == c.n:
            return kind, ".", True
    if c.numbers <= c.n * _MOSTLY:
        return "text", ".", True
    return _kind_of_styled(c, c.evidence or decimal, proven=proven or c.evidence is not None)


def _kind_of_plain(c: Looks, decimal: Mark, *, proven: bool) -> tuple[Kind, Mark, bool]:
    if c.zeros or c.long:
        return "codes", ".", True
    if c.integers == c.n:
        return "integer", ".", True
    if c.evidence is None and proven and decimal == ",":
        return "integer", ",", True  # 1.234 beside 12,5 is one thousand two hundred and thirty-four
    doubtful = c.evidence is None and not proven and decimal == ","
    return "number", ".", not doubtful


def _kind_of_styled(c: Looks, mark: Mark, *, proven: bool) -> tuple[Kind, Mark, bool]:
    fitting = c.comma if mark == "," else c.point
    if fitting < c.n or c.percent not in (0, c.n) or c.zeros:
        return "mixed", mark, True
    decimals = c.commas if mark == "," else c.points
    return ("number" if decimals or c.letters or c.percent else "integer"), mark, proven


def _look_up(
    lazy: pl.LazyFrame, columns: Sequence[Column], cells: Mapping[str, pl.Expr], first_row: int
) -> tuple[dict[str, tuple[str, float]], dict[str, Texts]]:
    """An example of each column that needs a word, and the rows of text among numbers."""
    odd = {c.name: _odd(c, cells[c.name]) for c in columns if c.kind in ("mixed", "codes")}
    styled = [c for c in columns if c.kind in ("number", "integer") and not (c.is_plain and c.proven)]
    questions = {name: _about_odd(cells[name], bad) for name, bad in odd.items()}
    questions |= {c.name: _about_styled(cells[c.name], c.mark) for c in styled}
    answers = ask(lazy, questions)
    codes = {c.name for c in columns if c.kind == "codes"}
    texts = {name: _texts(answers[name], first_row, codes=name in codes) for name in odd}
    return {c.name: (answers[c.name]["text"], answers[c.name]["value"]) for c in styled}, texts


def _about_odd(value: pl.Expr, odd: pl.Expr) -> dict[str, pl.Expr]:
    return {
        "rows": pl.arg_where(odd).head(FIRST_ROWS).implode(),
        "count": odd.sum(),
        "text": value.filter(odd).first(),
    }


def _about_styled(value: pl.Expr, mark: Mark) -> dict[str, pl.Expr]:
    telling = value.filter(value.str.contains(r"[,%\s\u{a0}]|\..*\."))
    chosen = pl.coalesce(telling.first(), value.drop_nulls().first())
    return {"text": chosen, "value": look.styled(chosen, mark)}


def _texts(answers: Mapping[str, Any], first_row: int, *, codes: bool) -> Texts:
    rows = tuple(first_row + row for row in answers["rows"])
    return Texts(answers["count"], rows, answers["text"], codes=codes)


def _odd(column: Column, value: pl.Expr) -> pl.Expr:
    """The cells that keep a column from being numbers."""
    seen = column.looks
    if column.kind == "codes":
        return (value.str.contains(look.ZEROS) | value.str.contains(look.LONG)).fill_null(value=False)
    odd = ~look.is_number(value, column.mark)
    signed = value.str.ends_with("%")
    if seen.percent:
        odd |= signed if seen.percent * 2 < seen.n else ~signed
    if seen.zeros:
        odd |= value.str.contains(look.ZEROS)
    return odd.fill_null(value=False)
