"""What is asked of whoever opens a challenge: the basics first, the rest if they like."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.fields import (
    CountryField,
    DayField,
    DegreesField,
    GoalsField,
    ThemesField,
)
from jopoi_workbench.shell.graphemes import characters
from jopoi_workbench.shell.models import Challenge

SUMMARY = 280
_BASICS = ("title", "statement", "kind", "place", "place_precision")


class ChallengeForm(forms.ModelForm[Challenge]):
    country = CountryField(
        label=_("Country"), help_text=_("A map shades it, if no more than the country or region is known.")
    )
    latitude = DegreesField(
        label=_("Latitude"),
        help_text=_("In degrees, such as −25.60. It comes before the longitude; leave both empty if unsure."),
        min_value=-90,
        max_value=90,
        error_messages=dict.fromkeys(
            ("min_value", "max_value"),
            _("A latitude lies between −90 and 90. Were latitude and longitude swapped?"),
        )
        | {"invalid": _("Write the latitude as a number of degrees, such as −25.60.")},
    )
    longitude = DegreesField(
        label=_("Longitude"),
        help_text=_("In degrees, such as −57.15."),
        min_value=-180,
        max_value=180,
        error_messages=dict.fromkeys(
            ("min_value", "max_value"), _("A longitude lies between −180 and 180. Correct the number.")
        )
        | {"invalid": _("Write the longitude as a number of degrees, such as −57.15.")},
    )
    sdgs = GoalsField(label=_("Sustainable Development Goals"))
    themes = ThemesField(
        label=_("Themes"),
        help_text=_("A few words each, with commas between them."),
        error_messages={"max_length": _("These are too many themes. Keep to 12.")},
    )
    starts_on = DayField(label=_("Starts on"))
    ends_on = DayField(label=_("Ends on"))

    class Meta:
        model = Challenge
        fields: tuple[str, ...] = (
            *_BASICS,
            "country",
            "latitude",
            "longitude",
            "summary",
            "background",
            "sdgs",
            "themes",
            "starts_on",
            "ends_on",
        )
        labels = {
            "title": _("Title"),
            "statement": _("Our challenge is that …"),
            "kind": _("Kind"),
            "place": _("Place"),
            "place_precision": _("How exactly is the place known?"),
            "summary": _("Summary"),
            "background": _("Background"),
        }
        help_texts = {
            "title": _("A few words that a colleague recognises."),
            "statement": _("One or two sentences: for whom, what happens now, what nobody knows yet."),
            "kind": _("A big bet changes a whole service; an exploratory challenge asks a first question."),
            "place": _("Where it happens, in words. You may leave it empty."),
            "place_precision": _("A map shows no more than this: only one site is ever drawn as a point."),
            "summary": _("At most 280 characters, for a list or a message."),
            "background": _("History, causes, who has to do with it, what was tried."),
        }
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 4}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "background": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages = {
            "title": {
                "required": _("Give the challenge a title."),
                "max_length": _("Shorten the title to 140 characters."),
            },
            "statement": {
                "required": _("Say in a sentence or two what the challenge is."),
                "max_length": _("Shorten the statement to 2,000 characters."),
            },
            "place": {"max_length": _("Shorten the place to 140 characters.")},
            "summary": {"max_length": _("Shorten the summary to 280 characters.")},
            "background": {"max_length": _("Shorten the background to 10,000 characters.")},
        }

    def basics(self) -> list[forms.BoundField]:
        """What everyone is asked."""
        return [self[name] for name in _BASICS]

    def rest(self) -> list[forms.BoundField]:
        """What may wait."""
        return [field for field in self.visible_fields() if field.name not in _BASICS]

    def rest_is_wrong(self) -> bool:
        """Whether something in the part that is folded away needs a change."""
        return any(field.errors for field in self.rest())

    def clean_summary(self) -> str:
        summary: str = self.cleaned_data["summary"]
        n = characters(summary)
        if n > SUMMARY:
            raise ValidationError(_("The summary has %(n)s characters. Shorten it to 280.") % {"n": n})
        return summary

    def clean(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            dates = {"ends": date_format(ends), "starts": date_format(starts)}
            self.add_error(
                "ends_on",
                _("The end, %(ends)s, comes before the start, %(starts)s. Change one of them.") % dates,
            )
        if {"latitude", "longitude"} <= set(given):
            alone = (given["latitude"] is None) - (given["longitude"] is None)
            if alone:
                missing = "latitude" if alone > 0 else "longitude"
                self.add_error(missing, _("Give latitude and longitude together, or neither."))
        return given


class EditChallengeForm(EditingForm, ChallengeForm):
    class Meta(ChallengeForm.Meta):
        fields = (*ChallengeForm.Meta.fields, "state")
        labels = ChallengeForm.Meta.labels | {"state": _("State")}
