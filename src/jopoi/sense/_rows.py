"""Which rows a screening may use, and what is lost by which cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import how_many, number, present
from jopoi.errors import ColumnError, OptionError
from jopoi.sense._screening_spec import ScreenSpec, label
from jopoi.words import N_

MOST_LEVELS = 60


@dataclass(frozen=True)
class Rows:
    """The rows that a screening may use.

    Attributes
    ----------
    complete : narwhals.Expr or None
        Which rows are used; None if all are.
    exclusions : polars.DataFrame
        Cause, column and number of rows, for each cause of loss that occurred.
    total, lost : int
        Rows in the table, and rows left out.
    levels : tuple
        The levels of each text column of the context, and of the period.
    periods : tuple
        The periods as they stand in the table, in order.
    """

    complete: nw.Expr | None
    exclusions: pl.DataFrame
    total: int
    lost: int
    levels: tuple[tuple[str, tuple[Any, ...]], ...]
    periods: tuple[Any, ...]


def find_rows(table: Table, spec: ScreenSpec) -> Rows:
    """Count what is missing and say which rows are complete."""
    causes = _causes(table, spec)
    complete = nw.all_horizontal(*(~broken for _, _, broken in causes), ignore_nulls=True)
    questions = [how_many(broken).alias(f"cause:{j}") for j, (_, _, broken) in enumerate(causes)]
    answer = table.ask(nw.len().alias("total"), how_many(~complete).alias("lost"), *questions)
    counts = [int(answer[f"cause:{j}"] or 0) for j in range(len(causes))]
    lost, total = int(answer["lost"] or 0), int(answer["total"])
    if lost == total:
        raise _nothing_left(causes, counts, total)
    kept = [(c, name, n) for (c, name, _), n in zip(causes, counts, strict=True) if n]
    exclusions = pl.DataFrame(
        kept, schema={"cause": pl.String, "column": pl.String, "rows": pl.Int64}, orient="row"
    )
    keep = complete if lost else None
    periods = _levels(table, keep, spec.period, N_("period")) if spec.period else ()
    texts = tuple(
        (name, _levels(table, keep, name, N_("context")))
        for name in spec.context
        if not table.is_number(name)
    )
    levels = (*texts, (spec.period, periods)) if spec.period and len(periods) > 1 else texts
    return Rows(keep, exclusions, total, lost, levels, periods)


def _causes(table: Table, spec: ScreenSpec) -> list[tuple[str, str, nw.Expr]]:
    """Every way in which a row can be unusable: cause, column, and the expression that finds it."""
    causes = [
        (cause, name, ~present(name, numeric=table.is_number(name)))
        for cause, name in (
            ("unit missing", spec.unit),
            ("period missing", spec.period),
            ("outcome missing", spec.outcome),
            ("standard error missing", spec.standard_error),
            ("weight missing", spec.weight),
            ("group missing", spec.group),
            *(("context missing", name) for name in spec.context),
        )
        if name is not None
    ]
    for cause, name in (
        ("standard error not above zero", spec.standard_error),
        ("weight not above zero", spec.weight),
    ):
        if name:
            causes.append((cause, name, (number(name) <= 0).fill_null(value=False)))
    if spec.bounds:
        low, high = spec.bounds
        outside = (number(spec.outcome) < low) | (number(spec.outcome) > high)
        causes.append(("outside bounds", spec.outcome, outside.fill_null(value=False)))
    return causes


def _nothing_left(causes: Sequence[tuple[str, str, nw.Expr]], counts: list[int], total: int) -> ColumnError:
    worst = int(np.argmax(counts))
    cause, column, _ = causes[worst]
    not_above = N_("No complete row is left: column “{column}” is not above zero in {rows} of {of} rows.")
    what = {
        "standard error not above zero": not_above,
        "weight not above zero": not_above,
        "outside bounds": N_(
            "No complete row is left: column “{column}” is out of bounds in {rows} of {of} rows."
        ),
    }.get(cause, N_("No complete row is left: column “{column}” is empty in {rows} of {of} rows."))
    hint = N_("Choose another column, or leave it out.")
    return ColumnError(what, hint, column=column, rows=counts[worst], of=total)


def _levels(table: Table, keep: nw.Expr | None, name: str, part: str) -> tuple[Any, ...]:
    rows = table.lazy if keep is None else table.lazy.filter(keep)
    found = table.collect(rows.select(name).unique().head(MOST_LEVELS + 1))[name]
    if len(found) > MOST_LEVELS:
        raise ColumnError(
            N_("Column “{column}” has more than {most} different values, too many for the {part}."),
            N_(
                "Use coarser values (years rather than days, regions rather than villages) or another column."
            ),
            column=name,
            most=MOST_LEVELS,
            part=part,
        )
    return tuple(found.sort().to_list())


def held_out(spec: ScreenSpec, rows: Rows) -> tuple[Any, ...]:
    """The periods to confirm on, as they stand in the table."""
    known = {label(period): period for period in rows.periods}
    unknown = [name for name in spec.confirm if name not in known]
    if unknown:
        raise OptionError(
            N_("`confirm` names {unknown}, which is not a period of “{column}”."),
            N_("Its periods are {periods}."),
            unknown=unknown,
            column=spec.period or "",
            periods=list(known),
        )
    if len(set(spec.confirm)) == len(known):
        raise OptionError(
            N_("`confirm` holds out every period, so that none is left to screen on."),
            N_("Leave at least one of {periods} out of `confirm`."),
            periods=list(known),
        )
    return tuple(known[name] for name in spec.confirm)
