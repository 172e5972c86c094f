"""The frontier: who does most with what they have."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Frontier, frontier
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part, first
from jopoi_workbench.shell.models import Dataset


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return [*spec["inputs"], *spec["outputs"]]


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    def named(kind: str) -> str:
        return ", ".join(f"“{labels.get(name, name)}”" for name in spec[kind])

    told = {"inputs": named("inputs"), "outputs": named("outputs")}
    return _("Which units bring about most %(outputs)s with their %(inputs)s?") % told


def _start(dataset: Dataset) -> dict[str, Any]:
    return {
        "unit": first(dataset, Dataset.Role.UNIT),
        "outputs": dataset.columns_as(Dataset.Role.OUTCOME),
    }


FRONTIER = Method(
    name="sense.frontier",
    title=gettext_lazy("Frontier"),
    heading=gettext_lazy("Who does most with what they have?"),
    about=gettext_lazy(
        "Several means and several results matter, and nobody can say how much one is worth in the other."
        " Each unit is held against the best that others do with as little."
    ),
    compute=frontier,
    result=Frontier,
    parts=(
        Part(gettext_lazy("Who is compared"), ("unit",)),
        Part(gettext_lazy("What they use"), ("inputs",)),
        Part(gettext_lazy("What they bring about"), ("outputs",)),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
