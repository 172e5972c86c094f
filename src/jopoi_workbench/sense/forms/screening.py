"""The screening form: which columns to compare, how to cut the list, what to hold it against."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jopoi_workbench.sense.forms.method import MethodForm
from jopoi_workbench.sense.services import SCREENING, misfits
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import Dataset


class ScreeningForm(MethodForm):
    """The form of a screening, whose bounds and mirrors are filled in pairs."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, dataset: Dataset, copied: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, method=SCREENING.name, dataset=dataset, copied=copied)

    def check_columns(self) -> None:
        low, high = self.cleaned_data.get("bounds_low"), self.cleaned_data.get("bounds_high")
        if (low is None) != (high is None) and not {"bounds_low", "bounds_high"} & set(self.errors):
            self.add_error("bounds_low", _("Give both bounds, or neither."))
        mirrors = {self.cleaned_data.get(column.name): column.name for column, _better in self.mirrors}
        asked = {"mirror": [name for name in mirrors if name]} | {
            name: self.cleaned_data.get(name)
            for name in ("unit", "period", "outcome", "standard_error", "weight", "denominator", "exposure")
        }
        for found in misfits(SCREENING.name, self.dataset, asked, language()):
            place = mirrors[found.column] if found.option == "mirror" else found.option
            self.add_error(place, found.sentence)
