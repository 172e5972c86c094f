"""The backtest: whether the list lasts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Backtest, backtest
from jopoi_workbench.sense.services.methods import screening
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part
from jopoi_workbench.shell.models import Dataset

_KEPT = ("unit", "outcome", "period", "context", "practices", "group", "standard_error", "weight")


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return screening.SCREENING.numbers({**spec, "mirror": ()})


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    outcome = labels.get(spec["outcome"], spec["outcome"])
    return _("Does the list for “%(outcome)s” last?") % {"outcome": outcome}


def _start(dataset: Dataset) -> dict[str, Any]:
    begun = screening.SCREENING.start(dataset)
    return {name: begun.get(name) for name in _KEPT}


BACKTEST = Method(
    name="sense.backtest",
    title=gettext_lazy("Backtest"),
    heading=gettext_lazy("Does the list last?"),
    about=gettext_lazy(
        "Made from some periods, looked at in the others, over every split: how many hold up, how many would"
        " by luck alone, and which units are persistent."
    ),
    compute=backtest,
    result=Backtest,
    parts=(
        Part(gettext_lazy("What is compared"), ("unit", "outcome", "period", "higher_is_better")),
        Part(gettext_lazy("What they cannot choose"), ("context",)),
        Part(gettext_lazy("Within what"), ("group",)),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
