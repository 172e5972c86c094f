"""The year that a challenge is submitted for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class YearForm(forms.Form):
    year = forms.IntegerField(
        min_value=1,
        max_value=9999,
        error_messages={"required": _("Choose a year."), "invalid": _("Choose a year.")},
    )

    @staticmethod
    def years() -> list[int]:
        """The years that can be chosen: this one, where the workbench stands, and the next."""
        this = timezone.localdate().year
        return [this, this + 1]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year not in self.years():
            raise ValidationError(_("Choose this year or the next."))
        return year
