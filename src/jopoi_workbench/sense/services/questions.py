"""What a screening asks, as its title until there is an answer."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jopoi_workbench.sense.services.labels import labels_of
from jopoi_workbench.shell.models import Dataset


def questions(dataset: Dataset, spec: Mapping[str, Any]) -> dict[str, str]:
    """What is asked, in every language of the workbench."""
    outcome = labels_of(dataset).get(spec["outcome"], spec["outcome"])
    asked = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            question = (
                _("Which units have a higher “%(outcome)s” than their circumstances predict?")
                if spec["higher_is_better"]
                else _("Which units have a lower “%(outcome)s” than their circumstances predict?")
            )
            asked[language] = question % {"outcome": outcome}
    return asked
