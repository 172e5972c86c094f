"""When e-mails come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models import Letters


class LettersForm(forms.Form):
    letters = forms.ChoiceField(
        label=_("When do you want e-mails about your work here?"),
        choices=Letters.choices,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one of the three.")},
    )
