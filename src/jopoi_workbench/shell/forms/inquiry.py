"""What is asked about questions, hypotheses, a theory of change and an experiment."""

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from jopoi.loop import SELF_CHECKS, parse_hypothesis
from jopoi.words import phrase
from jopoi_workbench.shell.checking import language
from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.models import Evidence, Expectation, Question, Stage, TheoryArrow, TheoryBox

_YES_NO = (("", _("Not answered")), ("yes", _("Yes")), ("no", _("No")))
_SAID: dict[bool | None, str] = {True: "yes", False: "no", None: ""}


class PlainForm(forms.ModelForm[Any]):
    """A form whose sentences say what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["max_length"] = _("Shorten this to %(limit_value)s characters.")
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("Not said yet")
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class QuestionForm(PlainForm):
    stages = forms.MultipleChoiceField(
        label=_("Stages"),
        choices=Stage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One question may sit in several stages."),
    )

    class Meta:
        model = Question
        fields = ("text", "stages", "methods")
        labels = {"text": _("What must you know?"), "methods": _("Planned methods")}
        help_texts = {
            "text": _(
                "A real question, for whom and where. It is checked, and saved whatever the check says."
            ),
            "methods": _("How will you answer it, and what does each method add?"),
        }
        error_messages = {"text": {"required": _("Write the question.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3
        for name, words in SELF_CHECKS.items():
            self.fields[f"says_{name}"] = forms.ChoiceField(
                label=lazystr(phrase(words, language())),
                choices=_YES_NO,
                required=False,
                initial=_SAID[self.instance.checks.get(name)],
            )

    def values(self) -> dict[str, Any]:
        """The fields to write: the answers to the self-check as one."""
        told = {name: self.cleaned_data[name] for name in ("text", "stages", "methods")}
        answers = {name: self.cleaned_data[f"says_{name}"] for name in SELF_CHECKS}
        return told | {"checks": {name: said == "yes" for name, said in answers.items() if said}}


class EditQuestionForm(QuestionForm, EditingForm):
    class Meta(QuestionForm.Meta):
        pass


class _CitingForm(PlainForm, EditingForm):
    """Saying what became of a thing, with the evidence of its challenge to cite."""

    # The states that need something: which field, and what is said if it is empty.
    needs: dict[str, tuple[tuple[str, Any], ...]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Evidence.objects.filter(challenge=self.instance.challenge_id, state=Evidence.State.DONE)
        evidence = self.fields["evidence"]
        assert isinstance(evidence, forms.ModelMultipleChoiceField)  # noqa: S101 - for the type checker
        evidence.queryset = found
        evidence.required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for field, words in self.needs.get(given.get("state", ""), ()):
            if not given.get(field):
                self.add_error(field, words)
        return given


_CITE = ("evidence", _("Cite the evidence that says so."))


class SettleQuestionForm(_CitingForm):
    needs = {
        Question.State.ANSWERED: (("outcome", _("Write the answer in a sentence or two.")), _CITE),
        Question.State.DROPPED: (("outcome", _("Say why it was dropped.")),),
    }

    class Meta:
        model = Question
        fields = ("state", "outcome", "evidence")
        labels = {
            "state": _("How does it stand?"),
            "outcome": _("The answer, or why it was dropped"),
            "evidence": _("Evidence cited"),
        }
        widgets = {"evidence": forms.CheckboxSelectMultiple}


class SettleHypothesisForm(_CitingForm):
    needs = {
        Expectation.State.SUPPORTED: (_CITE,),
        Expectation.State.NOT_SUPPORTED: (_CITE,),
        Expectation.State.DROPPED: (("verdict", _("Say why it was dropped.")),),
    }

    class Meta:
        model = Expectation
        fields = ("state", "verdict", "evidence")
        labels = {
            "state": _("How does it stand?"),
            "verdict": _("In a sentence or two"),
            "evidence": _("Evidence cited"),
        }
        widgets = {"evidence": forms.CheckboxSelectMultiple}


class HypothesisForm(PlainForm):
    class Meta:
        model = Expectation
        fields = (
            "question", "change", "unit", "outcome", "direction", "mediator", "measure", "source", "by_when",
            "conditions",
        )  # fmt: skip
        labels = {
            "question": _("The question that it answers"),
            "change": _("If …"),
            "unit": _("For whom"),
            "outcome": _("Then …"),
            "direction": _("Direction"),
            "mediator": _("Because …"),
            "measure": _("Seen by"),
            "source": _("Source"),
            "by_when": _("By when"),
            "conditions": _("Under what conditions"),
        }
        help_texts = {
            "change": _("What is done, how much of it, by whom."),
            "unit": _("What is counted as one: a team, a school, a household."),
            "outcome": _("What anyone could see afterwards."),
            "mediator": _("What has to happen in between."),
            "measure": _("What is counted: a share, a number, something dated."),
            "source": _("The register, form or visit that the figure comes from."),
            "conditions": _("What must not change for it to hold."),
        }
        error_messages = {"change": {"required": _("Say what is done.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.fields["question"]
        assert isinstance(question, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        question.queryset = Question.objects.filter(challenge=self.instance.challenge_id)
        direction = self.fields["direction"]
        assert isinstance(direction, forms.ChoiceField)  # noqa: S101 - for the type checker
        direction.choices = [("", _("Not said yet")), *Expectation.Direction.choices]


class EditHypothesisForm(HypothesisForm, EditingForm):
    class Meta(HypothesisForm.Meta):
        pass


class NewHypothesisForm(HypothesisForm):
    """The parts, or a whole sentence that is read into the parts that were left empty."""

    sentence = forms.CharField(
        label=_("As one sentence"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "“If … then … because …”. It is read into the parts below; or leave it empty and fill them in."
        ),
    )
    field_order = ("question", "sentence")

    class Meta(HypothesisForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        read = parse_hypothesis(given.pop("sentence", ""))
        for name in ("change", "unit", "outcome", "mediator"):
            given[name] = given.get(name) or getattr(read, name)[: self.fields[name].max_length]  # type: ignore[attr-defined]
        if not given["change"] and not self.errors:
            self.add_error("change", _("Say what is done, or write a sentence with “if” and “then”."))
        return given


class BoxForm(PlainForm):
    class Meta:
        model = TheoryBox
        fields = ("name", "level", "indicator")
        labels = {"name": _("What stands in the box"), "level": _("Level"), "indicator": _("Indicator")}
        help_texts = {"indicator": _("How would it be seen?")}
        error_messages = {"name": {"required": _("Say what stands in the box.")}}


class EditBoxForm(BoxForm, EditingForm):
    class Meta(BoxForm.Meta):
        pass


class ArrowForm(PlainForm):
    level = forms.TypedChoiceField(
        label=_("Evidence"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=(
            ("", _("Not said yet")),
            (0, _("0: none yet")),
            (1, _("1: a reason that holds together")),
            (2, _("2: a change was measured")),
            (3, _("3: a comparison shows the cause")),
            (4, _("4: seen again elsewhere by others")),
            (5, _("5: holds wherever it is done by the book")),
        ),
    )

    class Meta:
        model = TheoryArrow
        fields = ("source", "target", "assumption", "level", "indicator", "failure")
        labels = {
            "source": _("From"),
            "target": _("To"),
            "assumption": _("Assumption"),
            "indicator": _("Indicator"),
            "failure": _("How it could fail"),
        }
        help_texts = {
            "assumption": _("Why would the one lead to the other?"),
            "indicator": _("How would you see that it happened?"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for end in ("source", "target"):
            field = self.fields[end]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = TheoryBox.objects.filter(challenge=self.instance.challenge_id)
            field.error_messages["required"] = _("Choose a box.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        source, target = given.get("source"), given.get("target")
        if source and source == target:
            self.add_error("target", _("An arrow leads to another box. Choose one."))
        same = TheoryArrow.objects.filter(source=source, target=target).exclude(pk=self.instance.pk)
        if source and target and same.exists():
            self.add_error("target", _("There is an arrow between these two already."))
        return given


class EditArrowForm(ArrowForm, EditingForm):
    class Meta(ArrowForm.Meta):
        pass
