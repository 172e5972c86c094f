"""What is asked of whoever writes a claim, cites, or says it to different readers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jopoi.loop.ladder import RUNGS
from jopoi.words import phrase
from jopoi_workbench.shell.forms.editing import EditingForm
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.forms.spoken import Spoken, SpokenForm
from jopoi_workbench.shell.models import Audience, Citation, Claim, Consent, Evidence, Stage

_MOST = 2**31 - 1
Kind = Citation.Kind


class ClaimForm(SpokenForm):
    spoken = (
        Spoken("sentences", _("The claim, in one sentence"), _("With its number, if it has one."), 400, 3,
               _("Write the claim.")),
        Spoken("doubts", _("Its doubt, in one sentence"),
               _("The interval, or how it may be wrong: “It may be as few as 4 or as many as 40.”"), 400, 2,
               _("Say how sure it is.")),
        Spoken("because", _("Why should it be so?"),
               _("The logical case: what leads to what. Without it no level above 2."), 1000, 3),
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)


class EditClaimForm(ClaimForm, EditingForm):
    class Meta:
        model = Claim
        fields = ("stage",)

    def values(self) -> dict[str, Any]:
        return {**self.texts(), "stage": self.cleaned_data["stage"]}


class VoicesForm(SpokenForm, EditingForm):
    spoken = tuple(
        Spoken(value, label, _("The same numbers and the doubt, in their words."), 1500, 5)
        for value, label in Audience.choices
    )

    class Meta:
        model = Claim
        fields = ()

    def stored(self, name: str) -> dict[str, str]:
        texts: dict[str, str] = self.instance.voices.get(name, {})
        return texts

    def values(self) -> dict[str, Any]:
        return {"voices": self.texts()}


def _text(label: Any, wanted: Any = "", hint: Any = "", most: int = 200) -> forms.CharField:  # noqa: ANN401 - lazy texts
    widget = forms.Textarea(attrs={"rows": 4}) if most > 300 else None
    too_long = _("Shorten it to %(most)s characters.") % {"most": most}
    messages = {"required": wanted, "max_length": too_long}
    return forms.CharField(
        label=label, help_text=hint, required=bool(wanted), max_length=most, widget=widget,
        error_messages=messages,
    )  # fmt: skip


def _votes(label: Any, wanted: Any = "") -> forms.IntegerField:  # noqa: ANN401 - lazy texts
    whole = _("Give a whole number, 0 or more.")
    messages = {"required": wanted, "invalid": whole, "min_value": whole, "max_value": whole}
    return forms.IntegerField(
        label=label, required=bool(wanted), min_value=0, max_value=_MOST, error_messages=messages
    )


class CitationForm(forms.Form):
    """What is asked for one kind of citation; ``choices`` are what may be chosen from, by field."""

    def __init__(self, *args: Any, choices: Mapping[str, QuerySet[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


class EvidenceCitation(CitationForm):
    evidence = forms.ModelChoiceField(
        label=_("Evidence of this challenge"),
        queryset=Evidence.objects.none(),
        empty_label=_("choose one"),
        error_messages={
            "required": _("Choose the evidence."),
            "invalid_choice": _("Choose evidence of this challenge that has an answer."),
        },
    )


class QuoteCitation(CitationForm):
    words = _text(_("What was said"), _("Write what was said."), most=2000)
    who = _text(
        _("Who, in general words"),
        _("Say who, in general words."),
        _("Such as: a woman in her fifties, east of the department. No name."),
    )
    consent = forms.ModelChoiceField(
        label=_("Consent"),
        queryset=Consent.objects.none(),
        required=False,
        empty_label=_("not in the register"),
        error_messages={"invalid_choice": _("Choose a consent of your lab that lets you quote.")},
    )
    consent_reference = _text(
        _("Where else the consent is kept"), hint=_("The number or place of the signed consent."), most=120
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("consent") and not cleaned.get("consent_reference"):
            self.add_error("consent", _("Say where the consent is kept."))
        return cleaned


class VoteCitation(CitationForm):
    words = _text(_("What was asked"), _("Write what was asked."), most=1000)
    in_favour = _votes(_("In favour"), _("Give the votes in favour."))
    against = _votes(_("Against"), _("Give the votes against."))
    abstained = _votes(_("Abstained"))
    entitled = _votes(_("How many could have voted"))
    day = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give its date."), "invalid": _("Give a date, such as 2026-03-31.")},
    )
    place = _text(_("Place"), _("Say where it was."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cast = sum(cleaned.get(name) or 0 for name in ("in_favour", "against", "abstained"))
        entitled = cleaned.get("entitled")
        if entitled is not None and cast > entitled:
            self.add_error("entitled", _("More voted than could have. Check the numbers."))
        return cleaned


class SpendingCitation(CitationForm):
    words = _text(_("What it was spent on"), _("Say what the money was for."), most=1000)
    amount = forms.DecimalField(
        label=_("Amount"),
        min_value=0,
        max_digits=18,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": _("Give the amount."),
            "invalid": _("Give the amount in figures."),
            "min_value": _("Give an amount of 0 or more."),
        },
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label=_("Currency"),
        help_text=_("Three letters, such as PYG or USD."),
        error_messages={
            "required": _("Give the currency."),
            "invalid": _("Give three capital letters, such as PYG."),
        },
    )
    who = _text(_("Who paid"), _("Say who paid."))
    period = _text(
        _("For which time"), _("Say for which time."), _("Such as: 2026, or March to June 2026."), 80
    )
    source = _text(_("Source"), _("Say where it comes from."), most=300)


CITATIONS: dict[str, type[CitationForm]] = {
    Kind.EVIDENCE: EvidenceCitation,
    Kind.QUOTE: QuoteCitation,
    Kind.VOTE: VoteCitation,
    Kind.SPENDING: SpendingCitation,
}


class ReasonForm(forms.Form):
    reason = _text(_("Why?"), _("Say why."), most=400)


class LevelForm(ReasonForm):
    to = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        error_messages={
            "required": _("Choose a level."),
            "invalid_choice": _("You may set a lower level than the evidence gives, never a higher one."),
        },
    )

    def __init__(self, *args: Any, computed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (level, f"{level} · {phrase(RUNGS[level], language())}") for level in range(1, computed)
        ]
        self.order_fields(["to", "reason"])
