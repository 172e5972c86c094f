"""What was seen of units with one unknown each: the sums that a mixing distribution is fitted by."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from jopoi._core.stretches import in_stretches
from jopoi.sense._mixture import Floats, Sums

_NOT_BELOW = -1e-3  # peaks of the gradient that lie lower are no candidates for the highest
_STEPS = 3  # of Newton towards the top of a peak
_TINY = 1e-300
MOST_KEPT = 40_000_000  # densities that are kept rather than worked out anew
_CLOSE = 0.2  # of the smallest error
_MOST_EXPONENT = 300.0  # whose square is still a number


@dataclass(frozen=True)
class Seen(ABC):
    """What was seen, one element a unit, each standing for ``count`` units."""

    count: Floats
    block: ClassVar[int] = 8192  # units that stay in the processor's cache

    @property
    def total(self) -> float:
        """How many units there are."""
        return float(self.count.sum())

    @abstractmethod
    def logs(self, part: slice, atoms: Floats) -> Floats:
        """The logarithm of the density of some units at each atom, less `constants`; a new array."""

    @abstractmethod
    def constants(self, part: slice) -> Floats:
        """What of the logarithm does not depend on the atom."""

    @abstractmethod
    def bends(self, part: slice, places: Floats) -> tuple[Floats, Floats, Floats]:
        """The density of some units at each place, and its first and second derivative over it."""

    def parts(self, stretch: slice) -> Iterator[slice]:
        """A stretch of units in blocks."""
        return (
            slice(begin, min(begin + self.block, stretch.stop))
            for begin in range(stretch.start, stretch.stop, self.block)
        )

    def sums(self, atoms: Floats, weights: Floats) -> Sums:
        """The log-likelihood and its derivatives in the weights."""

        def of(stretch: slice) -> Sums:
            loglik, gradient, curvature = 0.0, np.zeros(len(atoms)), np.zeros((len(atoms), len(atoms)))
            for part, dense, log_top in self.densities(atoms, weights, stretch):
                mixed, count = dense @ weights, self.count[part]
                loglik += float(count @ (np.log(mixed) + log_top))
                dense /= mixed[:, None]
                gradient += count @ dense
                curvature += dense.T @ (dense * count[:, None])
            return Sums(loglik, gradient, curvature)

        first, *others = in_stretches(of, len(self.count))
        for one in others:
            first = Sums(
                first.loglik + one.loglik, first.gradient + one.gradient, first.curvature + one.curvature
            )
        return first

    def log_densities(self, atoms: Floats, weights: Floats) -> Floats:
        """The logarithm of each unit's density under a mixture."""
        found = np.empty(len(self.count))

        def of(stretch: slice) -> None:
            for part, dense, log_top in self.densities(atoms, weights, stretch):
                found[part] = np.log(dense @ weights) + log_top

        in_stretches(of, len(self.count))
        return found

    def heights(self, places: Floats, inverse: Floats) -> Floats:
        """The gradient towards atoms at some places, given one over each unit's density."""

        def of(stretch: slice) -> Floats:
            found = np.zeros(len(places))
            for part in self.parts(stretch):
                found += inverse[part] @ self._dense(part, places)
            return found

        found: Floats = np.sum(in_stretches(of, len(self.count)), axis=0) / self.total - 1.0
        return found

    def kernel(self, places: Floats) -> Floats:
        """The density of every unit at each place."""
        return self._dense(slice(0, len(self.count)), places)

    def _dense(self, part: slice, places: Floats) -> Floats:
        logs = self.logs(part, places)
        logs += self.constants(part)[:, None]
        return np.exp(logs, out=logs)

    def slopes(self, places: Floats, inverse: Floats) -> tuple[Floats, Floats, Floats]:
        """The same with its first and second derivative there."""

        def of(stretch: slice) -> Floats:
            found = np.zeros((3, len(places)))
            for part in self.parts(stretch):
                dense, slope, bend = self.bends(part, places)
                held = inverse[part]
                found[0] += held @ dense
                found[1] += held @ (dense * slope)
                found[2] += held @ (dense * bend)
            return found

        height, slope, bend = np.sum(in_stretches(of, len(self.count)), axis=0) / self.total
        return height - 1.0, slope, bend

    def densities(
        self, atoms: Floats, weights: Floats, stretch: slice | None = None
    ) -> Iterator[tuple[slice, Floats, Floats]]:
        """Block by block the densities at each atom, over the largest with a weight, and its logarithm."""
        weighty = weights > 0.0
        for part in self.parts(stretch or slice(0, len(self.count))):
            logs = self.logs(part, atoms)
            top = logs[:, weighty].max(axis=1)
            logs -= top[:, None]
            np.minimum(logs, _MOST_EXPONENT, out=logs)
            yield part, np.exp(logs, out=logs), top + self.constants(part)


def inverse(log_density: Floats) -> Floats:
    """One over a density; where a unit is so far from every atom that it overflows, as much as can be."""
    found: Floats = np.exp(np.minimum(-log_density, _MOST_EXPONENT))
    return found


class Problem:
    """What is seen, and the same or fewer in its place to look for new atoms with.

    Parameters
    ----------
    seen, looked_at : Seen
    places : (m,) array
        Where the gradient is looked at, in rising order.
    finest : float
        The smallest error with which anything was seen.
    faithful : bool
        Whether those that are looked at show every peak that all show; otherwise all are looked at.
    """

    def __init__(
        self, seen: Seen, looked_at: Seen, places: Floats, finest: float, *, faithful: bool = True
    ) -> None:
        self.seen, self.looked_at, self.places, self.faithful = seen, looked_at, places, faithful
        self.total, self.close = seen.total, _CLOSE * finest
        kept = faithful and len(looked_at.count) * len(places) <= MOST_KEPT
        self._kernel = looked_at.kernel(places) if kept else None

    def read(self, atoms: Floats, weights: Floats) -> Sums:
        """The log-likelihood of a mixture and its derivatives in the weights."""
        return self.seen.sums(atoms, weights)

    def loglik(self, atoms: Floats, weights: Floats) -> float:
        """The log-likelihood of a mixture."""
        return float(self.seen.count @ self.seen.log_densities(atoms, weights))

    def peaks(self, atoms: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Where the gradient peaks, and how high, as far as those tell that are looked at."""
        if not self.faithful:
            held = self.seen.count * inverse(self.seen.log_densities(atoms, weights))
            return self._tops(self.seen.heights(self.places, held))
        held = self.looked_at.count * inverse(self.looked_at.log_densities(atoms, weights))
        if self._kernel is None:
            return self._tops(self.looked_at.heights(self.places, held))
        return self._tops(held @ self._kernel / self.total - 1.0)

    def exactly(self, atoms: Floats, weights: Floats, peaks: Floats) -> tuple[Floats, Floats]:
        """The same peaks and their heights, from everything that is seen."""
        held = self.seen.count * inverse(self.seen.log_densities(atoms, weights))
        low, high = self._around(peaks)
        at, best = peaks, np.full(len(peaks), -np.inf)
        for _step in range(_STEPS):
            height, slope, bend = self.seen.slopes(peaks, held)
            at, best = np.where(height > best, peaks, at), np.maximum(height, best)
            # The top lies uphill: Newton's step where it stays between what is known, or half the way.
            low, high = np.where(slope > 0.0, peaks, low), np.where(slope > 0.0, high, peaks)
            aim = peaks - slope / np.minimum(bend, -_TINY)
            inside = (bend < 0.0) & (low <= aim) & (aim <= high)
            top = np.where(inside, height + 0.5 * slope * (aim - peaks), best)
            peaks = np.where(inside, aim, 0.5 * (low + high))
        return np.where(top > best, peaks, at), np.maximum(top, best)

    def _around(self, peaks: Floats) -> tuple[Floats, Floats]:
        """The places before and behind."""
        place = np.searchsorted(self.places, peaks)
        last = len(self.places) - 1
        return self.places[np.maximum(place - 1, 0)], self.places[np.minimum(place + 1, last)]

    def _tops(self, height: Floats) -> tuple[Floats, Floats]:
        padded = np.concatenate([[-np.inf], height, [-np.inf]])
        tops = (height >= padded[:-2]) & (height > padded[2:]) & (height > _NOT_BELOW)
        return self.places[tops], height[tops]
