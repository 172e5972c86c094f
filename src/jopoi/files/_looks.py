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

    ``n`` are the cells with a value, ``plain`` those that are numbers as programs write them;
    ``point`` and ``comma`` those that are numbers if that mark begins the decimals.
    """

    n: int
    plain: int
    integers: int
    zeros: int
    long: int
    one_group: int
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


def count(
    lazy: pl.LazyFrame,
    cells: Mapping[str, pl.Expr],
    bare: Mapping[str, pl.Expr],
    marks: Sequence[str],
) -> tuple[dict[str, Looks], dict[str, int]]:
    """Count looks: first what nearly every column needs, then the rest for what is still open.

    Returns
    -------
    dict of str to Looks
    dict of str to int
        How often each word for a missing value was met.
    """
    first = {name: _first(value) for name, value in cells.items()}
    words = {
        name: {mark: (value.str.strip_chars() == mark).sum() for mark in marks}
        for name, value in bare.items()
    }
    counted = ask(lazy, first)
    met = ask(lazy, words)
    found = {mark: sum(answers[mark] or 0 for answers in met.values()) for mark in marks}
    still_open = [name for name, c in counted.items() if c["plain"] < c["n"]]
    more = ask(lazy, {name: _second(cells[name]) for name in still_open})
    looks = {name: Looks(**(c | more.get(name, {}))) for name, c in counted.items()}
    return looks, {mark: n for mark, n in found.items() if n}


def ask(lazy: pl.LazyFrame, questions: Mapping[str, Mapping[str, pl.Expr]]) -> dict[str, dict[str, Any]]:
    """Answer several questions about several columns in one pass over the table."""
    asked = [
        expression.alias(f"{name}\0{what}")
        for name, each in questions.items()
        for what, expression in each.items()
    ]
    if not asked:
        return {name: {} for name in questions}
    row = lazy.select(asked).collect(engine="streaming").row(0, named=True)
    return {name: {what: row[f"{name}\0{what}"] for what in each} for name, each in questions.items()}


def _first(value: pl.Expr) -> dict[str, pl.Expr]:
    return {
        "n": value.count(),
        "plain": look.plain(value).count(),
        "integers": look.whole(value).count(),
        "zeros": value.str.contains(look.ZEROS).sum(),
        "long": value.str.contains(look.LONG).sum(),
        "one_group": value.str.contains(look.ONE_GROUP).sum(),
    }


def _second(value: pl.Expr) -> dict[str, pl.Expr]:
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
