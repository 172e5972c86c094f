"""The pulse: what people say now, and whom the asking missed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi.sense import Pulse, pulse
from jopoi_workbench.sense.services.methods.method import Labels, Method, Part, first
from jopoi_workbench.shell.models import Dataset


def _numbers(spec: Mapping[str, Any]) -> Iterable[str]:
    return [spec["weight"]] if spec.get("weight") else []


def _asked(spec: Mapping[str, Any], labels: Labels) -> str:
    question = spec["questions"][0]
    return _("What do people say to “%(question)s”?") % {"question": labels.get(question, question)}


def _start(dataset: Dataset) -> dict[str, Any]:
    return {
        "wave": first(dataset, Dataset.Role.PERIOD),
        "questions": list(dataset.columns_as(Dataset.Role.OUTCOME)),
    }


PULSE = Method(
    name="sense.pulse",
    title=gettext_lazy("Pulse"),
    heading=gettext_lazy("What do people say now, and who was not heard?"),
    about=gettext_lazy(
        "A table of answers to a few quick questions, a row a person. Weighted to the population as far as it"
        " is known, with what weights cost and what they cannot mend."
    ),
    compute=pulse,
    result=Pulse,
    parts=(
        Part(gettext_lazy("What was asked"), ("questions", "wave")),
        Part(gettext_lazy("Who was reached"), ("reached", "asked")),
        Part(gettext_lazy("Who is to be spoken for"), ("population",)),
    ),
    numbers=_numbers,
    asked=_asked,
    start=_start,
)
