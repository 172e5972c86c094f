"""Forms for what is kept under a challenge."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.models.edited import Edited

_YEARS = (1990, 2100)
NOT_RECORDED = gettext_lazy("Not recorded")


def day_field(**options: Any) -> forms.DateField:
    """A day, within the years that a lab may mean."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, validators=[_likely_year], **options)


def _likely_year(day: date) -> None:
    first, last = _YEARS
    if not first <= day.year <= last:
        raise ValidationError(_("Check the year: it is not between 1990 and 2100."), code="year")


def yes_no_field(**options: Any) -> forms.TypedChoiceField:
    """Yes, no, or nobody said: three answers, never two."""
    choices = [("", NOT_RECORDED), ("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))]
    return forms.TypedChoiceField(
        choices=choices, coerce=lambda told: told == "True", empty_value=None, required=False, **options
    )


class KeptForm(EditingForm):
    """A form for a new line (its version is 1) or one that stands there.

    ``member`` writes it, ``challenge`` is what it stands under; lists of people are those of the lab.
    """

    def __init__(self, *args: Any, member: Member, challenge: Challenge, **kwargs: Any) -> None:
        self.member, self.challenge = member, challenge
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.error_messages["invalid"] = _("Write the day as year-month-day, like 2026-06-30.")
            self._say(field)
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = self.offered(field.queryset, self.initial.get(name))

    def offered(self, things: QuerySet[Any], chosen: int | None) -> QuerySet[Any]:
        """What may be chosen: whoever works in the lab, and who is chosen already."""
        members = things.filter(lab=self.member.lab_id).select_related("person")
        return members.filter(active=True) | members.filter(pk=chosen or 0)

    def showing(self, current: Edited) -> forms.ModelForm[Any]:
        return type(self)(instance=current, member=self.member, challenge=self.challenge)

    def required_if(self, name: str, needed: object, sentence: str) -> None:
        """Add ``sentence`` to a field that is empty although it is needed."""
        if needed and name not in self.errors and self.cleaned_data.get(name) in {None, ""}:
            self.add_error(name, sentence)

    @staticmethod
    def _say(field: forms.Field) -> None:
        told = {"field": field.label}
        field.error_messages["required"] = _("Fill in “%(field)s”.") % told
        field.error_messages["max_length"] = _("Shorten “%(field)s” to %%(limit_value)d characters.") % told
        field.error_messages["invalid_choice"] = _("Choose one of the answers for “%(field)s”.") % told
        choices = getattr(field, "choices", None)
        if isinstance(field, forms.TypedChoiceField) and choices and choices[0][0] == "":
            field.choices = [("", _("Choose …") if field.required else NOT_RECORDED), *choices[1:]]
