"""What is asked about an experiment before it may run."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.inquiry import PlainForm
from jopoi_workbench.shell.models import Expectation, Experiment


class ExperimentForm(PlainForm):
    GROUPS = (
        (_("The experiment"), ("title", "expectation", "scope")),
        (_("Authorisation"), ("authorised_by", "authorised_on", "authorised_until", "reference")),
        (
            _("Ethics"),
            ("ethics", "ethics_body", "ethics_number", "ethics_until", "ethics_reason", "risks", "mitigation",
             "consent"),
        ),
        (_("Stop rule"), ("watched", "threshold", "watcher", "every_days", "stopper")),
    )  # fmt: skip

    class Meta:
        model = Experiment
        fields = (
            "title", "expectation", "scope", "authorised_by", "authorised_on", "authorised_until",
            "reference", "ethics", "ethics_body", "ethics_number", "ethics_until", "ethics_reason", "risks",
            "mitigation", "consent", "watched", "threshold", "watcher", "every_days", "stopper",
        )  # fmt: skip
        labels = {
            "title": _("What is tried"),
            "expectation": _("The hypothesis that it tests"),
            "scope": _("What it allows"),
            "authorised_by": _("Authorised by"),
            "authorised_on": _("On"),
            "authorised_until": _("Until"),
            "reference": _("Reference or document"),
            "ethics": _("Decision on ethics"),
            "ethics_body": _("Decided by"),
            "ethics_number": _("Number of the approval"),
            "ethics_until": _("Approval lapses on"),
            "ethics_reason": _("Reason, if it is exempt"),
            "risks": _("What could go wrong"),
            "mitigation": _("How that is kept small"),
            "consent": _("How people agree to take part"),
            "watched": _("What is watched"),
            "threshold": _("When it is too much"),
            "watcher": _("Who looks"),
            "every_days": _("Every how many days"),
            "stopper": _("Who stops it"),
        }
        help_texts = {
            "scope": _("Where, with whom, how many, and what may not be done."),
            "ethics_until": _("Leave it empty if it does not lapse."),
            "threshold": _("A figure or an event that anyone would recognise."),
        }
        error_messages = {"title": {"required": _("Say what is tried.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = self.fields["expectation"]
        assert isinstance(told, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        told.queryset = Expectation.objects.filter(challenge=self.instance.challenge_id)
        days = self.fields["every_days"]
        for key in ("min_value", "max_value", "invalid"):
            days.error_messages[key] = _("Give a whole number of days, 1 to 366.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begin, end = given.get("authorised_on"), given.get("authorised_until")
        if begin and end and end < begin:
            self.add_error("authorised_until", _("It ends before it begins. Put the later day here."))
        return given


class EditExperimentForm(ExperimentForm, EditingForm):
    class Meta(ExperimentForm.Meta):
        pass


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is stopped"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was seen, when, and against which threshold."),
        error_messages={
            "required": _("Say why it is stopped."),
            "max_length": _("Shorten this to %(limit_value)s characters."),
        },
    )


class LookForm(forms.Form):
    note = forms.CharField(
        label=_("What did you see?"),
        max_length=300,
        error_messages={
            "required": _("Say in a few words what you saw."),
            "max_length": _("Shorten this to %(limit_value)s characters."),
        },
    )
