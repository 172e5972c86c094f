"""What is asked of people who write to a lab without an account, and of whoever answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models import Contribution

_LONG = _("Shorten this to 4,000 characters.")


class ContributionForm(forms.ModelForm[Contribution]):
    # Only machines fill in what nobody sees.
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    class Meta:
        model = Contribution
        fields = ("kind", "text", "name", "email", "may_show")
        labels = {
            "kind": _("What do you bring?"),
            "text": _("Your words"),
            "name": _("Your name, if you like"),
            "email": _("Your e-mail address, if you want the answer sent"),
            "may_show": _("The lab may show my words to everyone, without my name"),
        }
        help_texts = {
            "text": _("What you saw, where and when. Please name nobody but yourself."),
            "email": _("It is used once, for the answer, and then deleted."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "kind": {"required": _("Choose what you bring.")},
            "text": {"required": _("Write what you want to tell the lab."), "max_length": _LONG},
            "name": {"max_length": _("Shorten the name to 120 characters.")},
            "email": {
                "invalid": _("This is not an e-mail address. It looks like name@example.org."),
                "max_length": _("Shorten the address to 254 characters."),
            },
        }

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This does not look as if a person wrote it. Load the page again."))
        return ""

    def words(self) -> dict[str, Any]:
        """What is kept of it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AnswerContributionForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("What the lab makes of it: what changes, or why nothing does."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write an answer, or set it aside."), "max_length": _LONG},
    )
    show = forms.BooleanField(label=_("Show the words and the answer to everyone"), required=False)

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not contribution.may_show:
            del self.fields["show"]
