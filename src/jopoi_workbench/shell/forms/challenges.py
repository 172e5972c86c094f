"""What is asked of whoever opens a challenge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.models import Challenge


class ChallengeForm(forms.ModelForm[Challenge]):
    class Meta:
        model = Challenge
        fields = ("title", "statement", "kind", "place", "place_precision")
        labels = {
            "title": _("Title"),
            "statement": _("Our challenge is that …"),
            "kind": _("Kind"),
            "place": _("Place"),
            "place_precision": _("How exactly may the place be shown?"),
        }
        help_texts = {
            "title": _("A few words that a colleague recognises."),
            "statement": _("One or two sentences: for whom, what happens now, what nobody knows yet."),
            "kind": _("A big bet changes a whole service; an exploratory challenge asks a first question."),
            "place": _("Where it happens, in words. You may leave it empty."),
        }
        widgets = {"statement": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "title": {
                "required": _("Give the challenge a title."),
                "max_length": _("Shorten the title to 140 characters."),
            },
            "statement": {
                "required": _("Say in a sentence or two what the challenge is."),
                "max_length": _("Shorten the statement to 2,000 characters."),
            },
            "place": {"max_length": _("Shorten the place to 140 characters.")},
        }


class EditChallengeForm(EditingForm, ChallengeForm):
    class Meta(ChallengeForm.Meta):
        pass
