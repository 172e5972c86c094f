"""Between which places each unit may stand, for all units at once."""

import numpy as np
from numpy.typing import NDArray

from jopoi._core.reduce import Floats
from jopoi.progress import step
from jopoi.words import N_

Places = NDArray[np.int64]

SURE = 0.95
_DRAWS, _FEWEST_DRAWS, _NUMBERS = 2_000, 500, 100_000_000  # of normal numbers at most, unless that is too few
_LARGEST = 64  # numbers of a draw that are paired first
_CELLS = 20_000_000
_LEAST_LEVELS = 64


def places_of(estimate: Floats, error: Floats, rng: np.random.Generator) -> tuple[Places, Places, float]:
    """The best and the worst place of each unit that the data allow, with 95 % for all units together.

    Two units are told apart if they differ by more than the largest standardised difference between any two
    that chance alone makes in 95 of 100 draws. A unit's best place is behind those that are surely ahead
    (Mogstad, Romano, Shaikh & Wilhelm 2024).

    Parameters
    ----------
    estimate, error : (N,) arrays
        Estimates, higher first, and their standard errors, above zero; taken as independent.
    rng : Generator

    Returns
    -------
    best, worst : (N,) arrays of int
        Places from 1 to N.
    critical : float
        So many standard errors two units must differ.

    Examples
    --------
    Two are surely ahead of the third, and not of one another:

    >>> best, worst, _ = places_of(np.array([9.0, 8.5, 1.0]), np.ones(3), np.random.default_rng(1))
    >>> best, worst
    (array([1, 1, 3]), array([2, 2, 3]))
    """
    critical = critical_of(error, rng)
    ahead, behind = _told_apart(estimate, error, critical)
    return ahead + 1, len(estimate) - behind, critical


def place_of_one(estimate: Floats, error: Floats, one: int, rng: np.random.Generator) -> tuple[int, int]:
    """The best and the worst place of a single unit that was chosen before the estimates were seen.

    Only its own differences from the others have to hold in 95 of 100 draws, not those of every pair.

    Examples
    --------
    >>> place_of_one(np.array([9.0, 8.5, 1.0]), np.ones(3), 2, np.random.default_rng(1))
    (3, 3)
    """
    apart = np.hypot(error[one], error)
    apart[one] = np.inf
    draws = int(np.clip(_NUMBERS // len(error), _FEWEST_DRAWS, _DRAWS))
    widest = np.empty(draws)
    for draw in range(draws):
        chance = error * rng.standard_normal(len(error))
        widest[draw] = np.max(np.abs(chance[one] - chance) / apart)
    reach = float(np.quantile(widest, SURE, method="higher")) * apart
    ahead, behind = estimate - estimate[one] > reach, estimate[one] - estimate > reach
    return int(ahead.sum()) + 1, len(estimate) - int(behind.sum())


def critical_of(error: Floats, rng: np.random.Generator) -> float:
    """How many standard errors two units must differ to be told apart."""
    draws = int(np.clip(_NUMBERS // len(error), _FEWEST_DRAWS, _DRAWS))
    widest = np.empty(draws)
    for draw in range(draws):
        if draw % 50 == 0:
            step(N_("drawing what chance alone would do"), 0.4 + 0.4 * draw / draws)
        widest[draw] = _widest(error, rng.standard_normal(len(error)))
    return float(np.quantile(widest, SURE, method="higher"))


def _widest(error: Floats, draw: Floats) -> float:
    """The largest standardised difference between any two units of a draw.

    That of a pair is at most the root of the sum of its two squares: a few of the largest rule out nearly
    all others.
    """
    size = np.abs(draw)
    if len(size) <= _LARGEST:
        return float(_apart(error, draw, (every := np.arange(len(size))), every).max())
    first = np.argpartition(size, -_LARGEST)[-_LARGEST:]
    best = float(_apart(error, draw, first, first).max())
    floor, most = float(size[first].min()), float(size.max())
    if best**2 - most**2 >= floor**2:
        return best
    leaders = np.flatnonzero(size >= best / np.sqrt(2.0))
    for leader in leaders[np.argsort(-size[leaders])]:
        partners = np.flatnonzero(size >= np.sqrt(max(best**2 - size[leader] ** 2, 0.0)))
        if len(partners):
            best = max(best, float(_apart(error, draw, np.array([leader]), partners).max()))
    return best


def _apart(error: Floats, draw: Floats, left: NDArray[np.intp], right: NDArray[np.intp]) -> Floats:
    shift = error * draw
    apart: Floats = np.abs(shift[left, None] - shift[right]) / np.hypot(error[left, None], error[right])
    return apart


def _told_apart(estimate: Floats, error: Floats, critical: float) -> tuple[Places, Places]:
    """How many are surely ahead of each unit, and how many behind.

    Errors are rounded up to as many levels as time allows: with few units or few errors nothing is rounded.
    """
    levels = np.unique(error)
    most = max(_CELLS // len(error), _LEAST_LEVELS)
    if len(levels) > most:
        levels = np.unique(np.quantile(error, np.linspace(0.0, 1.0, most + 1)[1:], method="higher"))
    level = np.searchsorted(levels, error)
    ahead, behind = np.zeros(len(error), dtype=np.int64), np.zeros(len(error), dtype=np.int64)
    order = np.argsort(estimate, kind="stable")
    sought, own = estimate[order], error[order]
    for place, other in enumerate(levels):
        those = sought[level[order] == place]
        reach = critical * np.hypot(own, other)
        ahead[order] += len(those) - np.searchsorted(those, sought + reach, side="right")
        behind[order] += np.searchsorted(those, sought - reach, side="left")
    return ahead, behind
