"""The multiverse: whose place on the list depends on how one asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Multiverse, multiverse
from jopoi_workbench.sense.services.methods import screening
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part
from jopoi_workbench.shell.models import Dataset

_KEPT = ("unit", "outcome", "period", "context", "practices", "group", "standard_error", "weight")


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return screening.SCREENING.numbers({**spec, "mirror": ()})


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    outcome = labels.get(spec["outcome"], spec["outcome"])
    return _("Does the list for “%(outcome)s” depend on how one asks?") % {"outcome": outcome}


def _start(dataset: Dataset) -> dict[str, Any]:
    begun = screening.SCREENING.start(dataset)
    return {name: begun.get(name) for name in _KEPT}


MULTIVERSE = Method(
    name="sense.multiverse",
    title=gettext_lazy("Multiverse"),
    heading=gettext_lazy("Does the list depend on my choices?"),
    about=gettext_lazy(
        "The same question in every way that could be defended: which units are listed whatever one chooses,"
        " and which choice moves the list most."
    ),
    compute=multiverse,
    result=Multiverse,
    parts=(
        Part(gettext_lazy("What is compared"), ("unit", "outcome", "period", "higher_is_better")),
        Part(gettext_lazy("What they cannot choose"), ("context", "optional")),
        Part(gettext_lazy("Within what"), ("group",)),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
