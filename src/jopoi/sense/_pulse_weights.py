"""How much each answer counts, so that all together are like the population."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jopoi._core.reduce import Floats

Codes = NDArray[np.intp]

_CLOSE = 1e-10  # of all people: margins that differ by less are met
_ROUNDS, _TRIMS, _BETTER = 500, 50, 0.95


@dataclass(frozen=True)
class Margin:
    """A column by which answers are weighted: each person's category, and the share that each is to have."""

    column: str
    categories: list[str]
    code: Codes
    aim: Floats


def raked(base: Floats, margins: list[Margin], most: float) -> tuple[Floats, float]:
    """Iterative proportional fitting, with the largest weights cut off.

    Parameters
    ----------
    base : (n,) array
        How many people each answer stands for before; above zero.
    margins : list of Margin
        Each with an aim that sums to one, above zero where anybody answered.
    most : float
        Largest weight, as a multiple of the mean.

    Returns
    -------
    weights : (n,) array
        With mean one.
    gap : float
        The largest difference between a share reached and its aim.

    Examples
    --------
    Three women and one man stand for as many of each:

    >>> sex = Margin("sex", ["woman", "man"], np.array([0, 0, 0, 1]), np.array([0.5, 0.5]))
    >>> weights, gap = raked(np.ones(4), [sex], 5.0)
    >>> weights.round(3), gap < 1e-9
    (array([0.667, 0.667, 0.667, 2.   ]), True)
    """
    best = _cut(base, most)
    gap = _gap(best, margins)
    weights = base / base.mean()
    for _trim in range(_TRIMS):
        weights = _cut(_fitted(weights, margins), most)
        reached = _gap(weights, margins)
        if reached >= _BETTER * gap:
            # Margins that the limit does not allow would only drive other weights towards nothing.
            break
        best, gap = weights, reached
        if gap < _CLOSE:
            break
    return best, gap


def _cut(weights: Floats, most: float) -> Floats:
    """With mean one and none above the most: what is cut off goes to the others in proportion."""
    weights = weights / weights.mean()
    for _round in range(_ROUNDS):
        cut = np.minimum(weights, most)
        free = cut < most
        short = len(cut) - cut.sum()
        if short <= _CLOSE * len(cut):
            break
        weights = np.where(free, cut * (1.0 + short / cut[free].sum()), cut)
    return cut


def _fitted(weights: Floats, margins: list[Margin]) -> Floats:
    for _round in range(_ROUNDS):
        for margin in margins:
            seen = np.bincount(margin.code, weights, len(margin.aim)) / len(weights)
            weights = weights * (margin.aim / np.where(seen > 0.0, seen, 1.0))[margin.code]
        if _gap(weights, margins) < _CLOSE:
            break
    return weights


def _gap(weights: Floats, margins: list[Margin]) -> float:
    gaps = [
        np.abs(np.bincount(margin.code, weights, len(margin.aim)) / weights.sum() - margin.aim).max()
        for margin in margins
    ]
    return float(max(gaps, default=0.0))
