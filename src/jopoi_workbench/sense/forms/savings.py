"""The form that takes a claim of money saved."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jopoi.errors import JopoiError
from jopoi_workbench.sense.forms.fields import CountField, MoneyField, NumberField, ShareField
from jopoi_workbench.sense.forms.method import titled
from jopoi_workbench.sense.services import claim_options, looked_through
from jopoi_workbench.shell.forms import language

_FOLDED = ("uses", "hour_value", "attribution", "agency_cost")
_LARGE = ("amount", "uses", "agency_cost")
_MOST_SERVICES = 10_000_000


class SavingsForm(forms.Form):
    """A sum that somebody says was saved, and what is known beside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = {option.name: option for option in claim_options(language())}
        for option in self.options.values():
            about: dict[str, Any] = {
                "label": option.title,
                "help_text": option.about,
                "required": option.required,
            }
            if option.role == "share":
                field: forms.Field = ShareField(most=1.0, **about)
            elif option.role == "count":
                field = CountField(least=1, most=_MOST_SERVICES, **about)
            elif option.role == "text":
                field = forms.CharField(
                    max_length=12, widget=forms.TextInput(attrs={"class": "w-9"}), **about
                )
            else:
                kind = MoneyField if option.name in _LARGE else NumberField
                field = kind(error_messages={"required": _("Give a number.")}, **about)
            self.fields[option.name] = field
        self.fields["amount"].help_text += " " + _("Words will do: 8 billion, 40 million.")

    @property
    def first(self) -> list[forms.BoundField]:
        """What a claim says."""
        return [self[name] for name in self.fields if name not in _FOLDED]

    @property
    def folded(self) -> list[forms.BoundField]:
        """What may be known beside."""
        return [self[name] for name in _FOLDED]

    @property
    def unfolded(self) -> bool:
        """Whether anything beside is known, or needs a change."""
        return any(field.errors or field.value() for field in self.folded)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                said = {name: cleaned[name] for name in self.fields}
                cleaned["looked"] = looked_through(language(), **said)
            except JopoiError as error:
                name = str(error.facts.get("option", ""))
                self.add_error(
                    name if name in self.fields else None, titled(error.say(language()), self.options)
                )
        return cleaned
