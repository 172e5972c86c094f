"""Counts out of a denominator or over an exposure: the likelihood that a mixing distribution is fitted to."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from jopoi.sense._counted_fit import FREE, constants, log_density, looked_at, peaks
from jopoi.sense._counted_rows import Counts, Family
from jopoi.sense._mixture import Floats, Mixture, fit_mixture
from jopoi.sense._mixture_seen import MOST_KEPT, Problem, Seen

_FEW = 5_000  # so many are looked at one by one
_PLACES_AN_ERROR = 6.0
_MOST_PLACES, _LEAST_MOST, _AMONG = 20_000, 3000, 200
_BEGIN_WITH = 100
_NEVER = 1e-9  # an expected count that is as good as none
_WIDEST = 1.0  # between places where little is known


def fit_counted(counts: Counts, fixed: Floats, tolerance: float | None = None) -> Mixture:
    """The most likely distribution of the units' shifts of the log-odds, or of the logarithm of the rate.

    Parameters
    ----------
    counts : Counts
    fixed : (R,) array
        What a row's circumstances lead one to expect, on the same scale.
    tolerance : float, optional
        Largest gap in the log-likelihood; without it 0.001, and more from 100,000 units on.

    Returns
    -------
    Mixture
        Its gap is infinite where counts are so large that it cannot be known. A shift at the lower end
        where units counted none means never; at the upper end of shares it means always.

    References
    ----------
    Simar, L. (1976). Maximum likelihood estimation of a compound Poisson process. *Annals of Statistics*.
    """
    seen = tallies_of(counts, fixed)
    places, finest, fine = _places(seen)
    begin = np.unique(np.quantile(seen.own, np.linspace(0.0, 1.0, _BEGIN_WITH)))
    begin = np.unique(np.clip(begin, places[0], places[-1]))
    start = begin, np.full(len(begin), 1.0 / len(begin))
    tolerance = max(1e-3, 1e-8 * seen.total) if tolerance is None else tolerance
    many = len(seen.count) > 2 * _FEW
    if many:
        some = seen.some(_FEW)
        rough = fit_mixture(Problem(some, some, places, finest), start, 1e-6 * seen.total)
        start = rough.atoms, rough.weights
    found = fit_mixture(Problem(seen, seen, places, finest), start, tolerance, near=many)
    # Densities were taken over the largest that each unit can have, and of counts over exposures by unit.
    apart = float(seen.count @ seen.largest) + constants(counts)
    apart += float(counts.y @ fixed) if counts.family == "poisson" else 0.0
    return replace(found, loglik=found.loglik + apart, gap=found.gap if fine else np.inf)


@dataclass(frozen=True)
class Tallies(Seen):
    """What was counted, row by row, and where each unit's rows begin (and the last one's end)."""

    family: Family
    y: Floats
    n: Floats
    fixed: Floats
    starts: NDArray[np.intp]
    own: Floats
    """The shift that each unit's own counts make most likely; far out where it counted none, or all."""
    largest: Floats
    """The logarithm of the density there, less constants."""
    block: ClassVar[int] = 1024

    def logs(self, part: slice, atoms: Floats) -> Floats:
        """The logarithm of the density of some units at each atom, over their largest."""
        rows = self._rows(part)
        found = log_density(self.family, self.y[rows, None], self.n[rows, None], self._etas(rows, atoms))
        return self._by_unit(found, part) - self.largest[part, None]

    def constants(self, part: slice) -> Floats:
        """Nothing: densities are over their largest."""
        return np.zeros(len(self.count[part]))

    def bends(self, part: slice, places: Floats) -> tuple[Floats, Floats, Floats]:
        """The density of some units at each place, and its first and second derivative over it."""
        rows = self._rows(part)
        y = self.y[rows, None]
        logs, mean, spread = looked_at(self.family, y, self.n[rows, None], self._etas(rows, places))
        slope = self._by_unit(y - mean, part)
        dense = np.exp(self._by_unit(logs, part) - self.largest[part, None])
        return dense, slope, slope**2 - self._by_unit(spread, part)

    def some(self, most: int) -> "Tallies":
        """Every so-manieth unit in the order of their shares, counting for those it stands for."""
        share = np.add.reduceat(self.y, self.starts[:-1]) / np.add.reduceat(self.n, self.starts[:-1])
        order = np.argsort(share, kind="stable")
        chosen = np.sort(order[:: -(-len(order) // most)])
        lengths = np.diff(self.starts)[chosen]
        begins = np.concatenate([[0], np.cumsum(lengths)])
        rows = np.repeat(self.starts[chosen] - begins[:-1], lengths) + np.arange(begins[-1])
        count = self.count[chosen] * (self.total / self.count[chosen].sum())
        return Tallies(
            count,
            self.family,
            self.y[rows],
            self.n[rows],
            self.fixed[rows],
            begins,
            self.own[chosen],
            self.largest[chosen],
        )

    def _rows(self, part: slice) -> slice:
        return slice(int(self.starts[part.start]), int(self.starts[part.stop]))

    def _etas(self, rows: slice, atoms: Floats) -> Floats:
        return self.fixed[rows, None] + atoms

    def _by_unit(self, values: Floats, part: slice) -> Floats:
        begins = self.starts[part] - self.starts[part.start]
        if len(begins) == len(values):
            return values
        found: Floats = np.add.reduceat(values, begins, axis=0)
        return found


def tallies_of(counts: Counts, fixed: Floats, *, merged: bool = True) -> Tallies:
    """The counts in the shape that a mixture is fitted to, if ``merged`` with units seen alike as one."""
    own = peaks(counts, fixed, FREE, np.zeros(counts.units))[0]
    best = counts.by_unit(log_density(counts.family, counts.y, counts.n, fixed + own[counts.unit]))
    y, n, starts = counts.y, counts.n, np.append(counts.starts, len(counts.y))
    if counts.family == "poisson":
        # Σ y (f + s) − n e^(f + s) depends on s by Σ y and Σ n e^f alone.
        y, n = counts.by_unit(y), counts.by_unit(n * np.exp(fixed))
        best -= counts.by_unit(counts.y * fixed)
        fixed, starts = np.zeros(counts.units), np.arange(counts.units + 1)
    if len(y) > counts.units or not merged:
        return Tallies(np.ones(counts.units), counts.family, y, n, fixed, starts, own, best)
    _alike, first, times = np.unique(
        np.column_stack([y, n, fixed]), axis=0, return_index=True, return_counts=True
    )
    starts = np.arange(len(first) + 1)
    count = times.astype(np.float64)
    return Tallies(count, counts.family, y[first], n[first], fixed[first], starts, own[first], best[first])


def _places(seen: Tallies) -> tuple[Floats, float, bool]:
    """Where atoms are looked for, the smallest error, and whether no peak can hide between places."""
    low, high = _ends(seen)
    every = np.add.reduceat(seen.n, seen.starts[:-1])
    least, most = float(seen.fixed.min()), float(seen.fixed.max())

    def error(shift: float) -> float:
        told = float(every.max()) * _most_told(seen.family, shift, least, most)
        return float(max(told, _NEVER) ** -0.5)

    most_places = min(max(MOST_KEPT // len(seen.count), _LEAST_MOST), _MOST_PLACES)
    places, finest = [low], _WIDEST
    while places[-1] < high and len(places) < most_places:
        finest = min(finest, error(places[-1]))
        places.append(places[-1] + min(error(places[-1]) / _PLACES_AN_ERROR, _WIDEST))
    fine = places[-1] >= high
    even = np.array(places[:-1]) if fine else np.linspace(low, high, most_places)
    own = seen.own
    among = own if len(own) <= _LEAST_MOST else np.quantile(own, np.linspace(0.0, 1.0, _AMONG))
    return np.unique(np.concatenate([even, among.clip(low, high), [high]])), finest, fine


def _most_told(family: Family, shift: float, least: float, most: float) -> float:
    """The largest variance of one count at a shift, over all circumstances."""
    if family == "poisson":
        return float(np.exp(most + shift))
    odds = float(np.exp(-abs(min(max(0.0, least + shift), most + shift))))  # those nearest to one
    return odds / (1.0 + odds) ** 2


def _ends(seen: Tallies) -> tuple[float, float]:
    """Between which shifts all atoms lie: those of the units, or as good as never, and always."""
    y = np.add.reduceat(seen.y, seen.starts[:-1])
    every = np.add.reduceat(seen.n, seen.starts[:-1])
    none = y <= 0.0
    all_of_it = (y >= every) & (seen.family == "binomial")
    told = seen.own[~none & ~all_of_it]
    low, high = (float(told.min()), float(told.max())) if len(told) else (0.0, 0.0)
    far = float(np.abs(seen.fixed).max()) + np.log(float(every.max()) / _NEVER)
    return (min(low, -far) if none.any() else low), (max(high, far) if all_of_it.any() else high)


__all__ = ["Tallies", "fit_counted", "tallies_of"]
