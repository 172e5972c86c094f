"""Who is on the shortlist: tail probabilities, expected false share, grades."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from jopoi.sense._reml import Floats

GRADE_A, GRADE_B = 0.95, 0.80


def bar(effect_variance: float, top: float) -> float:
    """Where the top share of true effects begins, under the normal prior."""
    return float(np.sqrt(effect_variance) * ndtri(1.0 - top))


def tail_probability(mean: Floats, sd: Floats, bar: float) -> Floats:
    """The chance that each true effect is at or above the bar; 0 where nothing is known of it.

    Examples
    --------
    Six units under a standard normal prior, top tenth:

    >>> y = np.array([2.2, 1.6, 1.4, 0.9, 2.6, 0.2])
    >>> s = np.array([0.5, 0.3, 0.6, 0.4, 1.5, 0.3])
    >>> keep = 1 / (1 + s**2)
    >>> tail_probability(keep * y, np.sqrt(keep) * s, ndtri(0.9)).round(4).tolist()
    [0.8577, 0.7417, 0.312, 0.0867, 0.2814, 0.0001]
    """
    known = sd > 0.0
    return np.where(known, ndtr((mean - bar) / np.where(known, sd, 1.0)), 0.0)


def shortlist(tail: Floats, false_share: float, capacity: int | None = None) -> NDArray[np.intp]:
    """The longest list whose expected false share is at most ``false_share`` (Gu & Koenker 2023).

    Parameters
    ----------
    tail : (N,) array
        Tail probabilities.
    false_share : float
        Bound on the mean of ``1 - tail`` over the list.
    capacity : int, optional
        At most so many.

    Returns
    -------
    array of int
        Positions, surest first; equal ones stay in the order given.

    Examples
    --------
    >>> shortlist(np.array([0.8577, 0.7417, 0.3120, 0.0867, 0.2814, 0.0001]), 0.20)
    array([0])
    """
    order = np.argsort(-tail, kind="stable")
    expected_false = np.cumsum(1.0 - tail[order]) / np.arange(1, len(tail) + 1)
    # The mean of a rising sequence rises, so that the longest prefix is the last one in bounds.
    within = int(np.searchsorted(expected_false, false_share * (1.0 + 1e-12), side="right"))
    return order[: min(within, capacity if capacity is not None else within)]


def grades(tail: Floats) -> NDArray[np.str_]:
    """A from 95 %, B from 80 %, C below: how sure it is that a unit belongs to the top share."""
    return np.where(tail >= GRADE_A, "A", np.where(tail >= GRADE_B, "B", "C"))
