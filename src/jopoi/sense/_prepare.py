"""From a caller's table to sums by unit: what is used, what is left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Design, UnitSums, number, present, reduce_by_unit
from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense._screening_spec import ScreenSpec, label
from jopoi.words import N_

MOST_LEVELS = 60
TINY = 1e-9


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


def check_columns(table: Table, spec: ScreenSpec) -> None:
    """Refuse columns that are missing or hold what their part does not allow."""
    table.require(*spec.columns)
    for name in (spec.outcome, spec.standard_error, *spec.mirror):
        if name is not None:
            require_number(table, name)


def require_number(table: Table, name: str) -> None:
    """Raise a `ColumnError` that names the rows in which a column holds text."""
    if table.is_number(name):
        return
    cells = table.collect(table.lazy.select(nw.col(name).cast(nw.String)))[name]
    odd = (cells.cast(pl.Float64, strict=False).is_null() & cells.is_not_null()).arg_true()
    if len(odd) == 0:
        raise ColumnError(
            N_("Column “{column}” holds text, not numbers."), N_("Choose another column."), column=name
        )
    raise ColumnError(
        N_("Column “{column}” has text in {count} rows ({rows}{more}), first “{value}”."),
        N_("Choose what “{value}” means, or another column."),
        column=name,
        count=len(odd),
        rows=", ".join(f"{row + 1:,}" for row in odd[:3]),
        more=" …" if len(odd) > 3 else "",
        value=str(cells[int(odd[0])]),
    )


def find_rows(table: Table, spec: ScreenSpec) -> Rows:
    """Count what is missing and say which rows are complete."""
    causes = _causes(table, spec)
    numbers = [name for name in spec.columns if table.is_number(name) and name != spec.unit]
    infinite = {
        f"inf:{name}": (~number(name).is_finite() & ~number(name).is_nan() & ~nw.col(name).is_null()).sum()
        for name in numbers
    }
    complete = nw.all_horizontal(*(~broken for _, _, broken in causes), ignore_nulls=True)
    questions = [broken.sum().alias(f"cause:{j}") for j, (_, _, broken) in enumerate(causes)]
    questions += [count.alias(name) for name, count in infinite.items()]
    answer = table.ask(nw.len().alias("total"), (~complete).sum().alias("lost"), *questions)
    for name in numbers:
        if answer[f"inf:{name}"]:
            raise ColumnError(
                N_("Column “{column}” holds an infinite value in {rows} rows."),
                N_("That is usually a division by zero: mend those cells or leave them empty."),
                column=name,
                rows=int(answer[f"inf:{name}"]),
            )
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
            ("group missing", spec.group),
            *(("context missing", name) for name in spec.context),
        )
        if name is not None
    ]
    if spec.standard_error:
        bad = (number(spec.standard_error) <= 0).fill_null(value=False)
        causes.append(("standard error not above zero", spec.standard_error, bad))
    if spec.bounds:
        low, high = spec.bounds
        outside = (number(spec.outcome) < low) | (number(spec.outcome) > high)
        causes.append(("outside bounds", spec.outcome, outside.fill_null(value=False)))
    return causes


def _nothing_left(causes: Sequence[tuple[str, str, nw.Expr]], counts: list[int], total: int) -> ColumnError:
    worst = int(np.argmax(counts))
    return ColumnError(
        N_("No complete row is left: column “{column}” is empty or out of bounds in {rows} of {of} rows."),
        N_("Choose another column, or leave it out."),
        column=causes[worst][1],
        rows=counts[worst],
        of=total,
    )


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


def design_of(table: Table, spec: ScreenSpec, rows: Rows, outcome: str) -> Design:
    """Which column plays which part, for the outcome or for a mirror in its place."""
    return Design(
        unit=spec.unit,
        outcome=outcome,
        numbers=tuple(name for name in spec.context if table.is_number(name)),
        levels=rows.levels,
        group=spec.group,
        weight=spec.standard_error if outcome == spec.outcome else None,
    )


def sums_of(table: Table, spec: ScreenSpec, rows: Rows, only: nw.Expr | None, outcome: str) -> UnitSums:
    """Reduce the complete rows (of some periods) to sums by unit."""
    design = design_of(table, spec, rows, outcome)
    keep = _both(rows.complete, only)
    if outcome != spec.outcome:
        keep = _both(keep, present(outcome, numeric=True))
    return reduce_by_unit(table, design, keep)


def _both(first: nw.Expr | None, second: nw.Expr | None) -> nw.Expr | None:
    return second if first is None else first if second is None else first & second


def without_redundant(sums: UnitSums) -> tuple[UnitSums, list[str]]:
    """Drop the columns of the design that the ones before them already determine."""
    left = sums.cross[:-1, :-1].copy()
    size = np.diag(left).copy()
    kept: list[int] = []
    for j in range(len(size)):
        if left[j, j] <= TINY * max(size[j], np.finfo(float).tiny):
            continue
        kept.append(j)
        left -= np.outer(left[:, j], left[j]) / left[j, j]
    dropped = [term for j, term in enumerate(sums.terms) if j not in kept]
    return sums.keep(kept), dropped


def check_enough(sums: UnitSums, spec: ScreenSpec) -> None:
    """Refuse tables from which chance, or the expectation, cannot be estimated."""
    units, rows = len(sums.weight), int(sums.rows.sum())
    if spec.standard_error is None and rows == units:
        raise TableError(
            N_(
                "Each value of “{unit}” stands in one row only ({rows} rows): what is chance and what lasts"
                " cannot be told apart."
            ),
            N_(
                "Give several periods a unit, or the outcome's standard error; or check that “{unit}” is the"
                " unit and not the row's own number."
            ),
            unit=spec.unit,
            rows=rows,
        )
    needed = len(sums.terms) + 2
    if units < needed:
        raise TableError(
            N_(
                "There are {units} units; with {terms} terms in the expectation at least {needed} are needed."
            ),
            N_("Use fewer context columns, or more units."),
            units=units,
            terms=len(sums.terms),
            needed=needed,
        )
    mean = sums.cross[0, -1] / sums.cross[0, 0]
    scatter = sums.cross[-1, -1] / sums.cross[0, 0] - mean**2
    if scatter <= TINY * max(1e-300, float(sums.centre[-1]) ** 2) * TINY:
        raise ColumnError(
            N_("Column “{column}” has the same value in every row."),
            N_("Choose an outcome that differs between units."),
            column=spec.outcome,
        )
    if sums.r2 > 1.0 - TINY:
        raise ColumnError(
            N_("Context predicts “{column}” exactly, which leaves nothing to screen."),
            N_("Is one of the context columns the outcome under another name? Leave it out."),
            column=spec.outcome,
        )


def turned(sums: UnitSums, *, higher_is_better: bool) -> UnitSums:
    """The sums with the outcome's sign turned where lower is better, so that up is always good."""
    if higher_is_better:
        return sums
    cross = sums.cross.copy()
    cross[-1, :-1] *= -1.0
    cross[:-1, -1] *= -1.0
    centre = sums.centre.copy()
    centre[-1] *= -1.0
    return replace(sums, y=-sums.y, cross=cross, centre=centre)
