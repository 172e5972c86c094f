"""What the cells of a column of text look like, counted in two passes over the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from jopoi.files import _cells as look
from jopoi.files._cells import Mark

_MOSTLY = 0.5


@dataclass(frozen=True)
class Looks:
    """Counts of cells of one column.

    ``filled`` are the cells with any sign in them, ``n`` those with a value, ``plain`` those that are
    numbers as programs write them; ``point`` and ``comma`` those that are numbers if that mark begins
    the decimals.
    """

    n: int
    filled: int
    plain: int
    integers: int
    zeros: int
    long: int = 0
    one_group: int = 0
    point: int = 0
    comma: int = 0
    points: int = 0
    commas: int = 0
    letters: int = 0
    percent: int = 0
    dates: int = 0
    times: int = 0
    flags: int = 0

    @property
    def numbers(self) -> int:
        """How many cells are numbers under the better mark."""
        return max(self.plain, self.point, self.comma)

    @property
    def evidence(self) -> Mark | None:
        """The decimal mark that the cells prove; None if they prove none."""
        if self.plain == self.n:
            return "." if self.plain > self.integers + self.one_group else None
        if self.numbers <= self.n * _MOSTLY or self.point == self.comma:
            return None
        return "." if self.point > self.comma else ","


@dataclass(frozen=True)
class Cells:
    """The cells of several columns of text, prepared once and asked often."""

    lazy: pl.LazyFrame
    names: tuple[str, ...]

    @classmethod
    def of(cls, lazy: pl.LazyFrame, columns: Mapping[str, str], marks: Sequence[str]) -> "Cells":
        """Prepare the columns; ``columns`` maps what to call each to its key in ``lazy``."""
        trimmed = [pl.col(key).str.strip_chars().alias(f"trimmed:{name}") for name, key in columns.items()]
        values = [look.present(pl.col(f"trimmed:{name}"), marks).alias(f"cell:{name}") for name in columns]
        return cls(lazy.select(trimmed).with_columns(values), tuple(columns))

    def trimmed(self, name: str) -> pl.Expr:
        """The cells of a column, without surrounding blanks."""
        return pl.col(f"trimmed:{name}")

    def value(self, name: str) -> pl.Expr:
        """The cells of a column that have a value, null for the others."""
        return pl.col(f"cell:{name}")

    def ask(self, questions: Mapping[str, Mapping[str, pl.Expr]]) -> dict[str, dict[str, Any]]:
        """Answer several questions about several columns in one pass over the table."""
        asked = [
            question.alias(f"{what}:{name}")
            for name, each in questions.items()
            for what, question in each.items()
        ]
        if not asked:
            return {name: {} for name in questions}
        row = self.lazy.select(asked).collect(engine="streaming").row(0, named=True)
        return {name: {what: row[f"{what}:{name}"] for what in each} for name, each in questions.items()}


def count(cells: Cells, marks: Sequence[str]) -> tuple[dict[str, Looks], dict[str, int]]:
    """Count looks: first what nearly every column needs, then the rest for what is still open.

    Returns
    -------
    dict of str to Looks
    dict of str to int
        How often each word for a missing value was met.
    """
    counted = cells.ask({name: _first(cells.value(name), cells.trimmed(name)) for name in cells.names})
    more: dict[str, dict[str, pl.Expr]] = {}
    for name, c in counted.items():
        if c["integers"] < c["n"]:
            value = cells.value(name)
            more[name] = _of_numbers(value) if c["plain"] == c["n"] else _of_others(value)
    answers = cells.ask(more)
    looks = {name: Looks(**(c | answers.get(name, {}))) for name, c in counted.items()}
    marked = [name for name, c in looks.items() if c.filled > c.n]
    words = cells.ask({name: {m: (cells.trimmed(name) == m).sum() for m in marks} for name in marked})
    found = {mark: sum(of[mark] for of in words.values()) for mark in marks}
    return looks, {mark: n for mark, n in found.items() if n}


def _first(value: pl.Expr, trimmed: pl.Expr) -> dict[str, pl.Expr]:
    integer = look.whole(value).is_not_null()
    return {
        "n": value.count(),
        "plain": look.plain(value).count(),
        "integers": integer.sum(),
        "zeros": (integer & look.leads_with_zero(value)).sum(),
        "filled": (trimmed != "").sum(),
    }


def _of_numbers(value: pl.Expr) -> dict[str, pl.Expr]:
    return {
        "long": value.str.contains(look.LONG).sum(),
        "one_group": value.str.contains(look.ONE_GROUP).sum(),
    }


def _of_others(value: pl.Expr) -> dict[str, pl.Expr]:
    return {
        "point": look.is_number(value, ".").sum(),
        "comma": look.is_number(value, ",").sum(),
        "points": value.str.contains(".", literal=True).sum(),
        "commas": value.str.contains(",", literal=True).sum(),
        "letters": value.str.contains("[A-Za-z]").sum(),
        "percent": value.str.ends_with("%").sum(),
        "dates": look.date(value).count(),
        "times": look.time(value).count(),
        "flags": look.flag(value).count(),
    }
