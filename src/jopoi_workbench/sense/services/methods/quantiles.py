"""The quantile frontier: what the best do in like circumstances, and who reaches it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Quantiles, quantiles
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part, first
from jopoi_workbench.shell.models import Dataset


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return [spec["outcome"]] if spec["outcome"] else []


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    outcome = labels.get(spec["outcome"], spec["outcome"])
    return _("What do the best reach in “%(outcome)s” in like circumstances, and who?") % {"outcome": outcome}


def _start(dataset: Dataset) -> dict[str, Any]:
    return {
        "unit": first(dataset, Dataset.Role.UNIT),
        "outcome": first(dataset, Dataset.Role.OUTCOME),
        "context": dataset.columns_as(Dataset.Role.CONTEXT),
        "practices": dataset.columns_as(Dataset.Role.PRACTICE),
        "period": first(dataset, Dataset.Role.PERIOD),
    }


QUANTILES = Method(
    name="sense.quantiles",
    title=gettext_lazy("Bar of the best"),
    heading=gettext_lazy("What do the best reach in like circumstances?"),
    about=gettext_lazy(
        "A bar is drawn that nine in ten units stay below, higher or lower by their circumstances. It hangs"
        " on many units, so that no single record can move it."
    ),
    compute=quantiles,
    result=Quantiles,
    parts=(
        Part(gettext_lazy("Who is compared"), ("unit", "period")),
        Part(gettext_lazy("What they reach"), ("outcome", "higher_is_better", "quantile")),
        Part(gettext_lazy("What they cannot choose"), ("context",)),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
