"""What is asked of whoever files evidence by hand, or puts newer evidence in the place of older."""

from pathlib import Path
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.forms.fields import offer
from jopoi_workbench.shell.forms.spoken import Spoken, SpokenForm
from jopoi_workbench.shell.models import Comparison, Dataset, Evidence, Record, Stage

_MOST_REPEATS = 1000
_TICKS = ("logical_case", "measured", "registered", "attrition", "contamination", "unlike", "few", "manual")


def _tick(label: Any) -> forms.BooleanField:  # noqa: ANN401 - a lazy text
    return forms.BooleanField(label=label, required=False)


def _count(label: Any, hint: Any = "") -> forms.IntegerField:  # noqa: ANN401 - a lazy text
    whole = _("Give a whole number from 0 to 1,000.")
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=_MOST_REPEATS,
        error_messages={"invalid": whole, "min_value": whole, "max_value": whole},
    )


def _per_cent(label: Any, hint: Any = "") -> forms.FloatField:  # noqa: ANN401 - a lazy text
    above = _("Give per cent above −100, such as −35.")
    return forms.FloatField(
        label=label,
        help_text=hint,
        required=False,
        localize=True,
        min_value=-99.999,
        max_value=1e9,
        error_messages={"invalid": above, "min_value": above, "max_value": above},
    )


class RecordForm(SpokenForm):
    spoken = (
        Spoken("titles", _("What was found, in one sentence"), "", 300, 2, _("Say what was found.")),
        Spoken("doubts", _("How sure is it?"), _("The interval, or what may be wrong with it."), 400, 2),
        Spoken("shows", _("What it shows"), _("Who, where, how many, counted how."), 4000, 4),
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    kind = forms.ChoiceField(label=_("What it is"), choices=Record.Kind.choices)
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Whose it is and where it is kept, so that someone else finds it."),
        max_length=300,
        error_messages={
            "required": _("Say where it comes from."),
            "max_length": _("Shorten the source to 300 characters."),
        },
    )
    dated = forms.DateField(
        label=_("Date"),
        help_text=_("When it was written or seen."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give its date."), "invalid": _("Give a date, such as 2026-03-31.")},
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Give an address that begins with https://.")},
    )
    file = forms.FileField(
        label=_("File"), help_text=_("A copy is kept unchanged."), required=False, max_length=250
    )
    dataset = forms.ModelChoiceField(
        label=_("Table it rests on"),
        queryset=Dataset.objects.none(),
        required=False,
        empty_label=_("none"),
        error_messages={"invalid_choice": _("Choose a table of your lab.")},
    )
    change = _per_cent(_("Change, per cent"), _("If it tells of one: −35 is a fall by 35 per cent."))
    comparator = _per_cent(
        _("Change where nothing was done, per cent"),
        _("Over the same time: a fall by 35 says little where everyone fell by 22."),
    )
    comparison = forms.ChoiceField(label=_("With what is it compared?"), choices=Comparison.choices)
    logical_case = _tick(_("Why it should be so is written down"))
    measured = _tick(_("A change or a difference was measured"))
    registered = _tick(_("The plan was fixed before the outcome was known"))
    attrition = _tick(_("Many were lost, or more on one side"))
    contamination = _tick(_("Those it was compared with got it too"))
    unlike = _tick(_("The groups differed before it began"))
    few = _tick(_("There were too few units to tell chance from cause"))
    repeats = _count(_("Repeats by others, with a comparison"))
    agreeing = _count(_("Repeats that found the same"))
    manual = _tick(_("A manual with costs ensures the same result elsewhere"))

    def __init__(self, *args: Any, datasets: QuerySet[Dataset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dataset", datasets)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("agreeing") or 0) > (cleaned.get("repeats") or 0):
            self.add_error("agreeing", _("No more can agree than there are repeats."))
        return cleaned

    def filed(self) -> dict[str, Any]:
        """What `services.file_record` needs."""
        about = self.rest()
        file = about.pop("file")
        design = {name: about.pop(name) for name in (*_TICKS, "comparison")}
        design |= {name: about.pop(name) or 0 for name in ("repeats", "agreeing")}
        kept = (Path(file.temporary_file_path()), file.name) if file else None
        return {"texts": self.texts(), "file": kept, "design": design, **about}

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in _TICKS]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that are not ticks, nor about the comparison."""
        later = {*_TICKS, "comparison", "repeats", "agreeing"}
        return [self[name] for name in self.fields if name not in later]


class ReplaceForm(forms.Form):
    new = forms.ModelChoiceField(
        label=_("By which evidence?"),
        queryset=Evidence.objects.none(),
        empty_label=_("choose one"),
        error_messages={
            "required": _("Choose the evidence that takes its place."),
            "invalid_choice": _("Choose other evidence of this challenge that has an answer."),
        },
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever cites the older one will read it."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why it is replaced."),
            "max_length": _("Shorten the reason to 400 characters."),
        },
    )

    def __init__(self, *args: Any, choices: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "new", choices)
