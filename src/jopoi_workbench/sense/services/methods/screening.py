"""The screening: which units do better than their circumstances predict."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Screening, screen
from jopoi_workbench.sense.services.methods.method import Labels, Method, first
from jopoi_workbench.sense.services.reading import periods_of
from jopoi_workbench.shell.models import Dataset

_FEW_PERIODS = 4  # with fewer there is nothing to hold out
Role = Dataset.Role


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    names = ("outcome", "standard_error", "weight", "denominator", "exposure", "latitude", "longitude")
    named = (spec.get(name) for name in names)
    return [name for name in (*named, *spec["mirror"]) if name]


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    question = (
        _("Which units have a higher “%(outcome)s” than their circumstances predict?")
        if spec["higher_is_better"]
        else _("Which units have a lower “%(outcome)s” than their circumstances predict?")
    )
    return question % {"outcome": labels.get(spec["outcome"], spec["outcome"])}


def _start(dataset: Dataset) -> dict[str, Any]:
    """What the described columns make likely; the later half of the periods to confirm on."""
    period = first(dataset, Role.PERIOD)
    periods = periods_of(dataset, period) if period else []
    return {
        "unit": first(dataset, Role.UNIT),
        "outcome": first(dataset, Role.OUTCOME),
        "period": period,
        "context": dataset.columns_as(Role.CONTEXT),
        "practices": dataset.columns_as(Role.PRACTICE),
        "group": first(dataset, Role.GROUP),
        "standard_error": first(dataset, Role.STANDARD_ERROR),
        "mirror": dict.fromkeys(dataset.columns_as(Role.MIRROR), "higher"),
        "confirm": periods[-(len(periods) // 2) :] if len(periods) >= _FEW_PERIODS else [],
    }


SCREENING = Method(
    name="sense.screen",
    title=gettext_lazy("Screening"),
    heading=gettext_lazy("Which units stand out?"),
    about=gettext_lazy(
        "One result matters, and circumstances differ. A short list of units that do better than theirs"
        " predict, and how many of them are there by luck."
    ),
    compute=screen,
    result=Screening,
    parts=(),  # its form has a page of its own
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
