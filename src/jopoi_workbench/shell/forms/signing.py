"""Signing in."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("E-mail and password do not belong together. Check both and try again."),
        "inactive": _("This account is closed. Ask an administrator of your lab."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-mail")
        self.fields["password"].label = _("Password")
        self.fields["username"].error_messages["required"] = _("Give your e-mail address.")
        self.fields["password"].error_messages["required"] = _("Give your password.")
