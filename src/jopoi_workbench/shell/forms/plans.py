"""What is asked of whoever plans an analysis."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi.errors import JopoiError
from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.models import Plan
from jopoi_workbench.shell.rooms import methods, room_of

_MOST_TEXT = 4000
_MOST_NAMES = 60


class Names(forms.CharField):
    """Names with commas between them, kept as a list."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - a list, or what was written
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as above
        names = [name.strip() for name in super().clean(value).split(",")]
        return list(dict.fromkeys(name for name in names if name))[:_MOST_NAMES]


class PlanForm(forms.ModelForm[Plan]):
    outcomes = Names(
        label=_("Outcome columns"),
        help_text=_("As they will be called in the table, with commas between them."),
        max_length=1000,
        error_messages={
            "required": _("Name the outcomes."),
            "max_length": _("Shorten it to %(most)s characters.") % {"most": 1000},
        },
    )
    periods = Names(
        label=_("Periods of the outcome"),
        help_text=_("Such as: 2026, 2027."),
        required=False,
        max_length=400,
        error_messages={"max_length": _("Shorten it to %(most)s characters.") % {"most": 400}},
    )
    method = forms.ChoiceField(label=_("Method"), required=False)
    spec = forms.JSONField(
        label=_("Its options, as JSON"),
        help_text=_('As the page of a result shows them, such as {"unit": "school", "outcome": "passed"}.'),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"invalid": _("Write the options as JSON: names and values in braces.")},
    )

    class Meta:
        model = Plan
        fields = ("title", "outcomes", "period_column", "periods", "rows_expected", "data_expected", "method",
                  "spec")  # fmt: skip
        labels = {
            "title": _("Title"),
            "period_column": _("Period column"),
            "rows_expected": _("How many rows are expected at least"),
            "data_expected": _("When the data are expected in full"),
        }
        widgets = {"data_expected": forms.DateInput(attrs={"type": "date"})}
        error_messages = {
            "title": {
                "required": _("Give the plan a title."),
                "max_length": _("Shorten it to %(most)s characters.") % {"most": 200},
            },
            "period_column": {"max_length": _("Shorten it to %(most)s characters.") % {"most": 120}},
            "rows_expected": {
                "invalid": _("Give a whole number, 0 or more."),
                "min_value": _("Give a whole number, 0 or more."),
                "max_value": _("Give a whole number, 0 or more."),
            },
            "data_expected": {"invalid": _("Give a date, such as 2026-03-31.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = self.fields["method"]
        assert isinstance(method, forms.ChoiceField)  # noqa: S101 - declared above
        method.choices = [("", _("none fixed")), *methods().items()]
        too_long = _("Shorten it to %(most)s characters.") % {"most": _MOST_TEXT}
        own = [name for name in self.fields if name != "title"]
        for name, label in Plan.PARTS.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                initial=self.instance.parts.get(name, ""),
                max_length=_MOST_TEXT,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"max_length": too_long},
            )
        self.order_fields(["title", *Plan.PARTS, *own])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        spec, room = cleaned.get("spec") or {}, room_of(cleaned.get("method", ""))
        if not isinstance(spec, dict):
            self.add_error("spec", _("Write the options as JSON: names and values in braces."))
        elif spec and room and room.parse:
            try:
                spec = room.parse(cleaned["method"], spec)
            except JopoiError as error:
                self.add_error("spec", error.say(language()))
        elif spec:
            self.add_error("method", _("Choose the method that these options belong to."))
        cleaned["spec"] = spec
        return cleaned

    def values(self) -> dict[str, Any]:
        """The fields of `Plan` to write."""
        told = {
            name: value for name, value in self.cleaned_data.items() if name not in {*Plan.PARTS, "version"}
        }
        return told | {
            "parts": {name: self.cleaned_data[name] for name in Plan.PARTS if self.cleaned_data[name]}
        }


class EditPlanForm(PlanForm, EditingForm):
    class Meta(PlanForm.Meta):
        pass


class DepartureForm(forms.Form):
    """A reason for what the system found, or what a person tells of."""

    key = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    said = forms.CharField(
        label=_("What was done otherwise"),
        max_length=400,
        required=False,
        error_messages={"max_length": _("Shorten it to %(most)s characters.") % {"most": 400}},
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        error_messages={
            "required": _("Say why."),
            "max_length": _("Shorten it to %(most)s characters.") % {"most": 1000},
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("key") and not cleaned.get("said"):
            self.add_error("said", _("Say what was done otherwise."))
        return cleaned
