"""Fields that several forms ask for: dates, degrees, countries, goals, themes."""

import unicodedata
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.goals import GOALS
from jopoi_workbench.shell.models import Challenge

_LONGEST_THEME = 60
_MOST_THEMES = 12


class DayField(forms.DateField):
    """A day, picked from the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        messages = {"invalid": _("Write the day as year-month-day, such as 2026-03-01.")}
        kwargs["error_messages"] = messages | kwargs.pop("error_messages", {})
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


def offer(form: forms.BaseForm, name: str, found: QuerySet[Any], none: Any = None) -> None:  # noqa: ANN401 - a lazy text
    """Say what may be chosen in a field of a form, and what choosing nothing is called there."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared with the form
    # There may be a thousand challenges, and each is offered by its title alone.
    field.queryset = found.select_related(None).only("title") if found.model is Challenge else found
    if none is not None:
        field.empty_label = none


class DegreesField(forms.FloatField):
    """Decimal degrees, with a point or a comma."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # noqa: ANN401 - Django's own takes anything and gives a float
        return super().to_python(str(value or "").strip().replace("−", "-").replace(",", "."))


def countries() -> list[tuple[str, str]]:
    """Every country by its code, named and ordered in the reader's language; first of all, none."""
    locale = Locale.parse((get_language() or "en").partition("-")[0])
    named = [
        (code, name)
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    ]
    return [("", "—"), *sorted(named, key=lambda country: _plain(country[1]))]


# Unicode's codes for groups of countries and for nowhere.
_NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


class CountryField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=countries, required=False, **kwargs)


def goals() -> list[tuple[str, str]]:
    """The goals by number, named in the reader's language."""
    return [(str(number), f"{number}. {name}") for number, name in GOALS.items()]


class GoalsField(forms.MultipleChoiceField):
    """Sustainable Development Goals, kept by number in their order."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=goals, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401 - Django hands over anything
        return sorted(set(super().clean(value)), key=int)


class ThemesField(forms.CharField):
    """A few themes, with commas between them; written alike whoever writes them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=_MOST_THEMES * (_LONGEST_THEME + 2), **kwargs)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - Django hands over anything
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401 - Django hands over anything
        themes = normal_themes(super().clean(value))
        if len(themes) > _MOST_THEMES:
            raise ValidationError(_("Keep to 12 themes; you gave %(n)s.") % {"n": len(themes)})
        longest = max(themes, key=len, default="")
        if len(longest) > _LONGEST_THEME:
            raise ValidationError(
                _("Shorten the theme “%(theme)s…” to 60 characters.") % {"theme": longest[:30]}
            )
        return themes


def normal_themes(text: str) -> list[str]:
    """The themes of a text, in small letters, each once, in the order given.

    Examples
    --------
    >>> normal_themes("Public  health, salud;public health")
    ['public health', 'salud']
    """
    parts = unicodedata.normalize("NFC", text).replace(";", ",").replace("\n", ",").split(",")
    return list(dict.fromkeys(" ".join(part.split()).lower() for part in parts if part.strip()))
