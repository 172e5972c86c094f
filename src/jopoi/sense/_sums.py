"""From complete rows to sums by unit, without redundant columns and with up as the good way."""

from dataclasses import replace

import narwhals as nw
import numpy as np

from jopoi._core.frames import Table
from jopoi._core.reduce import Design, UnitSums, present, reduce_by_unit
from jopoi.sense._rows import Rows
from jopoi.sense._screening_spec import ScreenSpec

TINY = 1e-9


def design_of(table: Table, spec: ScreenSpec, rows: Rows, outcome: str) -> Design:
    """Which column plays which part, for the outcome or for a mirror in its place."""
    return Design(
        unit=spec.unit,
        outcome=outcome,
        numbers=tuple(name for name in spec.context if table.is_number(name)),
        levels=rows.levels,
        group=spec.group,
        error=spec.standard_error if outcome == spec.outcome else None,
        weight=spec.weight if outcome == spec.outcome else None,
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
    return (sums.keep(kept) if dropped else sums), dropped


def turned(sums: UnitSums, *, higher_is_better: bool) -> UnitSums:
    """The sums with the outcome's sign turned where lower is better, so that up is always good."""
    if higher_is_better:
        return sums
    cross = sums.cross.copy()
    cross[-1, :-1] *= -1.0
    cross[:-1, -1] *= -1.0
    centre = sums.centre.copy()
    centre[-1] *= -1.0
    z = sums.z.copy()
    z[:, -1] *= -1.0
    return replace(sums, z=z, cross=cross, centre=centre)
