"""Countries and languages by name, in the language of whoever reads."""

import unicodedata
from functools import cache

from babel import Locale

# What labs commonly work in; a lab in another language is one line away.
_SPOKEN = (
    "ar", "ay", "bn", "de", "en", "es", "fr", "gn", "ha", "hi", "ht", "id", "it", "km", "ln", "ne", "pt",
    "qu", "ru", "sw", "uk", "ur", "vi", "zh",
)  # fmt: skip
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """Every country as code and name, by name."""
    names = Locale.parse(language).territories
    kept = [(code, name) for code, name in names.items() if len(code) == 2 and code not in _NO_COUNTRY]
    return sorted(kept, key=lambda found: _bare(found[1]))


def _bare(name: str) -> str:
    """The name without its accents, so that Åland stands under A."""
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()


def country(code: str, language: str) -> str:
    """What a country is called; its code if nobody has a name for it."""
    return str(Locale.parse(language).territories.get(code, code))


@cache
def languages(reader: str) -> list[tuple[str, str]]:
    """The languages that a lab can say it works in, by name."""
    return sorted(
        ((code, language_name(code, reader)) for code in _SPOKEN), key=lambda found: _bare(found[1])
    )


def language_name(code: str, reader: str) -> str:
    """What a language is called."""
    return str(Locale.parse(reader).languages.get(code, code)).capitalize()
