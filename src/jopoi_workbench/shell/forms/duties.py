"""What is asked about who does what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from jopoi_workbench.shell.access import columns_for
from jopoi_workbench.shell.forms.kept import KeptForm, day_field
from jopoi_workbench.shell.models import Duty, DutyPart, Organisation


class OrganisationForm(KeptForm):
    class Meta:
        model = Organisation
        fields = ("name", "level")
        labels = {"name": gettext_lazy("Name"), "level": gettext_lazy("National or local")}


class DutyForm(KeptForm):
    """A duty, and one question for each organisation: which parts it has."""

    due_on = day_field(label=gettext_lazy("Until"), required=False)
    done_on = day_field(
        label=gettext_lazy("Done on"), required=False, help_text=gettext_lazy("Empty until it is over.")
    )

    class Meta:
        model = Duty
        fields = ("kind", "what", "level", "due_on", "done_on")
        labels = {
            "kind": gettext_lazy("Task or decision"),
            "what": gettext_lazy("What it is"),
            "level": gettext_lazy("Where it happens"),
        }
        help_texts = {
            "level": gettext_lazy("If it needs both, the page says when one of them takes no part."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [(one.column, one.part) for one in self.instance.parts.all()] if self.instance.pk else []
        for column in columns_for(self.member, self.challenge):
            self.fields[f"part_{column.key}"] = forms.MultipleChoiceField(
                label=column.name, choices=DutyPart.Part.choices, required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[part for key, part in there if key == column.key],
            )  # fmt: skip

    def values(self) -> dict[str, Any]:
        told = super().values()
        parts = {name: told.pop(name) for name in list(told) if name.startswith("part_")}
        return told | {"parts": {name.removeprefix("part_"): part for name, part in parts.items()}}
