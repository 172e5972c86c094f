"""Finding the numbers in a sentence, as its language writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_DIGITS = rf"\d+(?:[.,{_SPACES[1:]}]\d+|[ ]\d{{3}}(?!\d))*"
_NUMBER = rf"(?<![\w.,])([-−+])?({_DIGITS})"
_SECOND = rf"([-−+])?({_DIGITS})"
_PER_CENT = r"(?:\s?(?:%|per ?cent\b|por ciento\b))?"
_BETWEEN = r"\s(?:[^\W\d]+\s){0,5}?(?:to|and|or|a|y|o|u|hasta)\s(?:[^\W\d]+\s){0,4}?"
_FOUND = re.compile(_NUMBER)
_RANGE = re.compile(rf"{_NUMBER}{_PER_CENT}(?:{_BETWEEN}|\s?[–-]\s?){_SECOND}", re.IGNORECASE)
# "22 of every 100", "22 de cada 100": the hundred makes it per cent and is no number of its own.
_OF_A_HUNDRED = re.compile(r"\b(?:of|in|de|en)\s(?:(?:every|cada)\s)?$", re.IGNORECASE)
_THOUSANDS = {"en": ",", "es": "."}


@dataclass(frozen=True)
class Amount:
    """A number in a text.

    Attributes
    ----------
    value : float
    places : int
        Decimal places as written: how far it was rounded.
    words : str
        As it stands there.
    """

    value: float
    places: int
    words: str

    def agrees(self, other: "Amount") -> bool:
        """Whether one is the other, perhaps rounded further; a sign may be said in words."""
        places = min(self.places, other.places)
        return round(abs(self.value), places) == round(abs(other.value), places)


def amounts(text: str, language: str) -> list[Amount]:
    """The numbers of a text in their order; the hundred of "22 in 100" is not one of them."""
    return [
        _amount(found[1], found[2], language)
        for found in _FOUND.finditer(text)
        if not (found[2] == "100" and _OF_A_HUNDRED.search(text[: found.start()]))
    ]


def ranges(text: str, language: str) -> Iterator[tuple[Amount, Amount]]:
    """The pairs that bound something: "4 to 40", "as few as 4 or as many as 40", "4–40"."""
    for found in _RANGE.finditer(text):
        yield _amount(found[1], found[2], language), _amount(found[3], found[4], language)


def _amount(sign: str | None, digits: str, language: str) -> Amount:
    plain = re.sub(f"[{_SPACES}]", "", digits)
    mark = _THOUSANDS.get(language, ",")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+(?:[.,]\d+)?", plain):
        plain = plain.replace(mark, "")
    whole, _point, places = plain.replace(",", ".").rpartition(".")
    value = float(f"{whole.replace('.', '')}.{places}") if whole else float(places)
    return Amount(-value if sign in {"-", "−"} else value, len(places) if whole else 0, (sign or "") + digits)
