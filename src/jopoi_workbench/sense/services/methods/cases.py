"""The selection of cases: whom to visit, and whom not."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Cases, cases
from jopoi_workbench.sense.services.methods import screening
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part
from jopoi_workbench.shell.models import Dataset
from jopoi_workbench.shell.roles import Act

_KEPT = ("unit", "outcome", "period", "context", "practices")


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    outcome = labels.get(spec["outcome"], spec["outcome"])
    return _("Whom to visit for “%(outcome)s”, and whom to compare with?") % {"outcome": outcome}


def _start(dataset: Dataset) -> dict[str, Any]:
    """As a screening begins; a group is what visits are spread over."""
    begun = screening.SCREENING.start(dataset)
    return {name: begun.get(name) for name in _KEPT} | {"region": begun.get("group")}


CASES = Method(
    name="sense.cases",
    title=gettext_lazy("Choice of cases"),
    heading=gettext_lazy("Whom to visit?"),
    about=gettext_lazy(
        "Outstanding units, each with an ordinary and a low one like it, within quotas and journeys. Who was"
        " turned away stays in the record, with the reason."
    ),
    compute=cases,
    result=Cases,
    parts=(
        Part(gettext_lazy("What is compared"), ("unit", "outcome", "period", "higher_is_better")),
        Part(gettext_lazy("What they cannot choose"), ("context",)),
        Part(gettext_lazy("How many, and from where"), ("capacity", "region", "quota")),
        Part(gettext_lazy("Who is no case, and who says so"), ("rejected", "criteria")),
        Part(gettext_lazy("On which journey"), ("latitude", "longitude", "reach")),
    ),
    numbers=screening.SCREENING.numbers,
    asked=_asked,
    start=_start,
    tables={
        "visits": Act.DOWNLOAD,
        "journeys": Act.DOWNLOAD,
        "regions": Act.DOWNLOAD,
        "key": Act.RUN,  # whoever visits must not know who is who
    },
)
