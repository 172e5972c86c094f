"""What is asked about partners, and about who holds a loop together."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi_workbench.shell.forms.kept import KeptForm, day_field, yes_no_field
from jopoi_workbench.shell.models import Coordinator, Partner


class PartnerForm(KeptForm):
    unusual = yes_no_field(
        label=gettext_lazy("New and unusual?"),
        help_text=gettext_lazy("Whether the lab would not have worked with them before."),
    )

    class Meta:
        model = Partner
        fields = (
            "name", "kind", "status", "role", "done", "rank", "unusual", "unusual_why", "site",
            "remoteness", "level", "contact",
        )  # fmt: skip
        labels = {
            "name": gettext_lazy("Name"),
            "kind": gettext_lazy("Type"),
            "status": gettext_lazy("How it stands"),
            "role": gettext_lazy("Role"),
            "done": gettext_lazy("What was done together"),
            "rank": gettext_lazy("Rank"),
            "unusual_why": gettext_lazy("What makes them special"),
            "site": gettext_lazy("Where they work"),
            "remoteness": gettext_lazy("How remote that is"),
            "level": gettext_lazy("National or local"),
            "contact": gettext_lazy("Who in the lab keeps the contact"),
        }
        help_texts = {
            "name": gettext_lazy("The organisation, not a person."),
            "role": gettext_lazy("What they bring: data, access, people, money, a place."),
            "rank": gettext_lazy("1 is the most important. You may leave it empty."),
            "site": gettext_lazy("A place in words."),
        }
        widgets = {"done": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rank"] = forms.IntegerField(
            label=self.fields["rank"].label, help_text=self.fields["rank"].help_text, required=False,
            min_value=1, max_value=99,
            error_messages={"min_value": _("Ranks begin at 1."), "max_value": _("Ranks end at 99."),
                            "invalid": _("Write the rank as a whole number.")},
        )  # fmt: skip
        self.fields["contact"].empty_label = _("Nobody yet")  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["status"]  # it moves step by step, each with its day
        else:
            planned, active, _lapsed = Partner.Status.choices
            self.fields["status"].choices = [planned, active]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Where a partnership goes from where it stands."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    status = forms.ChoiceField(label=gettext_lazy("How it stands now"))
    on = day_field(label=gettext_lazy("Since when"))
    cause = forms.CharField(
        label=gettext_lazy("Cause"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Needed if it lapsed: what happened, without blame."),
    )
    remind_on = day_field(
        label=gettext_lazy("Remind us on"),
        required=False,
        help_text=gettext_lazy("Needed if it lapsed: from that day on it stands in the work queue."),
    )

    def __init__(
        self, *args: Any, partner: Partner, steps: tuple[Partner.Status, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(step.value, step.label) for step in steps]  # type: ignore[attr-defined]
        self.fields["status"].error_messages["invalid_choice"] = _(
            "That step does not follow from “%(status)s”."
        ) % {"status": partner.get_status_display()}
        self.fields["version"].initial = partner.version
        self.fields["cause"].error_messages["max_length"] = _("Shorten the cause to 500 characters.")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("status") == Partner.Status.LAPSED:
            if "cause" not in self.errors and not told.get("cause"):
                self.add_error("cause", _("Say why it lapsed, so that the next attempt begins better."))
            if "remind_on" not in self.errors and not told.get("remind_on"):
                self.add_error("remind_on", _("Choose a day on which to look at it again."))
            on, remind = told.get("on"), told.get("remind_on")
            if on and remind and remind < on:
                self.add_error("remind_on", _("The reminder comes before the day it lapsed."))
        return told


class CoordinatorForm(KeptForm):
    since = day_field(label=gettext_lazy("Since"))
    until = day_field(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty while it goes on.")
    )

    class Meta:
        model = Coordinator
        fields = ("part", "part_name", "member", "outsider", "since", "until")
        labels = {
            "part": gettext_lazy("Role"),
            "part_name": gettext_lazy("What the role is called"),
            "member": gettext_lazy("A member of the lab"),
            "outsider": gettext_lazy("Or someone else"),
        }
        help_texts = {
            "part": gettext_lazy(
                "Someone who speaks with everyone, and someone who knows the place, hold a loop together."
            ),
            "part_name": gettext_lazy("Only for another role."),
            "outsider": gettext_lazy("Their name and organisation."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].empty_label = _("Not a member")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("member") and not told.get("outsider"):
            self.add_error("member", _("Say who holds the role: a member, or someone else."))
        elif told.get("member") and told.get("outsider"):
            self.add_error("outsider", _("Name one person: a member, or someone else."))
        other = told.get("part") == Coordinator.Part.OTHER
        self.required_if("part_name", other, _("Say what the role is called."))
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("“Until” comes before “since”."))
        return told
