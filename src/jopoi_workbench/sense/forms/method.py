"""A form for any method: a field for each option that the library declares."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jopoi.errors import JopoiError
from jopoi_workbench.sense.forms.fields import (
    CountField,
    LinesField,
    NumberField,
    PickOne,
    PickSome,
    ShareField,
)
from jopoi_workbench.sense.forms.plainer import PLAINER, WORDS
from jopoi_workbench.sense.services import METHODS, Option, misfits, options, parse_spec, periods_of
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import ColumnKind, Dataset

MIRRORS = 2
_LONGEST_TEXT = 500
_ACCENTS = re.compile(r"`(\w+)`")
_NUMERIC = {
    *("outcome", "standard_error", "denominator", "exposure", "inputs", "outputs", "output"),
    *("hours", "visits", "travel_hours", "fare", "fees", "elapsed", "weight"),
    *("latitude", "longitude"),
}
_MOST = {
    "top": 0.5,
    "misordered": 0.49,
    "false_share": 0.99,
    "attribution": 1.0,
    "alpha": 1.0,
    "quantile": 0.99,
}
_COUNTS = {
    "capacity": (1, 1_000_000),
    "quota": (1, 10_000),
    "m": (1, 1_000_000),
    "draws": (100, 5_000),
    "peers": (5, 1_000),
    "most": (2, 5_000),
    "asked": (1, 2_000_000_000),
    "rng": (0, 2**53),
}


def titled(sentence: str, options: Mapping[str, Option]) -> str:
    """A sentence of the library with options called as the page calls them."""
    return _ACCENTS.sub(lambda found: _called_as(found, options), sentence)


def _called_as(found: re.Match[str], options: Mapping[str, Option]) -> str:
    return f"“{options[found[1]].title}”" if found[1] in options else found[0]


class MethodForm(forms.Form):
    """What is asked of a table, beginning with what its described columns make likely."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        method: str,
        dataset: Dataset,
        copied: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.method, self.dataset = METHODS[method], dataset
        self.start = copied or self.method.start(dataset)
        self.options = {option.name: option for option in options(method, language())}
        period = data.get("period", "") if data is not None else self.start.get("period") or ""
        self.periods = periods_of(dataset, period) if period else []
        for option in self.options.values():
            _BUILDERS[option.role](self, option)

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The parts of the form: the heading and the fields of each."""
        return [(str(part.name), self._filled_by(part.options)) for part in self.method.parts]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields that stand folded."""
        return self._filled_by(self.method.folded)

    def _filled_by(self, options: Iterable[str]) -> list[forms.BoundField]:
        """The fields that fill in options: bounds and mirrors have several."""
        found: list[forms.BoundField] = []
        for name in options:
            if name == "bounds":
                found += [self["bounds_low"], self["bounds_high"]]
            elif name == "mirror":
                found += [field for pair in self.mirrors for field in pair]
            else:
                found.append(self[name])
        return found

    @property
    def folded_wrong(self) -> bool:
        """Whether something that stands folded needs a change."""
        return any(field.errors for field in self.folded)

    @property
    def mirrors(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of a mirror's column and its direction."""
        names = [name for name in self.fields if name.startswith("mirror-")]
        return [(self[name], self[name.replace("mirror", "better")]) for name in names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_columns()
        if not self.errors:
            try:
                cleaned["spec"] = parse_spec(self.method.name, self.given())
            except JopoiError as error:
                self._place(error)
        return cleaned

    def check_columns(self) -> None:
        """Put a sentence at each option that the table cannot serve."""
        asked = {name: None if option.role == "column" else () for name, option in self.options.items()}
        for found in misfits(self.method.name, self.dataset, asked | self.given(), language()):
            self.add_error(found.option, found.sentence)

    def given(self) -> dict[str, Any]:
        """The options as they were filled in."""
        cleaned = self.cleaned_data
        given: dict[str, Any] = {}
        for name, option in self.options.items():
            if option.role == "bounds":
                low, high = cleaned.get("bounds_low"), cleaned.get("bounds_high")
                given[name] = None if low is None or high is None else (low, high)
            elif option.role == "mirror":
                pairs = ((cleaned.get(c.name), cleaned.get(b.name)) for c, b in self.mirrors)
                given[name] = {column: better for column, better in pairs if column}
            elif option.role == "flag":
                given[name] = cleaned[name] == "yes" if cleaned.get(name) else option.default
            elif option.role in {"choice", "text"}:
                given[name] = cleaned.get(name) or option.default
            elif option.role == "number":
                given[name] = option.default if cleaned.get(name) is None else cleaned[name]
            else:
                none = () if option.role in {"columns", "periods", "lines"} else option.default
                given[name] = cleaned.get(name) or none
        return given

    def _place(self, error: JopoiError) -> None:
        """Put a sentence of the library at the field that it is about."""
        name = str(error.facts.get("option", ""))
        field = "bounds_low" if name == "bounds" or "`bounds`" in error.what else name
        self.add_error(field if field in self.fields else None, titled(error.say(language()), self.options))


# --- one builder for each kind of option -----------------------------------------------------------


def _named(form: MethodForm, *, numeric: bool = False) -> list[tuple[str, str]]:
    kinds = {ColumnKind.TEXT, ColumnKind.DATE} if numeric else set()
    return [
        (column["name"], _called(column))
        for column in form.dataset.columns
        if column["kind"] != ColumnKind.EMPTY and (column["kind"] not in kinds or column["texts"])
    ]


def _called(column: Mapping[str, Any]) -> str:
    return f"{column['name']} – {column['label']}" if column["label"] else str(column["name"])


def _about(form: MethodForm, option: Option) -> dict[str, Any]:
    start = form.start.get(option.name)
    return {
        "label": option.title,
        "help_text": PLAINER.get(option.name, option.about),
        "initial": option.default if start is None else start,
    }


def _column(form: MethodForm, option: Option) -> None:
    numeric = option.name in _NUMERIC
    none = [("", _("choose one") if option.required else _("none"))]
    form.fields[option.name] = PickOne(
        choices=none + _named(form, numeric=numeric),
        required=option.required,
        error_messages={"required": _("Choose a column.")},
        **_about(form, option),
    )


def _columns(form: MethodForm, option: Option) -> None:
    marked = set(form.start.get(option.name) or ())
    offered = _named(form, numeric=option.name in _NUMERIC)
    chosen = sorted(offered, key=lambda pair: pair[0] not in marked)
    form.fields[option.name] = PickSome(choices=chosen, **_about(form, option))


def _periods(form: MethodForm, option: Option) -> None:
    choices = [(period, period) for period in form.periods]
    form.fields[option.name] = PickSome(
        choices=choices,
        error_messages={"invalid_choice": _("“%(value)s” is not a period of the chosen column.")},
        **_about(form, option),
    )


def _lines(form: MethodForm, option: Option) -> None:
    about = _about(form, option)
    form.fields[option.name] = LinesField(**about | {"initial": "\n".join(about["initial"])})


def _share(form: MethodForm, option: Option) -> None:
    about = _about(form, option) | {"required": option.default is not None}
    empty = {"required": _("Give a percentage.")}
    form.fields[option.name] = ShareField(most=_MOST[option.name], error_messages=empty, **about)


def _number(form: MethodForm, option: Option) -> None:
    empty = {"required": _("Give a number.")}
    about = _about(form, option) | {"required": option.required}
    form.fields[option.name] = NumberField(error_messages=empty, **about)


def _text(form: MethodForm, option: Option) -> None:
    about = _about(form, option) | {"required": option.required}
    form.fields[option.name] = forms.CharField(max_length=_LONGEST_TEXT, **about)


def _count(form: MethodForm, option: Option) -> None:
    least, most = _COUNTS[option.name]
    form.fields[option.name] = CountField(least=least, most=most, **_about(form, option))


def _flag(form: MethodForm, option: Option) -> None:
    about = _about(form, option)
    about["initial"] = "yes" if about["initial"] else "no"
    if option.name != "higher_is_better":
        choices = [("yes", _("Yes")), ("no", _("No"))]
        about["required"] = False
        form.fields[option.name] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect(), **about)
        return
    about["label"] = _("Which way is better?")
    form.fields[option.name] = forms.ChoiceField(
        choices=[("yes", _("Higher is better")), ("no", _("Lower is better"))],
        widget=forms.RadioSelect(),
        error_messages={"required": _("Say which way is better.")},
        **about,
    )


def _choice(form: MethodForm, option: Option) -> None:
    choices = [(value, str(WORDS.get(value, value))) for value in option.choices]
    form.fields[option.name] = PickOne(choices=choices, required=False, **_about(form, option))


def _bounds(form: MethodForm, option: Option) -> None:
    low, high = form.start.get(option.name) or (None, None)
    form.fields["bounds_low"] = NumberField(label=_("Lowest possible value"), initial=low)
    form.fields["bounds_high"] = NumberField(label=_("Highest possible value"), initial=high)


def _mirror(form: MethodForm, option: Option) -> None:
    known = list((form.start.get(option.name) or {}).items())
    directions = [("higher", _("higher is better")), ("lower", _("lower is better"))]
    for place in range(max(MIRRORS, len(known))):
        column, better = known[place] if place < len(known) else ("", "higher")
        told = {"n": place + 1}
        form.fields[f"mirror-{place}"] = PickOne(
            choices=[("", _("none")), *_named(form, numeric=True)],
            label=_("Mirror indicator %(n)s") % told,
            initial=column,
            required=False,
        )
        form.fields[f"better-{place}"] = PickOne(
            choices=directions, label=_("Direction of mirror indicator %(n)s") % told, initial=better
        )


_BUILDERS: dict[str, Callable[[MethodForm, Option], None]] = {
    "column": _column,
    "columns": _columns,
    "periods": _periods,
    "lines": _lines,
    "share": _share,
    "number": _number,
    "text": _text,
    "count": _count,
    "flag": _flag,
    "bounds": _bounds,
    "mirror": _mirror,
    "choice": _choice,
}
