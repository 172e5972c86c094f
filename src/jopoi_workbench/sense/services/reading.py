"""From a dataset to the frame that a method takes."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from jopoi_workbench.sense.services.derived import kept
from jopoi_workbench.shell.models import Dataset
from jopoi_workbench.shell.reading import read_dataset

MOST_PERIODS = 60


def frame_of(dataset: Dataset, *, numbers: Iterable[str], categories: Sequence[str] = ()) -> pl.DataFrame:
    """The table of a dataset, with ``numbers`` checked to hold no text.

    A column of ``categories`` may hold codes, but not a few texts among numbers.

    Raises
    ------
    jopoi.errors.FileError, jopoi.errors.ColumnError
        If the file cannot be read, or a column holds text in some rows.
    """
    reading = read_dataset(dataset)
    mixed = [name for name in categories if name in reading.texts and not reading.texts[name].codes]
    reading.check_numbers([*numbers, *mixed])
    return reading.frame


def periods_of(dataset: Dataset, column: str) -> list[str]:
    """The periods in a column, in order; none if they are too many to choose from."""
    if not 0 < dataset.column(column).get("distinct", 0) <= MOST_PERIODS:
        return []
    found: list[str] = kept(
        "periods", [dataset.digest, dataset.sheet, column], lambda: _periods(dataset, column)
    )
    return found


def _periods(dataset: Dataset, column: str) -> list[str]:
    values = read_dataset(dataset).frame[column].drop_nulls().unique().sort()
    return [_label(value) for value in values]


def _label(value: Any) -> str:  # noqa: ANN401 - a year, a date, a text
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
