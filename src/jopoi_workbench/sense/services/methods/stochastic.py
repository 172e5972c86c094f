"""The stochastic frontier: how near units come to what their means allow, with room for chance."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Stochastic, stochastic
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part, first
from jopoi_workbench.shell.models import Dataset


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return [name for name in (spec["output"], *spec["inputs"], *spec["context"]) if name]


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    output = labels.get(spec["output"], spec["output"])
    return _("How near do units come to the “%(output)s” that their means allow?") % {"output": output}


def _start(dataset: Dataset) -> dict[str, Any]:
    return {
        "unit": first(dataset, Dataset.Role.UNIT),
        "output": first(dataset, Dataset.Role.OUTCOME),
        "period": first(dataset, Dataset.Role.PERIOD),
    }


STOCHASTIC = Method(
    name="sense.stochastic",
    title=gettext_lazy("Stochastic frontier"),
    heading=gettext_lazy("How near do units come to what their means allow?"),
    about=gettext_lazy(
        "One result, or one cost, from several means, with room for chance. Each unit gets its efficiency and"
        " the interval in which it lies; the level rests on an assumed shape."
    ),
    compute=stochastic,
    result=Stochastic,
    parts=(
        Part(gettext_lazy("Who is compared"), ("unit", "period", "inefficiency")),
        Part(gettext_lazy("What they use"), ("inputs",)),
        Part(gettext_lazy("What they bring about"), ("output", "higher_is_better")),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
