"""What is asked of whoever makes a key to the API."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models import Member, Scope
from jopoi_workbench.shell.roles import may
from jopoi_workbench.shell.services.tokens import SCOPE_ACTS

_DAYS = ((30, _("30 days")), (90, _("90 days")), (180, _("half a year")), (365, _("a year")))


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("The program or computer that will hold it, so that you know later which one to revoke."),
        max_length=80,
        error_messages={
            "required": _("Say what the token is for."),
            "max_length": _("Shorten this to 80 characters."),
        },
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        help_text=_("Only what it needs. It never may more than you may yourself."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one thing that the token may do."),
            "invalid_choice": _("Your roles do not allow one of these. Choose from the list."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("How long is it valid?"),
        choices=_DAYS,
        coerce=int,
        initial=90,
        error_messages={
            "required": _("Choose how long the token is valid."),
            "invalid_choice": _("Choose how long the token is valid."),
        },
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (scope.value, scope.label)
            for scope in Scope
            if any(may(member, act) for act in SCOPE_ACTS[scope])
        ]
