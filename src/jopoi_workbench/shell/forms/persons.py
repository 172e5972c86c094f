"""What people say of themselves, and their passwords."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.lab import zone_choices
from jopoi_workbench.shell.models import Invitation, Person

_NEW = {"autocomplete": "new-password"}
_NAME = {
    "required": _("Give your name."),
    "max_length": _("Shorten the name to 120 characters."),
}
_EMAIL = {
    "required": _("Give your e-mail address."),
    "invalid": _("This is not an e-mail address. It looks like name@example.org."),
    "max_length": _("Shorten the address to 254 characters."),
}
_DIFFERENT = _("The two passwords are different. Write the same one twice.")
_HELP = _("At least 10 characters; a few words in a row are good. No common password, nothing of your name.")


class ProfileForm(forms.ModelForm[Person]):
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("that of the browser")), *settings.LANGUAGES],
        error_messages={"invalid_choice": _("Choose a language of the list.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: zone_choices(_("that of the lab")),
        help_text=_("It decides what is today and what is late. Nothing that is stored changes with it."),
        error_messages={"invalid_choice": _("Choose a time zone of the list.")},
    )

    class Meta:
        model = Person
        fields = ("name", "language", "time_zone")
        labels = {"name": _("Your name")}
        help_texts = {"name": _("As colleagues read it beside what you do.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        error_messages = {"name": _NAME}


class _TwiceMixin(forms.Form):
    """Words of the house for a new password written twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, again = self.fields["new_password1"], self.fields["new_password2"]
        first.label, again.label = _("New password"), _("New password once more")
        first.help_text, again.help_text = _HELP, ""
        first.error_messages["required"] = _("Give a password.")
        again.error_messages["required"] = _("Write the password once more.")


class NewPasswordForm(_TwiceMixin, SetPasswordForm):  # type: ignore[type-arg]  # generic for the checker only
    error_messages = {"password_mismatch": _DIFFERENT}


class ChangePasswordForm(_TwiceMixin, PasswordChangeForm):
    error_messages = {
        "password_mismatch": _DIFFERENT,
        "password_incorrect": _("This is not your password now. Write it once more."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Your password now")
        self.fields["old_password"].error_messages["required"] = _("Give your password.")


class LostPasswordForm(PasswordResetForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].error_messages.update(_EMAIL)


class JoinForm(forms.Form):
    """A new account: name and password, and the address unless the invitation gives it."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages=_EMAIL,
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=_NAME,
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        help_text=_HELP,
        widget=forms.PasswordInput(attrs=_NEW),
        error_messages={"required": _("Give a password.")},
    )
    again = forms.CharField(
        label=_("Password once more"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs=_NEW),
        error_messages={"required": _("Write the password once more.")},
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invitation.email:
            self.fields["email"].initial = invitation.email
            self.fields["email"].disabled = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Person.objects.filter(email=email).exists():
            raise forms.ValidationError(
                _("This address has an account. Sign in first, then accept the invitation.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _DIFFERENT)
        elif password:
            person = Person(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Give the code."),
            "max_length": _("The code is too long. It has six digits, or eight if it is one from paper."),
        },
    )
