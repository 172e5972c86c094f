"""The people who answered, wave by wave, weighted to the population."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import ColumnError, TableError
from jopoi.sense._columns import require_number
from jopoi.sense._pulse_estimates import Answered
from jopoi.sense._pulse_spec import PulseSpec
from jopoi.sense._pulse_weights import Margin, raked
from jopoi.words import N_

MOST_CHOICES = 30
_FEW_NUMBERS = 11  # up to so many whole numbers are choices, such as 0 to 10


@dataclass(frozen=True)
class Question:
    """A question: its choices, and whether it is a number of which a mean can be told.

    ``levels`` are the choices as the column holds them, ``choices`` as they are read; both are empty for a
    number that has many values.
    """

    name: str
    levels: list[str] | list[float]
    numeric: bool

    @property
    def choices(self) -> list[str]:
        """The choices as they are read."""
        return [f"{level:g}" if isinstance(level, float) else level for level in self.levels]

    @property
    def answers(self) -> list[str | None]:
        """What is told of it: the share of each choice, and the mean of a number (none)."""
        return [*self.choices, *([None] if self.numeric else [])]

    def said(self, column: pl.Series) -> Floats:
        """What each person said, (n, k) by `answers`: one for the choice taken, and the number."""
        known = column.drop_nulls()
        parts = [(known == level).to_numpy().astype(np.float64) for level in self.levels]
        return np.column_stack([*parts, *([known.to_numpy()] if self.numeric else [])])


@dataclass(frozen=True)
class Wave:
    """The answers of a wave: a row a person, weighted."""

    name: str
    rows: pl.DataFrame
    who: Answered
    gap: float
    unreached: pl.DataFrame


@dataclass(frozen=True)
class People:
    """All waves, the latest last."""

    waves: list[Wave]
    questions: list[Question]
    left_out: pl.DataFrame
    total: int

    @property
    def latest(self) -> Wave:
        """The wave that is told."""
        return self.waves[-1]


def people_of(table: Table, spec: PulseSpec) -> People:
    """Who answered, and how much each counts.

    Raises
    ------
    ColumnError
        A column is missing, or holds what its part does not allow.
    TableError
        Nobody is left.
    """
    table.require(*spec.columns)
    if spec.weight is not None:
        require_number(table, spec.weight)
    rows = table.collect(table.lazy.select(*spec.columns))
    if spec.weight is not None:
        rows = _with_weight(rows, spec.weight)
    numeric = [name for name in spec.questions if table.is_number(name)]
    texts = [name for name in (*spec.questions, *spec.margins) if name not in numeric]
    rows = rows.with_columns(pl.col(numeric).cast(pl.Float64).fill_nan(None), pl.col(texts).cast(pl.String))
    questions = [_question(rows[name], numeric=name in numeric) for name in spec.questions]
    needed = [name for name in (*spec.margins, spec.wave, spec.cluster, spec.weight) if name is not None]
    silent = rows.select(pl.all_horizontal(pl.col(spec.questions).is_null())).to_series()
    missing = [(name, int(rows[name].null_count())) for name in needed]
    missing = [("", int(silent.sum())), *missing]
    kept = rows.filter(~silent).drop_nulls(needed)
    if kept.height < 2:
        raise TableError(
            N_("Nobody is left: every row lacks an answer or what it is weighted by."),
            N_("Leave out the column that is mostly empty."),
        )
    return People(
        waves=[_wave(name, part, spec) for name, part in _by_wave(kept, spec.wave)],
        questions=questions,
        left_out=pl.DataFrame(
            [(name, n) for name, n in missing if n],
            schema={"column": pl.String, "rows": pl.Int64},
            orient="row",
        ),
        total=rows.height,
    )


def _with_weight(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    rows = rows.with_columns(pl.col(name).cast(pl.Float64).fill_nan(None))
    odd = rows[name].is_infinite() | (rows[name] <= 0.0)
    if odd.any():
        place = int(odd.arg_true()[0])
        raise ColumnError(
            N_("Column “{column}” holds {value} in row {row}: a weight is a number above zero."),
            N_("Mend that cell, or leave it empty."),
            column=name,
            value=float(rows[name][place]),
            row=place + 1,
        )
    return rows


def _question(column: pl.Series, *, numeric: bool) -> Question:
    found = column.drop_nulls().unique().sort()
    if numeric:
        if found.is_infinite().any():
            raise ColumnError(N_("Column “{column}” holds infinite values."), column=column.name)
        scale = len(found) <= _FEW_NUMBERS and bool((found % 1 == 0).all())
        return Question(column.name, found.to_list() if scale else [], numeric)
    if len(found) > MOST_CHOICES:
        raise ColumnError(
            N_("Column “{column}” has {n} different answers: that is open text, which cannot be counted."),
            N_("Choose questions with up to {most} choices, or sort the answers into some first."),
            column=column.name,
            n=len(found),
            most=MOST_CHOICES,
        )
    return Question(column.name, found.to_list(), numeric)


def _by_wave(rows: pl.DataFrame, wave: str | None) -> list[tuple[str, pl.DataFrame]]:
    if wave is None:
        return [("", rows)]
    parts = [
        (str(part[wave].cast(pl.String)[0]), part)
        for part in rows.sort(wave).partition_by(wave, maintain_order=True)
    ]
    lonely = next((name for name, part in parts if part.height < 2), None)
    if lonely is not None:
        raise TableError(
            N_("Wave “{wave}” has a single answer."),
            N_("Choose a column that says the round, the week or the month."),
            wave=lonely,
        )
    return parts


def _wave(name: str, rows: pl.DataFrame, spec: PulseSpec) -> Wave:
    found = [_margin(rows[column], sizes) for column, sizes in spec.margins.items()]
    margins = [margin for margin, _unreached in found]
    base = np.ones(rows.height) if spec.weight is None else rows[spec.weight].to_numpy().astype(np.float64)
    weight, gap = raked(base, margins, spec.most_weight)
    cluster = None
    if spec.cluster is not None:
        cluster = rows[spec.cluster].rank("dense").to_numpy().astype(np.intp) - 1
    unreached = pl.DataFrame(
        [(margin.column, *one) for margin, lost in found for one in lost],
        schema={"column": pl.String, "category": pl.String, "share": pl.Float64},
        orient="row",
    )
    return Wave(name, rows, Answered(weight, margins, cluster), gap, unreached)


def _margin(column: pl.Series, sizes: dict[str, float]) -> tuple[Margin, list[tuple[str, float]]]:
    """A margin over those categories in which anybody answered, and those in which nobody did."""
    seen = set(column.unique())
    odd = sorted(seen - {name for name, size in sizes.items() if size > 0.0})
    if odd:
        raise ColumnError(
            N_("Column “{column}” says {names}, of which `population` gives no number of people."),
            N_("Add a line for it, or write it in the table as in the population."),
            column=column.name,
            names=[f"“{name}”" for name in odd[:5]],
        )
    whole = sum(sizes.values())
    lost = [(name, size / whole) for name, size in sizes.items() if name not in seen and size > 0.0]
    names = [name for name in sizes if name in seen]
    aim = np.array([sizes[name] for name in names])
    code = column.replace_strict(names, list(range(len(names)))).to_numpy().astype(np.intp)
    return Margin(column.name, names, code, aim / aim.sum()), lost
