"""How numbers betray how they were recorded: heaping on round values, pile-up at the ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = np.array([1.0, 0.1, 0.01, 0.0])
"""Resolutions in which numbers are recorded; the last stands for anything finer."""
ROUND = 5.0
_LEAST = 50
_SPAN = 4 * ROUND
_MOSTLY = 0.95
_SURE = 4.0
_TIMES, _MORE = 1.5, 0.05


@dataclass(frozen=True)
class Heaping:
    """Preference for round numbers, one element a column; not a number where it cannot be judged.

    Attributes
    ----------
    share : (k,) array
        Share of the values inside the range that are multiples of 5.
    expected : (k,) array
        The share that values of this resolution would have without preference.
    heaped : (k,) bool array
        Whether the share is larger beyond chance, and by enough to matter.
    """

    share: Floats
    expected: Floats
    heaped: NDArray[np.bool_]


def heaping(round_ones: Floats, inside: Floats, fitting: Floats, span: Floats) -> Heaping:
    """Compare how many values are multiples of 5 with how many would be.

    Parameters
    ----------
    round_ones, inside : (k,) arrays
        Multiples of 5, and all values, strictly between the lowest and the highest value.
    fitting : (k, 3) array
        How many of the values inside are multiples of 1, of 0.1 and of 0.01.
    span : (k,) array
        Highest less lowest value.

    Returns
    -------
    Heaping

    Examples
    --------
    Whole numbers from 0 to 100, of which a third end in 0 or 5:

    >>> one = np.array([330.0]), np.array([1000.0]), np.array([[1000.0] * 3]), np.array([100.0])
    >>> found = heaping(*one)
    >>> float(found.share[0]), float(found.expected[0]), bool(found.heaped[0])
    (0.33, 0.2, True)
    """
    known = (inside >= _LEAST) & (span >= _SPAN)
    rows = np.where(known, inside, np.nan)
    enough = fitting >= _MOSTLY * inside[:, None]
    step = STEPS[np.where(enough.any(axis=1), enough.argmax(axis=1), 3)]
    share = round_ones / rows
    expected = np.where(known, step / ROUND, np.nan)
    sure = share - expected > _SURE * np.sqrt(np.maximum(expected * (1 - expected), 1 / rows) / rows)
    matters = (share > _TIMES * expected) & (share > expected + _MORE)
    return Heaping(share, expected, known & sure & matters)


def bin_edges(low: float, high: float, about: int = 30) -> tuple[float, float, int]:
    """Where the bars of a histogram start, how wide they are and how many there are.

    Examples
    --------
    >>> bin_edges(0.0, 100.0)
    (0.0, 5.0, 20)
    """
    if not high > low:
        return low - 0.5, 1.0, 1
    rough = (high - low) / about
    power = 10.0 ** np.floor(np.log10(rough))
    width = float(next(m for m in (1.0, 2.0, 5.0, 10.0) if m * power >= rough * 0.999) * power)
    first = float(np.floor(low / width + 1e-9) * width)
    return first, width, max(1, int(np.ceil((high - first) / width - 1e-9)))
