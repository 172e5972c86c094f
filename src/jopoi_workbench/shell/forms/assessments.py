"""The questions of an instrument as a form: a level and what shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import citable_for
from jopoi_workbench.shell.instruments import Instrument, Question
from jopoi_workbench.shell.models import Answer, Assessment, Challenge, Member
from jopoi_workbench.shell.services import Given


class AssessmentForm(forms.Form):
    """An answer may be left out; one without anything that shows it is kept as claimed."""

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        member: Member,
        challenge: Challenge | None = None,
        before: Assessment | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.citable = {str(one.pk): one for one in citable_for(member, challenge)}
        there = {answer.question: answer for answer in before.answers.all()} if before else {}
        for question in instrument.questions:
            self._ask(question, there.get(question.key))

    def _ask(self, question: Question, before: Answer | None) -> None:
        key, levels = question.key, list(enumerate(self.instrument.levels))
        self.fields[f"{key}_level"] = forms.ChoiceField(
            label=question.text, choices=[("", _("Not answered")), *levels], required=False,
            initial=before.level if before else "",
            error_messages={"invalid_choice": _("Choose one of the levels.")},
        )  # fmt: skip
        self.fields[f"{key}_shown"] = forms.CharField(
            label=_("What shows it"), help_text=question.about, max_length=2000, required=False,
            initial=before.shown_by if before else "", widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"max_length": _("Shorten this to 2,000 characters.")},
        )  # fmt: skip
        if self.citable:
            titles = [(pk, one.title) for pk, one in self.citable.items()]
            self.fields[f"{key}_evidence"] = forms.ChoiceField(
                label=_("Evidence that shows it"), choices=[("", _("None cited")), *titles], required=False,
                initial=before.evidence_id if before else "",
                error_messages={"invalid_choice": _("Choose evidence from the list.")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not self.given():
            self.add_error(None, _("Answer at least one question."))
        return told

    def given(self) -> list[Given]:
        """What was answered."""
        told = self.cleaned_data
        return [
            Given(
                question=question.key, level=int(told[f"{question.key}_level"]),
                shown_by=told[f"{question.key}_shown"],
                evidence=self.citable.get(told.get(f"{question.key}_evidence", "")),
            )
            for question in self.instrument.questions
            if told.get(f"{question.key}_level")
        ]  # fmt: skip
