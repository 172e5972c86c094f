"""Normal means with known standard errors: the likelihood that a mixing distribution is fitted to."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from jopoi._core.stretches import in_stretches
from jopoi.sense._mixture import Floats, Mixture, Sums, fit_mixture
from jopoi.sense._mixture_net import many_as_few

_BLOCK = 8192  # rows that stay in the processor's cache
_FEW = 2_000  # so many are looked at one by one
_MANY = 20_000  # from so many on, the search begins on few that stand for them
_PLACES_AN_ERROR = 4.0
_MOST_PLACES, _LEAST_PLACES, _MOST_NARROW = 3000, 200, 1000
_BEGIN_WITH = 100
_NOT_BELOW = -1e-3  # peaks of the gradient that lie lower are no candidates for the highest
_STEPS = 2  # of Newton towards the top of a peak
_TINY = 1e-300
_CLOSE = 0.2  # of the smallest error
_MOST_EXPONENT = 300.0  # whose square is still a number
_HALF_LOG = 0.5 * float(np.log(2.0 * np.pi))


def fit_normal(value: Floats, error: Floats, tolerance: float | None = None) -> Mixture:
    """The most likely distribution of means that were seen with known standard errors.

    Parameters
    ----------
    value, error : (n,) arrays
        What was seen, and its standard error, above zero.
    tolerance : float, optional
        Largest gap in the log-likelihood; without it 0.001, and more from 100,000 units on.

    Returns
    -------
    Mixture
        Its gap is infinite where errors are too unlike for it to be known.

    Examples
    --------
    Two kinds of unit, seen exactly enough to be told apart:

    >>> found = fit_normal(np.array([1.0, 1.1, 0.9, 5.0, 5.1]), np.full(5, 0.2))
    >>> found.atoms.round(2), found.weights.round(2)
    (array([1.  , 5.05]), array([0.6, 0.4]))
    """
    exact = Seen(value, error, np.ones(len(value)))
    tolerance = max(1e-3, 1e-8 * exact.total) if tolerance is None else tolerance
    places = _places(value, error)
    begin = np.unique(np.quantile(value, np.linspace(0.0, 1.0, _BEGIN_WITH)))
    start = begin, np.full(len(begin), 1.0 / len(begin))
    looked_at = exact if len(value) <= _FEW else Seen(*many_as_few(value, error, smooth=True))
    many = len(value) > _MANY
    if many:
        start = _on_nets(Seen(*many_as_few(value, error, smooth=False)), looked_at, places, start, tolerance)
    found = fit_mixture(Problem(exact, looked_at, places), start, tolerance, near=many)
    return found if _nowhere_between(places, value, error) else replace(found, gap=np.inf)


def _on_nets(
    coarse: "Seen", fine: "Seen", places: Floats, start: tuple[Floats, Floats], tolerance: float
) -> tuple[Floats, Floats]:
    """Where the search of everything begins: the most likely mixture of those that stand for all."""
    rough = fit_mixture(Problem(coarse, coarse, places), start, 1e-6 * coarse.total)
    start = rough.atoms, rough.weights
    # Counts below zero may bend the likelihood the wrong way; then the rough mixture serves.
    with suppress(np.linalg.LinAlgError):
        better = fit_mixture(Problem(fine, fine, places), start, tolerance, near=True)
        start = (better.atoms, better.weights) if np.isfinite(better.loglik) else start
    return start


def _places(value: Floats, error: Floats) -> Floats:
    """Where atoms are looked for: evenly between the extremes, among values, and at the most exact."""
    low, high = float(value.min()), float(value.max())
    wanted = int(min((high - low) / float(error.min()) * _PLACES_AN_ERROR, _MOST_PLACES))
    even = np.linspace(low, high, max(wanted, _LEAST_PLACES))
    narrow = value[error < (even[1] - even[0])]
    narrow = narrow[:: max(-(-len(narrow) // _MOST_NARROW), 1)]
    among = np.quantile(value, np.linspace(0.0, 1.0, _LEAST_PLACES))
    return np.unique(np.concatenate([even, among, narrow]))


def _nowhere_between(places: Floats, value: Floats, error: Floats) -> bool:
    """Whether no peak can hide between places: each value seen more exactly than they are apart is one."""
    if len(places) < 2:
        return True
    narrow = value[error < np.diff(places).max()]
    return bool(np.isin(narrow, places).all())


@dataclass(frozen=True)
class Seen:
    """Values with standard errors, each standing for ``count`` units."""

    value: Floats
    error: Floats
    count: Floats

    @property
    def total(self) -> float:
        return float(self.count.sum())

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

        first, *others = in_stretches(of, len(self.value))
        for one in others:
            first = Sums(
                first.loglik + one.loglik, first.gradient + one.gradient, first.curvature + one.curvature
            )
        return first

    def log_densities(self, atoms: Floats, weights: Floats) -> Floats:
        """The logarithm of each value's density under a mixture."""
        found = np.empty(len(self.value))

        def of(stretch: slice) -> None:
            for part, dense, log_top in self.densities(atoms, weights, stretch):
                found[part] = np.log(dense @ weights) + log_top

        in_stretches(of, len(self.value))
        return found

    def slopes(self, places: Floats, inverse: Floats) -> tuple[Floats, Floats, Floats]:
        """The gradient towards atoms at some places, with its first and second derivative there."""

        def of(stretch: slice) -> Floats:
            found = np.zeros((3, len(places)))
            for part in _parts(stretch):
                ease = 1.0 / self.error[part, None]
                away = (self.value[part, None] - places) * ease
                dense = np.exp(-0.5 * away * away - _HALF_LOG) * ease
                held = inverse[part]
                found[0] += held @ dense
                found[1] += held @ (dense * away * ease)
                found[2] += held @ (dense * (away * away - 1.0) * ease * ease)
            return found

        height, slope, bend = np.sum(in_stretches(of, len(self.value)), axis=0) / self.total
        return height - 1.0, slope, bend

    def densities(
        self, atoms: Floats, weights: Floats, stretch: slice | None = None
    ) -> Iterator[tuple[slice, Floats, Floats]]:
        """Block by block the densities at each atom, over the largest with a weight, and its logarithm."""
        weighty = weights > 0.0
        for part in _parts(stretch or slice(0, len(self.value))):
            away = (self.value[part, None] - atoms) / self.error[part, None]
            away *= away
            away *= -0.5
            top = away[:, weighty].max(axis=1)
            away -= top[:, None]
            np.minimum(away, _MOST_EXPONENT, out=away)
            yield part, np.exp(away, out=away), top - np.log(self.error[part]) - _HALF_LOG


def _parts(stretch: slice) -> Iterator[slice]:
    return (
        slice(begin, min(begin + _BLOCK, stretch.stop))
        for begin in range(stretch.start, stretch.stop, _BLOCK)
    )


def _inverse(log_density: Floats) -> Floats:
    """One over a density; where a value is so far from every atom that it overflows, as much as can be."""
    found: Floats = np.exp(np.minimum(-log_density, _MOST_EXPONENT))
    return found


class Problem:
    """What is seen, and the same or fewer in its place to look for new atoms with.

    Parameters
    ----------
    seen, looked_at : Seen
    places : (m,) array
        Where the gradient is looked at, in rising order.
    """

    def __init__(self, seen: Seen, looked_at: Seen, places: Floats) -> None:
        self.seen, self.looked_at, self.places = seen, looked_at, places
        self.total = seen.total
        self.close = _CLOSE * float(seen.error.min())
        away = (looked_at.value[:, None] - places) / looked_at.error[:, None]
        self._kernel = np.exp(-0.5 * away * away - _HALF_LOG) / looked_at.error[:, None]

    def read(self, atoms: Floats, weights: Floats) -> Sums:
        """The log-likelihood of a mixture and its derivatives in the weights."""
        return self.seen.sums(atoms, weights)

    def loglik(self, atoms: Floats, weights: Floats) -> float:
        """The log-likelihood of a mixture."""
        return float(self.seen.count @ self.seen.log_densities(atoms, weights))

    def peaks(self, atoms: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Where the gradient peaks, and how high, as far as those tell that are looked at."""
        held = self.looked_at.count * _inverse(self.looked_at.log_densities(atoms, weights))
        height = held @ self._kernel / self.total - 1.0
        padded = np.concatenate([[-np.inf], height, [-np.inf]])
        tops = (height >= padded[:-2]) & (height > padded[2:]) & (height > _NOT_BELOW)
        return self.places[tops], height[tops]

    def exactly(self, atoms: Floats, weights: Floats, peaks: Floats) -> tuple[Floats, Floats]:
        """The same peaks and their heights, from everything that is seen."""
        inverse = self.seen.count * _inverse(self.seen.log_densities(atoms, weights))
        reach = float(self.seen.error.min())
        for _step in range(_STEPS):
            height, slope, bend = self.seen.slopes(peaks, inverse)
            step = np.where(bend < 0.0, -slope / np.minimum(bend, -_TINY), 0.0)
            step = np.clip(step, -reach, reach)
            peaks = peaks + step
        return peaks, height + 0.5 * slope * step
