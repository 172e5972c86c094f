"""What is asked when something went wrong, and when a policy was revised."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi_workbench.shell.forms.kept import KeptForm, day_field
from jopoi_workbench.shell.models import Lesson, PolicyRevision


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LessonForm(KeptForm):
    happened_on = day_field(label=gettext_lazy("When it happened"))
    repair_by = day_field(label=gettext_lazy("Repaired by"), required=False)
    repaired_on = day_field(
        label=gettext_lazy("Repaired on"), required=False, help_text=gettext_lazy("Empty until it is.")
    )

    class Meta:
        model = Lesson
        fields = (
            "title", "stage", "happened_on", "expected", "happened", "why", "change", "reconvened",
            "repairer", "repair_by", "repaired_on", "share",
        )  # fmt: skip
        labels = {
            "title": gettext_lazy("In a few words"),
            "stage": gettext_lazy("Stage"),
            "expected": gettext_lazy("What we expected"),
            "happened": gettext_lazy("What happened"),
            "why": gettext_lazy("Why, as far as we know"),
            "change": gettext_lazy("What we change"),
            "reconvened": gettext_lazy("Who came together again"),
            "repairer": gettext_lazy("Who sees to the repair"),
            "share": gettext_lazy("Others may learn from it"),
        }
        help_texts = {
            "happened": gettext_lazy(
                "What anyone in the room could have seen. No names: it is about the work."
            ),
            "why": gettext_lazy("Circumstances and rules, not who is to blame."),
            "share": gettext_lazy("Marks it for the commons. Nothing is published by this alone."),
        }
        widgets = {"expected": _lines(), "happened": _lines(), "why": _lines(), "change": _lines()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["repairer"].empty_label = _("Nobody yet")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.required_if("repair_by", told.get("repairer"), _("Say by when it is repaired."))
        happened = told.get("happened_on")
        for name in ("repair_by", "repaired_on"):
            if happened and told.get(name) and told[name] < happened:
                self.add_error(name, _("That day comes before it happened."))
        return told


class PolicyForm(KeptForm):
    on = day_field(label=gettext_lazy("On"))
    review_on = day_field(
        label=gettext_lazy("Next review"),
        required=False,
        help_text=gettext_lazy("From that day on it stands in the work queue."),
    )
    reviewed_on = day_field(
        label=gettext_lazy("Reviewed on"), required=False, help_text=gettext_lazy("Empty until it was.")
    )

    class Meta:
        model = PolicyRevision
        fields = ("policy", "on", "said", "learned", "changed", "decides_next", "review_on", "reviewed_on")
        labels = {
            "policy": gettext_lazy("Policy"),
            "said": gettext_lazy("What it said"),
            "learned": gettext_lazy("What was learned"),
            "changed": gettext_lazy("What changed in it"),
            "decides_next": gettext_lazy("Who decides next"),
        }
        help_texts = {"changed": gettext_lazy("Empty if it was confirmed as it is.")}
        widgets = {"said": _lines(2), "learned": _lines(), "changed": _lines(2)}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("review_on", "reviewed_on"):
            if told.get("on") and told.get(name) and told[name] < told["on"]:
                self.add_error(name, _("That day comes before the revision."))
        return told
