"""What a lab says of itself, what its people are, and who is invited."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell import places
from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.models import Invitation, Lab, Member, Role
from jopoi_workbench.shell.zones import zones


def zone_choices(none: Any) -> list[Any]:  # noqa: ANN401 - a text, now or later
    """Every time zone, under the part of the world that it is in."""
    by_part = groupby(zones(), key=lambda name: name.partition("/")[0])
    grouped = [(part, [(name, _place(name)) for name in names]) for part, names in by_part]
    return [("", none), *grouped]


def _place(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


class LabForm(EditingForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages of the lab"),
        choices=lambda: places.languages(language()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=lambda: [("", _("several, or none")), *places.countries(language())],
        error_messages={"invalid_choice": _("Choose a country of the list.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: zone_choices(_("that of the server")),
        help_text=_("It decides what is today and what is late. Nothing that is stored changes with it."),
        error_messages={"invalid_choice": _("Choose a time zone of the list.")},
    )

    class Meta:
        model = Lab
        fields = ("name", "country", "languages", "time_zone", "blurb", "second_factor")
        labels = {
            "name": _("Name of the lab"),
            "blurb": _("What the public may read of the lab"),
            "second_factor": _("Who must give a second factor when signing in?"),
        }
        help_texts = {
            "blurb": _("Two or three sentences: whom you serve and what you are trying to learn."),
            "second_factor": _(
                "A code of an app on the phone, beside the password. Whoever is asked and has none is led to "
                "set it up before they see the lab."
            ),
        }
        widgets = {"blurb": forms.Textarea(attrs={"rows": 4}), "second_factor": forms.RadioSelect}
        error_messages = {
            "name": {
                "required": _("Give the lab a name."),
                "max_length": _("Shorten the name to 120 characters."),
            },
            "blurb": {"max_length": _("Shorten this to 1,000 characters.")},
        }


class RolesForm(EditingForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )

    class Meta:
        model = Member
        fields = ("roles",)


class InviteForm(forms.ModelForm[Invitation]):
    roles = forms.MultipleChoiceField(
        label=_("What will they be in the lab?"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )

    class Meta:
        model = Invitation
        fields = ("email", "roles", "note")
        labels = {"email": _("E-mail address"), "note": _("A few words to them")}
        help_texts = {
            "email": _(
                "The link is sent there, and only whoever has that address can use it. Leave it empty for a "
                "link that you hand over yourself."
            ),
            "note": _("They read it beside the invitation. You may leave it empty."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "email": {
                "invalid": _("This is not an e-mail address. It looks like name@example.org."),
                "max_length": _("Shorten the address to 254 characters."),
            },
            "note": {"max_length": _("Shorten this to 500 characters.")},
        }
