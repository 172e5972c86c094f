"""The names that people gave to columns, put where the table's own names stand in a result's words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

import polars as pl

from jopoi._core.results import Result
from jopoi.errors import Caution
from jopoi_workbench.shell.models import Dataset

R = TypeVar("R", bound=Result)
_COLUMN_NAMES = ("column", "term")


def labels_of(dataset: Dataset | None) -> dict[str, str]:
    """What each described column means, in a few words: "passed maths, %" is told as "passed maths".

    Where two columns would then be told alike, they keep their whole labels.
    """
    columns = dataset.columns if dataset else []
    labels = {column["name"]: column["label"] for column in columns if column.get("label")}
    short = {name: label.rpartition(", ")[0] or label for name, label in labels.items()}
    told = list(short.values())
    return {name: label if told.count(label) == 1 else labels[name] for name, label in short.items()}


def relabelled(result: R, labels: Mapping[str, str]) -> R:
    """The same result, told with the labels of its columns."""
    fields = type(result.spec).model_fields
    named = {name: _named(getattr(result.spec, name), labels) for name, _field in fields.items()}
    return replace(
        result,
        spec=result.spec.model_copy(update=named),
        warnings=tuple(_told(caution, labels) for caution in result.warnings),
        sheets={name: _sheet(sheet, labels) for name, sheet in result.sheets.items()},
    )


def _named(value: Any, labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - any option
    """An option that holds columns, with their labels; any other as it is."""
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, tuple):
        return tuple(_named(each, labels) for each in value)
    return (
        {labels.get(name, name): each for name, each in value.items()}
        if isinstance(value, Mapping)
        else value
    )


def _told(caution: Caution, labels: Mapping[str, str]) -> Caution:
    facts = {name: _fact(name, fact, labels) for name, fact in caution.facts.items()}
    return replace(caution, facts=facts)


def _fact(name: str, fact: Any, labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - any fact
    """A fact names one column, or quotes several as “name”."""
    if not isinstance(fact, str):
        return fact
    if name == "column":
        return labels.get(fact, fact)
    for column, label in labels.items():
        fact = fact.replace(f"“{column}”", f"“{label}”")
    return fact


def _sheet(sheet: pl.DataFrame, labels: Mapping[str, str]) -> pl.DataFrame:
    named = [name for name in _COLUMN_NAMES if name in sheet.columns]
    return sheet.with_columns(pl.col(named).replace(dict(labels))) if named else sheet
