"""What challenges are looked for by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.fields import countries, goals, normal_themes
from jopoi_workbench.shell.models import Challenge, Stage

_LARGEST_KEY = 2**63 - 1
_ANY = [("", _("any"))]


class _SiftForm(forms.Form):
    words = forms.CharField(
        label=_("Words"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": _("Look for fewer words: at most 100 characters.")},
    )
    sdgs = forms.ChoiceField(label=_("Goal"), required=False, choices=lambda: [*_ANY, *goals()])
    themes = forms.CharField(label=_("Theme"), max_length=60, required=False)

    def clean_themes(self) -> str:
        return next(iter(normal_themes(self.cleaned_data["themes"])), "")

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `access.sifting.sifted` takes it."""
        return self.cleaned_data if self.is_valid() else {}

    def details(self) -> list[forms.BoundField]:
        """All but the words."""
        return [field for field in self if field.name != "words"]

    def narrowed(self) -> bool:
        """Whether anything but words was asked for."""
        return any(self.data.get(field.name) for field in self.details())


class ChallengeSiftForm(_SiftForm):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*_ANY, *Challenge.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*_ANY, *Challenge.State.choices])
    place = forms.CharField(label=_("Place"), max_length=140, required=False)


class NetworkSiftForm(_SiftForm):
    country = forms.ChoiceField(label=_("Country"), required=False, choices=lambda: [*_ANY, *countries()[1:]])
    stage = forms.ChoiceField(label=_("Evidence filed in"), required=False, choices=[*_ANY, *Stage.choices])


class EvidenceSiftForm(forms.Form):
    """What the links to the list of evidence ask for; nobody fills it in."""

    challenge = forms.IntegerField(
        label=_("Challenge"),
        min_value=1,
        max_value=_LARGEST_KEY,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Name the challenge by its number.")
        ),
    )
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=[*_ANY, *Stage.choices],
        error_messages={"invalid_choice": _("Name one of the four stages.")},
    )

    def asked(self) -> dict[str, Any]:
        """What was asked for, as a query set filters by it."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in given.items() if value}
