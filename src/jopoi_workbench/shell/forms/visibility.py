"""Who is to see a challenge, as it was read."""

from django import forms

from jopoi_workbench.shell.models import Challenge


class ShowForm(forms.Form):
    visibility = forms.ChoiceField(choices=Challenge.Visibility.choices)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
