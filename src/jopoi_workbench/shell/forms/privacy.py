"""How long things are kept, and being forgotten."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models import Person
from jopoi_workbench.shell.services.retention import Rule

_MOST_DAYS = 36_500


class RetentionForm(forms.Form):
    """A number of days for each kind of record; empty where it is kept."""

    def __init__(self, *args: Any, rules: list[Rule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in rules:
            self.fields[rule.kind.value] = forms.IntegerField(
                label=rule.kind.label,
                help_text=_("Days after which they are deleted. Leave it empty to keep them."),
                initial=rule.days,
                required=False,
                min_value=1,
                max_value=_MOST_DAYS,
                error_messages={
                    "invalid": _("Give a whole number of days."),
                    "min_value": _("Give at least one day."),
                    "max_value": _("Give at most 36,500 days, or leave it empty."),
                },
            )


class ForgetForm(forms.Form):
    """The password again: nobody else who sits at this screen may do it."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Give your password.")},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(_("This is not your password."), code="password_incorrect")
        return password
