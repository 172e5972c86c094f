"""Sentences in the reader's language, with numbers written as that language writes them."""

import string
from collections.abc import Mapping, Sequence
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

Fact = str | int | float | bool | None | Sequence[str]

LOCALE = Path(__file__).parent / "locale"
_AND = {"en": " and ", "es": " y "}


def N_(text: str) -> str:  # noqa: N802 - the marker's usual name in gettext
    """Mark a text for translation without translating it yet."""
    return text


@cache
def _catalogue(language: str) -> NullTranslations:
    return translation("jopoi", LOCALE, [language], fallback=True)


def number(value: float, language: str = "en", spec: str = "") -> str:
    """Write a number as ``language`` writes it; ``spec`` is a Python format such as ``.2f``."""
    text = format(value, spec or (",d" if isinstance(value, int) else ".3g"))
    text = text.replace("-", "−")
    if language == "es":
        # Spanish groups by a thin space from five digits on and has a decimal comma.
        text = text.replace(".", "\0").replace(",", " ").replace("\0", ",")
    return text


def _join(items: Sequence[str], language: str) -> str:
    *first, last = [str(item) for item in items]
    return f"{', '.join(first)}{_AND.get(language, _AND['en'])}{last}" if first else last


class _Localised(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - any fact
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int | float):
            return number(value, self.language, format_spec)
        if isinstance(value, str):
            return value
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
        What fills the names.

    Returns
    -------
    str

    Examples
    --------
    >>> phrase("{n} of {of} units", n=12, of=1700)
    '12 of 1,700 units'
    """
    text = _catalogue(language).gettext(template) if template else ""
    return _Localised(language).vformat(text, (), _plain(facts))


def plural(one: str, many: str, n: int, language: str = "en", **facts: Fact) -> str:
    """Say ``one`` or ``many`` as ``n`` asks; ``{n}`` stands for the number."""
    text = _catalogue(language).ngettext(one, many, n)
    return _Localised(language).vformat(text, (), {"n": n, **_plain(facts)})


def _plain(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return dict(facts)
