"""What is asked of whoever keeps a verdict."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.fields import offer
from jopoi_workbench.shell.forms.spoken import Spoken, SpokenForm
from jopoi_workbench.shell.models import Decision

_MOST_NUMBERS = 3


class VerdictForm(SpokenForm):
    spoken = (
        Spoken("decision", _("What was decided"), "", 600, 2, _("Say what was decided.")),
        Spoken("may_not_claim", _("What may not be claimed"), _("One a line."), 2000, 4,
               _("Say at least one thing that may not be claimed.")),
        Spoken("may_say", _("What may be said"), _("One a line."), 2000, 3),
        Spoken("numbers", _("Up to three numbers"),
               _("One a line: in what | the number | its doubt. “In schools | 9 more in 100 | 2 to 16”"),
               900, 3),
        Spoken("flow", _("From the start to the result"),
               _("One a line: how many | of what. A line for who was left out begins with a dash: "
                 "“- 22 | no nurse in post”"), 2000, 4),
    )  # fmt: skip
    decided_on = forms.DateField(
        label=_("Date of the decision"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give its date."), "invalid": _("Give a date, such as 2026-03-31.")},
    )
    read_by = forms.CharField(
        label=_("Who read it"),
        help_text=_("Such as: the ministry’s committee, five members."),
        max_length=300,
        error_messages={
            "required": _("Say who read it."),
            "max_length": _("Shorten it to 300 characters."),
        },
    )

    decision_taken = forms.ModelChoiceField(
        queryset=Decision.objects.none(),
        label=_("Which decision of this challenge"),
        help_text=_("If it was asked for here: the verdict then leads to it."),
        empty_label=_("none that was asked for here"),
        required=False,
        error_messages={"invalid_choice": _("Choose a decision of this challenge that was taken.")},
    )

    def __init__(self, *args: Any, decisions: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "decision_taken", decisions)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for language in self.languages:
            name = f"numbers_{language}"
            rows = _rows(cleaned.get(name, ""))
            if len(rows) > _MOST_NUMBERS:
                self.add_error(name, _("Leave three numbers at the most: one to remember, two to weigh it."))
            if any(len(row) < _MOST_NUMBERS or not all(row[:3]) for row in rows):
                self.add_error(name, _("Give each as: in what | the number | its doubt."))
            flow = _rows(cleaned.get(f"flow_{language}", ""))
            if any(len(row) < 2 for row in flow):
                self.add_error(f"flow_{language}", _("Give each as: how many | of what."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """What `services.keep_verdict` takes."""
        return {
            "decided_on": self.cleaned_data["decided_on"],
            "decision": self.cleaned_data["decision_taken"],
            "given": self.given(),
        }

    def given(self) -> dict[str, Any]:
        """What `snapshots.snapshot_of` takes."""
        texts = self.texts()
        return {
            "decision": texts["decision"],
            "read_by": self.cleaned_data["read_by"],
            "numbers": {
                language: [dict(zip(("label", "value", "doubt"), row, strict=False)) for row in _rows(text)]
                for language, text in texts["numbers"].items()
            },
            "flow": {
                language: [
                    {"n": row[0].lstrip("-− "), "what": row[1], "out": row[0][:1] in {"-", "−"}}
                    for row in _rows(text)
                ]
                for language, text in texts["flow"].items()
            },
            **{
                part: {language: _lines(text) for language, text in texts[part].items()}
                for part in ("may_say", "may_not_claim")
            },
        }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _rows(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in _lines(text)]
