"""Bringing in a table, and saying what its columns are."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jopoi.errors import JopoiError
from jopoi_workbench.shell.forms.fields import offer
from jopoi_workbench.shell.forms.language import language
from jopoi_workbench.shell.models import Challenge, Dataset
from jopoi_workbench.shell.reading import TableFacts, facts_of, text_among_numbers
from jopoi_workbench.shell.services import display_name

_MB = 1_000_000
Role = Dataset.Role
_NUMERIC = {Role.OUTCOME, Role.STANDARD_ERROR, Role.MIRROR}
_ONCE = (Role.UNIT, Role.PERIOD, Role.OUTCOME, Role.GROUP, Role.STANDARD_ERROR)

WHAT_ROLES_ARE = (
    (Role.UNIT.label, _("Which school, health post or district the row is about.")),
    (Role.PERIOD.label, _("Which year, month or round.")),
    (Role.OUTCOME.label, _("What should be high, or low.")),
    (Role.CONTEXT.label, _("Circumstances that a unit cannot choose; not what may be how it succeeds.")),
    (Role.PRACTICE.label, _("Training, opening hours, spending: it may be how the best ones do it.")),
    (Role.GROUP.label, _("What the unit belongs to, such as its district.")),
    (Role.STANDARD_ERROR.label, _("How sure the outcome is, if it is an estimate itself.")),
    (Role.MIRROR.label, _("What must not get worse in return, such as waiting time.")),
)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX or Parquet, one row per unit and period, at most 200 MB."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another, or save it again where it comes from."),
            "max_length": _("The name of the file is too long. Shorten it and try again."),
        },
        max_length=250,
    )
    name = forms.CharField(
        label=_("Name of the table"),
        help_text=_("What colleagues will call it. Leave it empty to use the name of the file."),
        required=False,
        max_length=140,
        error_messages={"max_length": _("Shorten the name to 140 characters.")},
    )
    challenge = forms.ModelChoiceField(
        label=_("Challenge"),
        queryset=Challenge.objects.none(),
        required=False,
        empty_label=_("none yet"),
        error_messages={"invalid_choice": _("Choose a challenge of your lab.")},
    )

    def __init__(
        self, *args: Any, challenges: QuerySet[Challenge], too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "challenge", challenges)
        self.too_large = too_large
        self.facts: TableFacts | None = None
        if too_large:
            limit = settings.UPLOAD_LIMIT // _MB
            self.fields["file"].error_messages["required"] = _(
                "The file is larger than %(limit)s MB. Leave out columns or years that are not "
                "needed, or save it as Parquet, which is smaller."
            ) % {"limit": limit}

    def clean_file(self) -> Any:  # noqa: ANN401 - an uploaded file
        upload = self.cleaned_data["file"]
        try:
            self.facts = facts_of(Path(upload.temporary_file_path()), display_name(upload.name))
        except JopoiError as error:
            raise forms.ValidationError(error.say(language())) from error
        return upload

    def stored(self) -> dict[str, Any]:
        """What `services.store_dataset` needs."""
        upload = self.cleaned_data["file"]
        file_name = display_name(upload.name)
        return {
            "path": Path(upload.temporary_file_path()),
            "file_name": file_name,
            "facts": self.facts,
            "name": self.cleaned_data["name"] or Path(file_name).stem[:140] or file_name,
            "challenge": self.cleaned_data["challenge"],
        }


class DescribeForm(forms.Form):
    """One role and one label a column, and what may be done with the table."""

    sensitivity = forms.ChoiceField(
        label=_("Who may see the rows?"),
        choices=Dataset.Sensitivity.choices,
        error_messages={"required": _("Say who may see the rows.")},
    )
    consent_basis = forms.ChoiceField(
        label=_("On what grounds may the lab use it?"),
        choices=[("", _("choose one")), *Dataset.Consent.choices],
        error_messages={"required": _("Say on what grounds the lab may use the table.")},
    )

    def __init__(self, *args: Any, dataset: Dataset, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {"sensitivity": dataset.sensitivity, "consent_basis": dataset.consent_basis}
        )
        super().__init__(*args, **kwargs)
        self.dataset = dataset
        new = not any(column["role"] for column in dataset.columns)
        for number, column in enumerate(dataset.columns):
            self.fields[f"role-{number}"] = forms.ChoiceField(
                label=_("What “%(column)s” is for") % {"column": column["name"]},
                choices=[("", _("leave open")), *Role.choices],
                required=False,
                initial=column["suggested"] if new else column["role"],
            )
            self.fields[f"label-{number}"] = forms.CharField(
                label=_("What “%(column)s” means") % {"column": column["name"]},
                required=False,
                max_length=120,
                initial=column["label"],
                error_messages={"max_length": _("Shorten this to 120 characters.")},
            )

    def rows(self) -> list[tuple[dict[str, Any], forms.BoundField, forms.BoundField]]:
        """Each column with its two fields, as the page shows them."""
        return [
            (column, self[f"role-{number}"], self[f"label-{number}"])
            for number, column in enumerate(self.dataset.columns)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for role in _ONCE:
            self._check_once(role)
        for role, sentence in (
            (Role.UNIT, _("Say which column is the unit: the school, health post or district.")),
            (Role.OUTCOME, _("Say which column is the outcome.")),
        ):
            if not self._numbers_with(role):
                self.add_error(None, sentence)
        for number, column in enumerate(self.dataset.columns):
            if self.cleaned_data.get(f"role-{number}") in _NUMERIC:
                self._check_numeric(number, column)
        return cleaned

    def _numbers_with(self, role: str) -> list[int]:
        numbers = range(len(self.dataset.columns))
        return [number for number in numbers if self.cleaned_data.get(f"role-{number}") == role]

    def _check_once(self, role: Role) -> None:
        first, *others = self._numbers_with(role) or [0]
        for number in others:
            self.add_error(
                f"role-{number}",
                _("“%(first)s” already has this role. Only one column can have it.")
                % {"first": self.dataset.columns[first]["name"]},
            )

    def _check_numeric(self, number: int, column: dict[str, Any]) -> None:
        problem = text_among_numbers(self.dataset, column, language())
        if problem:
            self.add_error(f"role-{number}", problem)

    def described(self) -> dict[str, Any]:
        """What `services.describe_dataset` needs."""
        cleaned = self.cleaned_data
        return {
            "columns": {
                column["name"]: {"role": cleaned[f"role-{n}"], "label": cleaned[f"label-{n}"].strip()}
                for n, column in enumerate(self.dataset.columns)
            },
            "sensitivity": cleaned["sensitivity"],
            "consent_basis": cleaned["consent_basis"],
        }
