"""From columns of text to columns of numbers, dates and text, with every decision reported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from jopoi.files import _cells as look
from jopoi.files._cells import MISSING, Kind, Mark, as_kind
from jopoi.files._looks import Cells, Looks, count
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

    @property
    def is_clean(self) -> bool:
        """Numbers without a word for a missing value, which turn into values without a closer look."""
        return self.is_plain and self.looks.filled == self.looks.n and self.kind in ("integer", "number")


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
    cells = Cells.of(lazy, {name: key for key, name in names.items() if kinds[key] == pl.String}, marks)
    looks, found = count(cells, marks)
    decimal, proven = _decimal(looks.values(), separator)
    columns = {name: Column(name, seen, *_kind(seen, decimal, proven=proven)) for name, seen in looks.items()}
    typed = lazy.select(
        _as_decided(pl.col(key), columns.get(name), marks).alias(name) for key, name in names.items()
    )
    examples, texts = _look_up(cells, list(columns.values()), first_row)
    return Typed(typed, tuple(columns.values()), decimal, found, examples, texts)


def _as_decided(value: pl.Expr, column: Column | None, marks: Sequence[str]) -> pl.Expr:
    if column is None:
        return value
    trimmed = value.str.strip_chars()
    cells = trimmed if column.is_clean else look.present(trimmed, marks)
    return as_kind(cells, column.kind, column.mark, is_plain=column.is_plain)


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
    cells: Cells, columns: Sequence[Column], first_row: int
) -> tuple[dict[str, tuple[str, float]], dict[str, Texts]]:
    """An example of each column that needs a word, and the rows of text among numbers."""
    odd = [c for c in columns if c.kind in ("mixed", "codes")]
    styled = [c for c in columns if c.kind in ("number", "integer") and not (c.is_plain and c.proven)]
    questions = {c.name: _about_odd(cells.value(c.name), c) for c in odd}
    questions |= {c.name: _about_styled(cells.value(c.name), c.mark) for c in styled}
    answers = cells.ask(questions)
    texts = {c.name: _texts(answers[c.name], first_row, codes=c.kind == "codes") for c in odd}
    return {c.name: (answers[c.name]["text"], answers[c.name]["value"]) for c in styled}, texts


def _about_odd(value: pl.Expr, column: Column) -> dict[str, pl.Expr]:
    odd = _odd(column, value)
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
    zeros = look.whole(value).is_not_null() & look.leads_with_zero(value)
    if column.kind == "codes":
        return (zeros | value.str.contains(look.LONG)).fill_null(value=False)
    odd = ~look.is_number(value, column.mark)
    signed = value.str.ends_with("%")
    if seen.percent:
        odd |= signed if seen.percent * 2 < seen.n else ~signed
    if seen.zeros:
        odd |= zeros
    return odd.fill_null(value=False)
