"""Counts as everyone may read them: fewer than five only as that, and no count that would give them away."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from django.utils.translation import get_language

from jopoi.privacy import SMALLEST, suppress
from jopoi.words import number

FEW, MORE = f"<{SMALLEST}", f"≥{SMALLEST}"
_NUMBER = r"\d+(?:[.,\u00a0\u202f]\d{3})*"
_COUNT = re.compile(r"\d+(?:[.,\s\u00a0\u202f]\d{3})*")
_ALONE = rf"(?<![\w.,])(?P<n>{_NUMBER})"
# “3 of 40”, “3 of the 40”, “3 de las 40”.
_SHARE = re.compile(rf"{_ALONE}(?P<of>\s(?:of|de)(?:\s(?:the|las|los))?\s)(?P<all>{_NUMBER})(?![\d%]|[.,]\d)")
# “Of the 40 with records in 2024, 3 were …”, “De las 40 con registros en 2024, 3 estuvieron …”.
_AMONG = re.compile(
    rf"(?P<of>\b(?:[Oo]f the|[Dd]e l[ao]s) (?P<all>{_NUMBER})\b[^.;]*?, )(?P<n>{_NUMBER})(?= (?:were|estuv))"
)
# “3 units”, “3 of them”, “3 unidades”, “3 de ellas”.
_PLAIN = re.compile(rf"{_ALONE}(?=\s(?:units?|unidad(?:es)?|of them|de ell[ao]s)\b)")


def told(counts: Sequence[int]) -> list[str]:
    """Counts of groups that are one whole, each as everyone may read it."""
    hidden = suppress([counts])[0] if counts else []
    return [_veiled(n) if hide else _written(n) for n, hide in zip(counts, hidden, strict=True)]


def counts_told(counts: Sequence[int], *, everyone: bool) -> list[str]:
    """The same for everyone; for the lab as they are."""
    return told(counts) if everyone else [_written(n) for n in counts]


def _written(n: int) -> str:
    return number(n, (get_language() or "en").partition("-")[0])


def _veiled(n: int) -> str:
    return FEW if n < SMALLEST else MORE


def are_small(groups: Sequence[Sequence[int]]) -> bool:
    """Whether any of the wholes has a group of so few that it is not shown."""
    return any(any(suppress([counts])[0]) for counts in groups if counts)


def words_told(text: str) -> str:
    """A sentence of a method with its counts of few veiled: those beside their whole, and those of units.

    Examples
    --------
    >>> words_told("3 of 40 units are potential positive deviants.")
    '<5 of 40 units are potential positive deviants.'
    >>> words_told("38 of 40 rows can be used, 58 of 100 passed.")
    '>35 of 40 rows can be used, 58 of 100 passed.'
    """
    text = _SHARE.sub(_share_told, _AMONG.sub(_among_told, text))
    return _PLAIN.sub(lambda found: FEW if 0 < _whole(found["n"]) < SMALLEST else found[0], text)


def _share_told(found: re.Match[str]) -> str:
    n, of = _part(found)
    return f"{n}{found['of']}{of}"


def _among_told(found: re.Match[str]) -> str:
    n, of = _part(found)
    return found["of"].replace(found["all"], of, 1) + n


def _part(found: re.Match[str]) -> tuple[str, str]:
    """A count and its whole; of a whole but for a few it says so."""
    n, whole = _whole(found["n"]), _whole(found["all"])
    if n > whole or not any(suppress([[n, whole - n]])[0]):
        return found["n"], found["all"]
    if whole < SMALLEST:
        return FEW, FEW
    return (FEW if n < SMALLEST else f">{_written(whole - SMALLEST)}"), found["all"]


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def number_told(value: str) -> str:
    """A figure that stands by itself: veiled if it is nothing but a small count."""
    bare = value.strip()
    return FEW if bare.isdecimal() and 0 < int(bare) < SMALLEST else words_told(value)


def flow_told(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The steps from the start to the result; who was left out and who is there at the end are one whole.

    Where one of them is veiled, so is what was left in between: it is the sum of those after it.
    """
    ends = [at for at, step in enumerate(steps) if step["out"] or at == len(steps) - 1]
    counts = {at: [_whole(n) for n in _COUNT.findall(step["n"])] for at, step in enumerate(steps)}
    cells = told([n for at in ends for n in counts[at]])
    bounds = pairwise(accumulate((len(counts[at]) for at in ends), initial=0))
    shown = {at: cells[start:end] for at, (start, end) in zip(ends, bounds, strict=True)}
    veils = any(cell in {FEW, MORE} for cell in cells)
    for at in set(counts) - set(ends):
        between = at > 0 and veils
        shown[at] = [_veiled(n) if between or 0 < n < SMALLEST else _written(n) for n in counts[at]]
    return [
        {**step, "n": step["n"] if not {FEW, MORE} & set(shown[at]) else " + ".join(shown[at])}
        for at, step in enumerate(steps)
    ]
