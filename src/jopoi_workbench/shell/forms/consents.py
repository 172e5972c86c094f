"""What is asked of whoever records a consent, and of whoever takes one back."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.fields import offer
from jopoi_workbench.shell.models import Challenge, Consent, Dataset


class ConsentForm(forms.ModelForm[Consent]):
    class Meta:
        model = Consent
        fields = (
            "who", "purpose", "audience", "may_quote", "may_use_image", "given_on", "how", "language",
            "until", "is_minor", "guardian", "challenge",
        )  # fmt: skip
        labels = {
            "who": _("How the lab speaks of this person"),
            "purpose": _("What for"),
            "audience": _("Who may see it"),
            "may_quote": _("Their words may be quoted"),
            "may_use_image": _("Their picture may be used"),
            "given_on": _("Given on"),
            "how": _("How it was given"),
            "language": _("In which language it was read to them"),
            "until": _("Until"),
            "is_minor": _("The person is a minor"),
            "guardian": _("Guardian who agreed"),
            "challenge": _("Challenge"),
        }
        help_texts = {
            "who": _("Not a name: “woman, 50s, east of the department”."),
            "purpose": _("As it was told to them, in a sentence or two."),
            "until": _("The last day on which it holds. Leave it empty if none was agreed."),
            "guardian": _("How the lab speaks of the guardian. Needed for a minor."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "given_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        error_messages = {
            "who": {
                "required": _("Say how the lab speaks of this person."),
                "max_length": _("Shorten this to 140 characters."),
            },
            "purpose": {
                "required": _("Say what the person agreed to."),
                "max_length": _("Shorten the purpose to 1,000 characters."),
            },
            "given_on": {
                "required": _("Say on which day it was given."),
                "invalid": _("Give the day as year-month-day, such as 2026-06-30."),
            },
            "until": {"invalid": _("Give the day as year-month-day, such as 2026-06-30.")},
            "guardian": {"max_length": _("Shorten this to 140 characters.")},
            "language": {"max_length": _("Shorten this to 40 characters.")},
            "challenge": {"invalid_choice": _("Choose a challenge of your lab.")},
        }

    def __init__(self, *args: Any, challenges: QuerySet[Challenge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "challenge", challenges, _("none"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_minor") and not cleaned.get("guardian"):
            self.add_error("guardian", _("A minor’s consent needs a guardian’s. Say who agreed."))
        given, until = cleaned.get("given_on"), cleaned.get("until")
        if given and until and until < given:
            self.add_error("until", _("This day is before the day on which the consent was given."))
        return cleaned


class EditConsentForm(EditingForm, ConsentForm):
    class Meta(ConsentForm.Meta):
        pass


class UseForm(forms.Form):
    """Which rows of which table rest on a consent."""

    dataset = forms.ModelChoiceField(
        label=_("Table"),
        queryset=Dataset.objects.none(),
        empty_label=_("choose one"),
        error_messages={
            "required": _("Choose a table."),
            "invalid_choice": _("Choose a table of your lab."),
        },
    )
    column = forms.CharField(
        label=_("Column that tells whose row it is"),
        max_length=200,
        error_messages={
            "required": _("Name the column."),
            "max_length": _("Shorten this to 200 characters."),
        },
    )
    value = forms.CharField(
        label=_("What stands in it"),
        max_length=200,
        error_messages={
            "required": _("Say what stands in the column for this person."),
            "max_length": _("Shorten this to 200 characters."),
        },
    )

    def __init__(self, *args: Any, datasets: QuerySet[Dataset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dataset", datasets)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        dataset, column = cleaned.get("dataset"), cleaned.get("column")
        if dataset and column and not dataset.column(column):
            self.add_error("column", _("“%(name)s” has no column of this name.") % {"name": dataset.name})
        return cleaned


class SlipForm(forms.Form):
    """What stands on the slip, and why if they want to say."""

    slip = forms.CharField(
        label=_("What stands on your slip"),
        help_text=_("Sixteen letters and digits in four groups; small or large, with or without dashes."),
        max_length=40,
        error_messages={
            "required": _("Type what stands on your slip."),
            "max_length": _("A slip has sixteen letters and digits."),
        },
    )


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why, if you want to say"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Shorten this to 500 characters.")},
    )
