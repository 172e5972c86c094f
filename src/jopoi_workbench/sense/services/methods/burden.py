"""The burden: what a service costs the people who use it, before and after a change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Burden, burden
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part, first
from jopoi_workbench.shell.models import Dataset

_NUMBERS = ("hours", "visits", "travel_hours", "fare", "fees", "elapsed", "weight")


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return [spec[name] for name in _NUMBERS if spec.get(name)]


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    told = {"moment": labels.get(spec["moment"], spec["moment"])}
    return _("What does a service cost the people who use it, by “%(moment)s”?") % told


def _start(dataset: Dataset) -> dict[str, Any]:
    return {"moment": first(dataset, Dataset.Role.PERIOD), "hours": first(dataset, Dataset.Role.OUTCOME)}


BURDEN = Method(
    name="sense.burden",
    title=gettext_lazy("Burden"),
    heading=gettext_lazy("What does a service cost those who use it?"),
    about=gettext_lazy(
        "A table of people, some from before a change and some from after it. Hours, visits, fares and fees"
        " of a service obtained, with those who gave up, and what a year of it comes to."
    ),
    compute=burden,
    result=Burden,
    parts=(
        Part(gettext_lazy("When"), ("moment", "before")),
        Part(
            gettext_lazy("What a use takes"), ("hours", "visits", "travel_hours", "fare", "fees", "elapsed")
        ),
        Part(gettext_lazy("Who got it"), ("finished", "group", "weight")),
        Part(gettext_lazy("What an hour is worth"), ("hour_value", "currency")),
        Part(gettext_lazy("A year of it"), ("uses", "attribution", "agency_cost")),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
