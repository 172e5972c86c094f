"""Reading a result back, and telling whether two are the same."""

import math

import polars as pl

from jopoi._core.results import Result, Value
from jopoi.sense import Screening
from jopoi_workbench.sense.services.derived import identity, kept
from jopoi_workbench.sense.services.methods import METHODS
from jopoi_workbench.shell.models import Evidence

_CLOSE = {"rel_tol": 1e-9, "abs_tol": 1e-12}


def result_of(evidence: Evidence) -> Result:
    """The stored result of a piece of done evidence."""
    return METHODS[evidence.method].result.from_json(evidence.result.json)


def screening_of(evidence: Evidence) -> Screening:
    """The stored result of a done screening."""
    return Screening.from_json(evidence.result.json)


def same_answer(one: Evidence, other: Evidence) -> bool:
    """Whether two results answer alike: their figures and tables to nine figures, not their words.

    Another machine, or a file read in another order, adds up to other last digits.
    """
    key = [*identity(one), *identity(other)]
    found: bool = kept("answers", key, lambda: _alike(result_of(one), result_of(other)))
    return found


def _alike(one: Result, other: Result) -> bool:
    if one.values.keys() != other.values.keys() or one.sheets.keys() != other.sheets.keys():
        return False
    figures = all(_equal(value, other.values[name]) for name, value in one.values.items())
    return figures and all(_same_table(sheet, other.sheets[name]) for name, sheet in one.sheets.items())


def _equal(one: Value, other: Value) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, **_CLOSE) or (math.isnan(one) and math.isnan(other))
    return one == other


def _same_table(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    if one.columns != other.columns or one.height != other.height:
        return False
    return all(
        _equal(left, right)
        for name in one.columns
        for left, right in zip(one[name].to_list(), other[name].to_list(), strict=True)
    )
