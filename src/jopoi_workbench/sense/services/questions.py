"""What a run asks, as its title until there is an answer."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from jopoi_workbench.sense.services.labels import labels_of
from jopoi_workbench.sense.services.methods import METHODS
from jopoi_workbench.shell.models import Dataset


def questions(method: str, dataset: Dataset, spec: Mapping[str, Any]) -> dict[str, str]:
    """What is asked, in every language of the workbench."""
    asked = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            asked[language] = METHODS[method].asked(spec, labels_of(dataset))
    return asked
