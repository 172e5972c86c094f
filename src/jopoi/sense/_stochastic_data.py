"""The rows of a stochastic frontier: logarithms, sorted by unit and period, and what was left out."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import ColumnError, TableError
from jopoi.sense._columns import require_number
from jopoi.sense._stochastic_likelihood import Rows
from jopoi.sense._stochastic_spec import StochasticSpec
from jopoi.words import N_


@dataclass(frozen=True)
class Seen:
    """The rows that are fitted, and how their columns were moved and scaled for that.

    ``code`` says of each row which unit, among those with an inefficiency of their own, it belongs to.
    """

    frame: pl.DataFrame
    rows: Rows
    code: NDArray[np.intp]
    centre: Floats
    scale: Floats
    left_out: pl.DataFrame
    total: int


def seen_of(table: Table, spec: StochasticSpec) -> Seen:
    """Take logarithms, and leave out rows that have none.

    Raises
    ------
    ColumnError
        A column is missing, holds text or a value below zero, or never varies.
    TableError
        There are too few rows to fit anything.
    """
    table.require(*spec.columns)
    measures = [spec.output, *spec.inputs]
    for name in (*measures, *spec.context):
        require_number(table, name)
    every = table.collect(table.lazy.select(*spec.columns)).with_columns(
        pl.col([*measures, *spec.context]).cast(pl.Float64)
    )
    frame, left_out = _kept(every, measures, spec)
    frame = frame.sort([spec.unit, *([spec.period] if spec.period else [])], maintain_order=True)
    logs = frame.select(pl.col(measures).log()).to_numpy()
    given = [frame[name].to_numpy() for name in spec.context]
    design = np.column_stack([logs[:, 1:], *given])
    names = [*spec.inputs, *spec.context]
    _refuse_what_cannot_be_fitted(design, names, spec)
    centre, scale = design.mean(axis=0), design.std(axis=0)
    moved = (design - centre) / scale
    sign, terms = (1.0 if spec.higher_is_better else -1.0), len(spec.inputs)
    ones = np.ones(len(frame))
    code, start = _units(frame, spec)
    about = None
    if spec.shape == "truncated":
        about = np.column_stack([ones, moved[:, terms:]]) if start is None else np.ones((len(start), 1))
    rows = Rows(
        y=sign * logs[:, 0],
        x=sign * np.column_stack([ones, moved[:, :terms]]),
        start=start,
        time=_times(frame, spec),
        about=about,
        shape=spec.shape,
    )
    return Seen(frame, rows, code, centre, scale, left_out, every.height)


def _kept(
    every: pl.DataFrame, measures: list[str], spec: StochasticSpec
) -> tuple[pl.DataFrame, pl.DataFrame]:
    for name in (*measures, *spec.context):
        odd = every[name].is_infinite() | ((every[name] < 0.0) & (name in measures))
        if odd.any():
            raise ColumnError(
                N_("Column “{column}” holds {value}: inputs and outputs are amounts, none below zero."),
                N_("Mend that cell, or count what is good instead of what is bad."),
                column=name,
                value=float(every[name].filter(odd)[0]),
            )
    needed = [pl.col(name).is_null() for name in (spec.unit, *([spec.period] if spec.period else []))]
    numbers = [pl.col(name).is_null() | pl.col(name).is_nan() for name in (*measures, *spec.context)]
    reason = (
        pl.when(pl.any_horizontal(*needed, *numbers))
        .then(pl.lit("value missing"))
        .when(pl.any_horizontal(pl.col(measures) == 0.0))
        .then(pl.lit("not above zero"))
    )
    told = every.with_columns(reason=reason)
    left_out = told.filter(pl.col("reason").is_not_null()).group_by("reason").len("rows").sort("reason")
    return told.filter(pl.col("reason").is_null()).drop("reason"), left_out.with_columns(
        pl.col("rows").cast(pl.Int64)
    )


def _refuse_what_cannot_be_fitted(design: Floats, names: list[str], spec: StochasticSpec) -> None:
    wanted = design.shape[1] + 6
    if len(design) < wanted:
        raise TableError(
            N_("{rows} rows are too few for a frontier with {terms} columns: at least {wanted}."),
            N_("Give more rows, or fewer columns."),
            rows=len(design),
            terms=design.shape[1],
            wanted=wanted,
        )
    flat = [name for name, spread in zip(names, design.std(axis=0), strict=True) if spread < 1e-12]
    if flat:
        raise ColumnError(
            N_("Column “{column}” never varies: nothing can be measured by it."),
            N_("Leave it out."),
            column=flat[0],
        )
    moved = (design - design.mean(axis=0)) / design.std(axis=0)
    for last in range(2, len(spec.inputs) + 1):
        if np.linalg.cond(moved[:, :last]) > 1e8:
            raise ColumnError(
                N_("Column “{column}” follows from the inputs before it: their parts cannot be told apart."),
                N_("Leave it out."),
                column=names[last - 1],
            )


def _units(frame: pl.DataFrame, spec: StochasticSpec) -> tuple[NDArray[np.intp], NDArray[np.intp] | None]:
    if spec.inefficiency == "each":
        return np.arange(len(frame)), None
    code = frame[spec.unit].rle_id().to_numpy().astype(np.intp)
    return code, np.flatnonzero(np.diff(code, prepend=-1))


def _times(frame: pl.DataFrame, spec: StochasticSpec) -> Floats | None:
    """Periods since the last of all, counted in steps."""
    if spec.inefficiency != "drifting" or spec.period is None:
        return None
    steps = frame[spec.period].rank("dense").to_numpy().astype(np.float64)
    if steps.max() < 2.0:
        raise ColumnError(
            N_("Column “{column}” has a single period: nothing can drift."),
            N_("Choose lasting, or another column."),
            column=spec.period,
        )
    times: Floats = steps - steps.max()
    return times
