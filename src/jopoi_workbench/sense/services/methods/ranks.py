"""Ranks: who is surely ahead of whom, and which grades can be told apart."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Ranks, ranks
from jopoi_workbench.sense.services.methods import screening
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part
from jopoi_workbench.shell.models import Dataset

_KEPT = ("unit", "outcome", "period", "context", "practices", "group", "standard_error", "weight")


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return screening.SCREENING.numbers({**spec, "mirror": ()})


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    outcome = labels.get(spec["outcome"], spec["outcome"])
    return _("Who is surely ahead in “%(outcome)s”?") % {"outcome": outcome}


def _start(dataset: Dataset) -> dict[str, Any]:
    begun = screening.SCREENING.start(dataset)
    return {name: begun.get(name) for name in _KEPT}


RANKS = Method(
    name="sense.ranks",
    title=gettext_lazy("Places and grades"),
    heading=gettext_lazy("Who is surely ahead of whom?"),
    about=gettext_lazy(
        "Before anybody publishes a league table: between which places each unit may stand, who is surely at "
        "the top, and as many grades as can be told apart."
    ),
    compute=ranks,
    result=Ranks,
    parts=(
        Part(gettext_lazy("What is compared"), ("unit", "outcome", "period", "higher_is_better")),
        Part(gettext_lazy("What they cannot choose"), ("context",)),
        Part(gettext_lazy("Within what"), ("group",)),
        Part(gettext_lazy("What is the top, and how sure are grades"), ("top", "misordered")),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
