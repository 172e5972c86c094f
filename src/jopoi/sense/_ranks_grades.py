"""Grades: as many as can be told apart with few pairs the wrong way round."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from jopoi._core.reduce import Floats

_MOST = 3_000  # units that are weighed pair by pair; of more, so many evenly spaced ones
_HALVINGS = 24


@dataclass(frozen=True)
class Grades:
    """Which grade each unit has (N,), 1 the highest.

    ``misordered`` is the expected share of all pairs that stand in different grades the wrong way round,
    ``ordered`` the share of all pairs that stand in different grades.
    """

    grade: NDArray[np.int64]
    misordered: float
    ordered: float


def grades_of(mean: Floats, sd: Floats, misordered: float) -> Grades:
    """The finest grades that keep the expected share of misordered pairs within bounds.

    A pair is worth telling apart if it is surer than a threshold. For a threshold the grades that tell the
    most apart are found among all that keep units in the order of their posterior means; the threshold is
    lowered as far as the bound allows (Kline, Rose & Walters 2024).

    Parameters
    ----------
    mean, sd : (N,) arrays
        Posterior means and standard deviations; posteriors are taken as normal and independent.
    misordered : float
        The bound, above 0 and below 0.5.

    Examples
    --------
    >>> grades_of(np.array([3.0, 2.9, -1.0, 0.1]), np.full(4, 0.5), 0.01).grade
    array([1, 1, 3, 2])
    """
    order = np.argsort(-mean, kind="stable")
    some = order[np.linspace(0, len(order) - 1, min(len(order), _MOST)).round().astype(np.intp)]
    pairs = _Pairs.of(mean[some], sd[some])
    low, high = 0.5, 1.0
    found = pairs.cut(high)
    for _halving in range(_HALVINGS):
        threshold = (low + high) / 2.0
        tried = pairs.cut(threshold)
        if pairs.misordered(tried) <= misordered:
            found, high = tried, threshold
        else:
            low = threshold
    # A unit between two that were weighed goes with the one above it.
    starts = np.searchsorted(-mean[order], -mean[some[found]], side="left")
    grade = np.empty(len(order), dtype=np.int64)
    grade[order] = np.searchsorted(starts, np.arange(len(order)), side="right")
    return Grades(grade, pairs.misordered(found), pairs.ordered(found))


@dataclass(frozen=True)
class _Pairs:
    """Sums of the chances that the earlier of two units is ahead: over the pairs within [a, b), at [a, b]."""

    within: Floats

    @classmethod
    def of(cls, mean: Floats, sd: Floats) -> "_Pairs":
        count = len(mean)
        spread = np.hypot(sd[:, None], sd)
        apart = (mean[:, None] - mean) / np.where(spread > 0.0, spread, 1.0)
        chance = np.triu(ndtr(apart), 1)
        joined = np.cumsum(chance[::-1], axis=0)[::-1]
        within = np.zeros((count, count + 1))
        np.cumsum(joined, axis=1, out=within[:, 1:])
        # Sums start at the first unit of the block: what lies before it is no part of it.
        within -= within[np.arange(count), np.arange(count)][:, None]
        return cls(within)

    def cut(self, threshold: float) -> NDArray[np.intp]:
        """Where each grade starts, so that as much as can be is gained by pairs told apart."""
        count = len(self.within)
        least, before = np.zeros(count + 1), np.zeros(count + 1, dtype=np.intp)
        for end in range(1, count + 1):
            size = end - np.arange(end)
            lost = least[:end] + self.within[:end, end] - threshold * size * (size - 1) / 2.0
            before[end] = np.argmin(lost)
            least[end] = lost[before[end]]
        starts, end = [], count
        while end > 0:
            end = int(before[end])
            starts.append(end)
        return np.array(starts[::-1], dtype=np.intp)

    def misordered(self, starts: NDArray[np.intp]) -> float:
        """The expected share of all pairs that stand in different grades the wrong way round."""
        right = self.within[0, -1] - self._inside(starts)
        return float(self._count(starts) - right) / self._all

    def ordered(self, starts: NDArray[np.intp]) -> float:
        """The share of all pairs that stand in different grades."""
        return self._count(starts) / self._all

    def _inside(self, starts: NDArray[np.intp]) -> float:
        return float(self.within[starts, [*starts[1:], len(self.within)]].sum())

    def _count(self, starts: NDArray[np.intp]) -> float:
        size = np.diff([*starts, len(self.within)])
        return self._all - float((size * (size - 1) / 2.0).sum())

    @property
    def _all(self) -> float:
        return len(self.within) * (len(self.within) - 1) / 2.0
