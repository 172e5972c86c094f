"""The names that people gave to columns, put where the table's own names stand in a result's words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from jopoi.errors import Caution
from jopoi.sense import Screening, ScreenSpec
from jopoi_workbench.shell.models import Dataset


def labels_of(dataset: Dataset | None) -> dict[str, str]:
    """What each described column means; without a unit of measure, which has its own place."""
    columns = dataset.columns if dataset else []
    return {column["name"]: column["label"] for column in columns if column.get("label")}


def relabelled(screening: Screening, labels: Mapping[str, str]) -> Screening:
    """The same screening, told with the labels of its columns."""
    spec = screening.spec
    assert isinstance(spec, ScreenSpec)  # noqa: S101 - what a screening has
    named = {
        field: labels.get(name, name)
        for field in ("unit", "outcome", "period", "group", "standard_error")
        if (name := getattr(spec, field)) is not None
    }
    told = spec.model_copy(
        update={
            **named,
            "context": tuple(labels.get(name, name) for name in spec.context),
            "mirror": {labels.get(name, name): better for name, better in spec.mirror.items()},
        }
    )
    warnings = tuple(_told(caution, labels) for caution in screening.warnings)
    return replace(screening, spec=told, warnings=warnings, sheets=_sheets(screening.sheets, labels))


def _told(caution: Caution, labels: Mapping[str, str]) -> Caution:
    """The facts quote columns as “name”."""
    return replace(caution, facts={name: _swap(fact, labels) for name, fact in caution.facts.items()})


def _swap(fact: Any, labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - any fact
    if isinstance(fact, str):
        for name, label in labels.items():
            fact = fact.replace(f"“{name}”", f"“{label}”")
    return fact


def _sheets(sheets: Mapping[str, pl.DataFrame], labels: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    told = dict(sheets)
    for name, column in (("mirror", "column"), ("coefficients", "term"), ("exclusions", "column")):
        if name in told and column in told[name].columns:
            told[name] = told[name].with_columns(pl.col(column).replace(dict(labels)))
    return told
