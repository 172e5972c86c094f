"""What is asked of whoever asks, answers, drops or hands over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.models import Challenge, Member, Review, Role, Stage, Task
from jopoi_workbench.shell.models.edited import Edited

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


class DayField(forms.DateField):
    """A day, as every browser sends it, and never in an order that could be misread."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        invalid = gettext_lazy("Write the day as year-month-day, such as 2026-06-12.")
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d"], error_messages={"invalid": invalid}, **options
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not _FIRST_DAY <= value < _LAST_DAY:
            raise forms.ValidationError(_("Choose a day in this century."))


class WhomField(forms.ChoiceField):
    """A colleague by name, or whoever has a role."""

    def __init__(self, *, members: Iterable[Member], roles: bool = True, **options: Any) -> None:
        self.members = {member.pk: member for member in members}
        named = [(f"member:{pk}", member.person.name) for pk, member in self.members.items()]
        choices: list[tuple[Any, Any]] = [("", gettext_lazy("Choose …")), (gettext_lazy("Someone"), named)]
        if roles:
            anyone = [(f"role:{role.value}", role.label) for role in Role]
            choices.append((gettext_lazy("Whoever has the role"), anyone))
        options.setdefault("label", gettext_lazy("Whom do you ask?"))
        wrong = gettext_lazy("Choose someone who works in the lab.")
        super().__init__(
            choices=choices, error_messages={"required": wrong, "invalid_choice": wrong}, **options
        )

    def clean(self, value: Any) -> Member | Role:  # noqa: ANN401 - whatever was sent
        kind, _colon, name = super().clean(value).partition(":")
        return self.members[int(name)] if kind == "member" else Role(name)


class TaskForm(forms.ModelForm[Task]):
    """What, for what, until when; `AskForm` adds whom."""

    due_on = DayField(
        label=gettext_lazy("Until when?"), required=False, help_text=gettext_lazy("You may leave it open.")
    )

    class Meta:
        model = Task
        fields = ("what", "why", "due_on", "challenge", "stage")
        labels = {
            "what": gettext_lazy("What is to be done?"),
            "why": gettext_lazy("What does it hold up?"),
            "challenge": gettext_lazy("Challenge"),
            "stage": gettext_lazy("Stage"),
        }
        help_texts = {
            "what": gettext_lazy("A few words that begin with a verb: “Find a third coder”."),
            "why": gettext_lazy("In a sentence, so that whoever is asked knows why it matters."),
        }
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "what": {
                "required": gettext_lazy("Say in a few words what is to be done."),
                "max_length": gettext_lazy("Shorten what is to be done to 140 characters."),
            },
            "why": {"max_length": gettext_lazy("Shorten what it holds up to 500 characters.")},
        }

    def __init__(self, *args: Any, challenges: QuerySet[Challenge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].required = True
        self.fields["challenge"] = forms.ModelChoiceField(
            challenges.select_related(None).only("title"),
            required=False,
            label=self.fields["challenge"].label,
            empty_label=gettext_lazy("none: for the lab"),
            error_messages={"invalid_choice": gettext_lazy("Choose one of the lab’s challenges.")},
        )
        self.fields["stage"] = forms.ChoiceField(
            choices=[("", gettext_lazy("the whole loop")), *Stage.choices],
            required=False,
            label=self.fields["stage"].label,
        )


class AskForm(TaskForm):
    """Asking for something: the day lies ahead."""

    field_order = ("what", "whom", "why", "due_on", "challenge", "stage")

    def __init__(self, *args: Any, members: Iterable[Member], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"] = WhomField(members=members)
        self.order_fields(self.field_order)
        self.today = today

    def clean_due_on(self) -> date | None:
        return _ahead(self.cleaned_data["due_on"], self.today)


class EditTaskForm(EditingForm, TaskForm):
    class Meta(TaskForm.Meta):
        pass

    def showing(self, current: Edited) -> forms.ModelForm[Any]:
        """The same form with what stands there now, among the same challenges."""
        challenges = self.fields["challenge"].queryset  # type: ignore[attr-defined]
        return type(self)(instance=current, challenges=challenges)


class AskReviewForm(forms.Form):
    whom = forms.ChoiceField()
    why = forms.CharField(
        label=gettext_lazy("What should they look at?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Shorten what they should look at to 500 characters.")},
    )
    due_on = DayField(
        label=gettext_lazy("Until when?"), required=False, help_text=gettext_lazy("You may leave it open.")
    )

    def __init__(self, *args: Any, members: Iterable[Member], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"] = WhomField(members=members, roles=False)
        self.today = today

    def clean_due_on(self) -> date | None:
        return _ahead(self.cleaned_data["due_on"], self.today)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=[("", gettext_lazy("Choose …")), *Review.Answer.choices],
        error_messages={"required": gettext_lazy("Say whether you agree.")},
    )
    remarks = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": gettext_lazy("Shorten your words to 4,000 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if sent.get("answer") not in {None, Review.Answer.AGREE} and not sent.get("remarks"):
            self.add_error("remarks", _("Say what you would change, and why."))
        return sent


class DoneForm(forms.Form):
    outcome = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy("You may leave it empty."),
        required=False,
        max_length=500,
        error_messages={"max_length": gettext_lazy("Shorten what came of it to 500 characters.")},
    )


class DropForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why will it not be done?"),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Say why it will not be done."),
            "max_length": gettext_lazy("Shorten the reason to 500 characters."),
        },
    )


class HandOverForm(forms.Form):
    def __init__(self, *args: Any, members: Iterable[Member], roles: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"] = WhomField(members=members, roles=roles, label=gettext_lazy("Who takes it?"))


def _ahead(day: date | None, today: date) -> date | None:
    if day is not None and day < today:
        raise forms.ValidationError(_("That day has passed. Choose today or a later day."))
    return day
