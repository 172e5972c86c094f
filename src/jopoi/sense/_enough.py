"""Refuse what nothing can be learned from: too few units, no chance to be seen, nothing that differs."""

import numpy as np

from jopoi._core.reduce import UnitSums
from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.words import N_

NOTHING = 1e-9
LAST_DIGITS = 1e-13


def check_enough(sums: UnitSums, spec: ScreenSpec) -> None:
    """Refuse tables from which chance, or the expectation, cannot be estimated."""
    if spec.standard_error is None:
        require_repeats(sums, spec)
    _require_units(sums)
    _require_differences(sums, spec)
    if spec.standard_error is None:
        require_scatter(sums, spec)
    if sums.group is not None:
        _require_groups(sums, spec)


def check_mirror(sums: UnitSums, name: str, spec: ScreenSpec) -> None:
    """Refuse a mirror indicator on which units cannot be compared."""
    rows, units = int(sums.rows.sum()), len(sums.weight)
    if rows == units:
        what = (
            N_("Mirror “{column}” has one value a unit at most ({rows} in all): chance cannot be told.")
            if rows
            else N_("Mirror “{column}” has no value in the screened rows.")
        )
        raise ColumnError(what, N_("Choose a mirror with several periods a unit."), column=name, rows=rows)
    _require_units(sums)
    as_outcome = spec.model_copy(update={"outcome": name})
    _require_differences(sums, as_outcome)
    require_scatter(sums, as_outcome)


def require_repeats(sums: UnitSums, spec: ScreenSpec) -> None:
    """Refuse a table in which no unit is seen twice."""
    rows = int(sums.rows.sum())
    if rows == len(sums.weight):
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


def _require_units(sums: UnitSums) -> None:
    units, needed = len(sums.weight), len(sums.terms) + 2
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


def _require_differences(sums: UnitSums, spec: ScreenSpec) -> None:
    means = sums.y / sums.weight
    level = max(abs(float(sums.centre[-1])), float(np.abs(means).max()), np.finfo(float).tiny)
    scatter = sums.cross[-1, -1] / sums.cross[0, 0] - (sums.cross[0, -1] / sums.cross[0, 0]) ** 2
    if max(float(scatter), float(np.ptp(means)) ** 2) <= (LAST_DIGITS * level) ** 2:
        raise ColumnError(
            N_("Column “{column}” has the same value in every row."),
            N_("Choose an outcome that differs between units."),
            column=spec.outcome,
        )
    if sums.r2 > 1.0 - NOTHING:
        raise ColumnError(
            N_("Context predicts “{column}” exactly, which leaves nothing to screen."),
            N_("Is one of the context columns the outcome under another name? Leave it out."),
            column=spec.outcome,
        )


def require_scatter(sums: UnitSums, spec: ScreenSpec) -> None:
    """Refuse units that do the same in every period: figures carried forward show no chance."""
    within = sums.cross - (sums.z / sums.weight[:, None]).T @ sums.z
    xx, xy, yy = within[1:-1, 1:-1], within[1:-1, -1], within[-1, -1]
    left = yy - xy @ np.linalg.lstsq(xx, xy, rcond=None)[0] if len(xy) else yy
    total = sums.cross[-1, -1] - sums.cross[0, -1] ** 2 / sums.cross[0, 0]
    if left <= NOTHING * total:
        raise ColumnError(
            N_(
                "In “{column}” each unit does the same in every period, so that nothing shows what is chance."
            ),
            N_(
                "Figures carried forward from one period to the next look like this. Use the figures as they"
                " were counted in each period, or give their standard error."
            ),
            column=spec.outcome,
        )


def _require_groups(sums: UnitSums, spec: ScreenSpec) -> None:
    if sums.group is not None and sums.group.n_unique() == len(sums.weight):
        raise OptionError(
            N_("Each unit is a group of its own in “{column}”."),
            N_("Choose a column whose groups hold several units, or none."),
            column=spec.group or "",
        )
