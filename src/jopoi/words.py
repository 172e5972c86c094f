"""Sentences in the reader's language, with numbers written as that language writes them."""

import math
import re
import string
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

__all__ = ["N_", "Fact", "number", "phrase", "plural"]

Fact = str | int | float | bool | date | None | Sequence[str]

LOCALE = Path(__file__).parent / "locale"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
UNGROUPED_DIGITS = 4
SMALLEST_PLACES = 6
_NUMBER = re.compile(r"^(\D*)([\d,]*)(.*)$", re.DOTALL)
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_DAYS = {"en": "{} {} {}", "es": "{} de {} de {}"}
_AND = {"en": " and ", "es": " y "}


def N_(text: str) -> str:
    """Mark a text for translation without translating it yet."""
    return text


@cache
def _catalogue(language: str) -> NullTranslations:
    return translation("jopoi", LOCALE, [language], fallback=True)


def number(value: float, language: str = "en", spec: str = "") -> str:
    """Write a number as ``language`` writes it.

    Parameters
    ----------
    value : int or float
        What is not a number is written as a dash.
    language : str
        Spanish has a decimal comma and, from five digits on, a narrow space between thousands.
    spec : str, optional
        A Python format such as ``.2f``; without it, three figures that count, and never an exponent
        that a reader would have to work out.

    Returns
    -------
    str

    Examples
    --------
    >>> number(1234567.0), number(0.125, "es"), number(-0.01, spec=".1f")
    ('1,234,567', '0,125', '0.0')
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "∞" if value > 0 else "−∞"
    text = format(value, spec) if spec else _figures_that_count(value)
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")
    text = text.replace("-", "−")
    return _spanish(text) if language == "es" else text


def _day(value: date, language: str) -> str:
    known = language if language in _MONTHS else "en"
    return _DAYS[known].format(value.day, _MONTHS[known].split()[value.month - 1], value.year)


def _figures_that_count(value: float) -> str:
    if isinstance(value, int):
        return format(value, ",d")
    if abs(value) >= 1000.0:
        return format(value, ",.0f")
    if value == 0.0:
        return "0"
    places = 2 - math.floor(math.log10(abs(value)))
    if places > SMALLEST_PLACES:
        lead, power = f"{value:.1e}".split("e")
        return f"{lead} × 10{str(int(power)).translate(_RAISED)}"
    text = f"{value:.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _spanish(text: str) -> str:
    sign, whole, rest = (str(part) for part in _NUMBER.findall(text)[0])
    short = len(whole.replace(",", "")) <= UNGROUPED_DIGITS
    whole = whole.replace(",", "" if short else NARROW_SPACE)
    return sign + whole + rest.replace(".", ",").replace("%", "\N{NO-BREAK SPACE}%")


def _join(items: Sequence[str], language: str) -> str:
    *first, last = [_quoted(str(item), language) for item in items]
    return f"{', '.join(first)}{_AND.get(language, _AND['en'])}{last}" if first else last


def _quoted(text: str, language: str) -> str:
    """A quoted name in the quotation marks of ``language``."""
    if language == "es" and text.startswith("“") and text.endswith("”"):
        return text.replace("“", "«").replace("”", "»")
    return text


class _Localised(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - any fact
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int | float):
            return number(value, self.language, format_spec)
        if isinstance(value, date):
            return _day(value, self.language)
        if isinstance(value, str):
            return _quoted(value, self.language)
        return _join(value, self.language) if value else ""


def phrase(template: str, language: str = "en", **facts: Fact) -> str:
    """Say a template in a language.

    Parameters
    ----------
    template : str
        English text with ``{names}``; a number may carry a format, ``{share:.0%}``.
    language : str
        ``"en"`` or ``"es"``; a language without a catalogue gets English.
    **facts
        What fills the names; a day is written out.

    Returns
    -------
    str

    Examples
    --------
    >>> phrase("{n} of {of} units", n=12, of=1700)
    '12 of 1,700 units'
    >>> phrase("until {day}", day=date(2026, 12, 24))
    'until 24 December 2026'
    """
    text = _catalogue(language).gettext(template) if template else ""
    return _Localised(language).vformat(text, (), _plain(facts))


def plural(one: str, many: str, n: int, language: str = "en", **facts: Fact) -> str:
    """Say ``one`` or ``many`` as ``n`` asks; ``{n}`` stands for the number."""
    text = _catalogue(language).ngettext(one, many, n)
    return _Localised(language).vformat(text, (), {"n": n, **_plain(facts)})


def _plain(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return dict(facts)
