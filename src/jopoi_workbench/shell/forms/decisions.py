"""What is asked of whoever asks for a decision, takes it, or gives a reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.fields import DayField, offer
from jopoi_workbench.shell.models import Challenge, Decision, Evidence, Member
from jopoi_workbench.shell.roles import Act, may

_MOST_EVIDENCE = 40


class EvidenceField(forms.ModelMultipleChoiceField[Evidence]):
    """Done evidence of a challenge, the newest."""

    def __init__(self, challenge: Challenge) -> None:
        done = Evidence.objects.filter(challenge=challenge, state=Evidence.State.DONE).defer("spec")
        newest = list(done.values_list("pk", flat=True)[:_MOST_EVIDENCE])
        super().__init__(
            queryset=Evidence.objects.filter(pk__in=newest).defer("spec"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Evidence it rests on"),
        )


class _AskingForm(forms.ModelForm[Decision]):
    due_on = DayField(label=_("Needed by"))

    class Meta:
        model = Decision
        fields = ("question", "stage", "options", "asked", "due_on")
        labels = {
            "question": _("What is to be decided?"),
            "stage": _("Quarter"),
            "options": _("Options"),
            "asked": _("Who decides"),
        }
        help_texts = {
            "question": _("One sentence that can be answered."),
            "options": _("What could be chosen, and what each would mean."),
            "asked": _("Leave it empty if anyone who may decide can do so."),
        }
        widgets = {"options": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "question": {
                "required": _("Say in a sentence what is to be decided."),
                "max_length": _("Shorten the question to 280 characters."),
            },
            "stage": {"required": _("Choose the quarter it belongs to.")},
            "options": {"max_length": _("Shorten the options to 4,000 characters.")},
        }

    def for_lab(self, lab: int) -> None:
        """Offer those who may decide in a lab."""
        members = Member.objects.filter(lab=lab, active=True).select_related("person")
        able = [member.pk for member in members if may(member, Act.DECIDE)]
        offer(self, "asked", members.filter(pk__in=able), _("Anyone who may decide"))


class AskDecisionForm(_AskingForm):
    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_lab(challenge.lab_id)
        self.fields["evidence"] = EvidenceField(challenge)


class EditDecisionForm(EditingForm, _AskingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_lab(self.instance.challenge.lab_id)

    class Meta(_AskingForm.Meta):
        pass


class TakeDecisionForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was decided?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say in a sentence what was decided."),
            "max_length": _("Shorten what was decided to 2,000 characters."),
        },
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten the reason to 4,000 characters.")},
    )
    decided_on = DayField(
        label=_("Decided on"), required=True, error_messages={"required": _("Give the day it was decided.")}
    )
    decided_by = forms.CharField(
        label=_("Decided by"),
        help_text=_("In words, such as “the steering committee”."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Shorten who decided to 200 characters.")},
    )
    closes_quarter = forms.BooleanField(label=_("This closes the quarter"), required=False)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        kwargs["initial"] = {"decided_on": timezone.localdate(), "evidence": list(decision.evidence.all())}
        super().__init__(*args, **kwargs)
        self.fields["evidence"] = EvidenceField(decision.challenge)

    def clean_decided_on(self) -> Any:  # noqa: ANN401 - a date, as the form's own fields give it
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Give the day it was decided."))
        return day


class WhyForm(forms.Form):
    """Why: asked wherever something is undone, dropped or closed."""

    reason = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "", required: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label = label or field.label
        field.error_messages |= {
            "required": required or str(_("Give the reason in a sentence.")),
            "max_length": str(_("Shorten this to 2,000 characters.")),
        }
