"""What is asked of whoever says where a challenge came from."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GrowForm(forms.Form):
    parent = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        error_messages={
            "required": _("Choose the challenge that this one grew from."),
            "invalid": _("Choose one of the list."),
        },
    )
    what_changed = forms.CharField(
        label=_("What changed, and why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Say what changed, and why."),
            "max_length": _("Shorten this to 2,000 characters."),
        },
    )
