"""What is known of each unit from its counts, on a scale that people read.

Effects are fitted as shifts of the log-odds or of the logarithm of the rate. They are told as what such a
shift is worth at the overall rate: percentage points, or events over the exposure. So they can be compared
between units, as a standardised rate can, and a bar is one number for all.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, ndtri

from jopoi._core.reduce import Floats
from jopoi.sense._counted_fit import FREE, CountFit, log_density, mean_and_spread, peaks
from jopoi.sense._counted_rows import Counts
from jopoi.sense._posterior import NORMAL_95, Posterior
from jopoi.sense._robust import reach

_PLACES, _AROUND = 121, 7.0
_ENDS = (0.025, 0.975)
_PRIOR_PLACES = 64


@dataclass(frozen=True)
class Scale:
    """From a shift to what it is worth at the overall rate, with up as the good way.

    Attributes
    ----------
    family : str
    rate : float
        The overall rate.
    sign : float
        1 if more is better, −1 if less is.
    per : float
        For how many of what was counted out of or over it is told.
    """

    family: str
    rate: float
    sign: float
    per: float = 1.0

    def worth(self, shift: Floats) -> Floats:
        """What shifts in the good direction are worth; rising."""
        if self.family == "binomial":
            moved = expit(logit(self.rate) + self.sign * shift) - self.rate
        else:
            moved = self.rate * np.expm1(np.minimum(self.sign * shift, 30.0))
        return np.asarray(self.sign * self.per * moved)

    @property
    def slope(self) -> float:
        """What a small shift is worth, for each unit of it."""
        return self.per * (self.rate * (1.0 - self.rate) if self.family == "binomial" else self.rate)

    def variance(self, of_shifts: float) -> float:
        """The variance of what normal shifts are worth."""
        nodes, weights = np.polynomial.hermite_e.hermegauss(_PRIOR_PLACES)
        values, weights = self.worth(np.sqrt(of_shifts) * nodes), weights / weights.sum()
        mean = float(weights @ values)
        return float(weights @ (values - mean) ** 2)


@dataclass(frozen=True)
class Known:
    """Each unit's posterior, the chance that it is in the top share, where that begins, what was expected."""

    posterior: Posterior
    tail: Floats
    bar: float
    expected: Floats


def known(
    counts: Counts,
    fit: CountFit,
    scale: Scale,
    top: float,
    *,
    variance: float | None = None,
    kurtosis: float | None = None,
) -> Known:
    """What is known under a normal distribution of shifts; ``variance`` in place of the fitted one.

    With a ``kurtosis`` the intervals are so wide that they hold for every distribution that has it.
    """
    variance = fit.variance if variance is None else variance
    fixed = counts.x @ fit.beta
    mean, spread = mean_and_spread(counts, fixed)
    expected = scale.per * counts.by_unit(mean) / counts.by_unit(counts.n)
    chance = scale.slope / np.sqrt(np.maximum(counts.by_unit(spread), 1e-300))
    raw, _curvature = peaks(counts, fixed, FREE, np.zeros(counts.units))
    effect = scale.worth(scale.sign * raw)
    unsure = scale.slope * _expected_error(counts, fit, spread)
    if variance <= 0.0:
        none = np.zeros(counts.units)
        flat = Posterior(effect, unsure, chance, none, none, none, none)
        return Known(flat, none, 0.0, expected)
    shifts, shares, density, step = _grid(counts, fixed, variance, scale.sign)
    edge = float(np.sqrt(variance) * ndtri(1.0 - top))
    values = scale.worth(shifts)
    centre = np.sum(shares * values, axis=0)
    sd = np.sqrt(np.maximum(np.sum(shares * (values - centre) ** 2, axis=0), 0.0))
    below = _below(density, step)
    lower, upper = (_quantile(shifts, below, step, share) for share in _ENDS)
    middle = np.sum(shares * shifts, axis=0)
    wider = _wider(counts, fit, spread, shares, shifts, variance)
    if kurtosis is not None:
        wider *= _robustly(shares, shifts, variance, kurtosis)
    ends = [scale.worth(middle + (end - middle) * wider) for end in (lower, upper)]
    posterior = Posterior(effect, unsure, chance, centre, sd, ends[0], ends[1])
    tail = 1.0 - _chance_below(shifts, density, below, step, edge)
    return Known(posterior, tail, float(scale.worth(np.array(edge))), expected)


def _grid(counts: Counts, fixed: Floats, variance: float, sign: float) -> tuple[Floats, ...]:
    """Shifts in the good direction around each unit's peak, (places, N), and how likely they are."""
    at, curvature = peaks(counts, fixed, variance, np.zeros(counts.units))
    reach = 1.0 / np.sqrt(curvature)
    away = np.linspace(-_AROUND, _AROUND, _PLACES)
    shifts = at + away[:, None] * reach
    logs = np.empty_like(shifts)
    for place in range(_PLACES):
        density = log_density(counts.family, counts.y, counts.n, fixed + shifts[place][counts.unit])
        logs[place] = counts.by_unit(density) - shifts[place] ** 2 / (2.0 * variance)
    shares = np.exp(logs - logs.max(axis=0))
    step = reach * (away[1] - away[0])
    shares /= shares.sum(axis=0)
    if sign < 0:
        shifts, shares = -shifts[::-1], shares[::-1]
    return shifts, shares, shares / step, step


def _below(density: Floats, step: Floats) -> Floats:
    """The chance to lie below each place, by the trapezoidal rule."""
    below = np.zeros_like(density)
    np.cumsum(0.5 * (density[1:] + density[:-1]) * step, axis=0, out=below[1:])
    whole: Floats = below / below[-1]
    return whole


def _chance_below(shifts: Floats, density: Floats, below: Floats, step: Floats, edge: float) -> Floats:
    """The chance to lie below one edge, with the density a straight line between places."""
    units = np.arange(shifts.shape[1])
    along = (edge - shifts[0]) / step
    place = np.clip(np.floor(along).astype(np.intp), 0, _PLACES - 2)
    part = np.clip(along - place, 0.0, 1.0)
    low, high = density[place, units], density[place + 1, units]
    added = step * (part * low + 0.5 * part**2 * (high - low))
    chance: Floats = np.clip(below[place, units] + added, 0.0, 1.0)
    return chance


def _quantile(shifts: Floats, below: Floats, step: Floats, share: float) -> Floats:
    """Where a share lies below, with the chance a straight line between places."""
    units = np.arange(shifts.shape[1])
    place = np.clip(np.sum(below < share, axis=0) - 1, 0, _PLACES - 2)
    low, high = below[place, units], below[place + 1, units]
    part = (share - low) / np.maximum(high - low, 1e-300)
    found: Floats = shifts[place, units] + part * step
    return found


def _means(counts: Counts, spread: Floats) -> Floats:
    """Each unit's mean design, weighted by what its rows tell, (N, p)."""
    told = np.maximum(counts.by_unit(spread), 1e-300)
    found: Floats = counts.by_unit(counts.x * spread[:, None]) / told[:, None]
    return found


def _expected_error(counts: Counts, fit: CountFit, spread: Floats) -> Floats:
    """Standard error of each unit's expected predictor."""
    means = _means(counts, spread)
    error: Floats = np.sqrt(np.einsum("ui,ij,uj->u", means, fit.covariance[:-1, :-1], means))
    return error


def _wider(
    counts: Counts, fit: CountFit, spread: Floats, shares: Floats, shifts: Floats, variance: float
) -> Floats:
    """By how much an interval grows for what the expectation and the variance are not known."""
    middle = np.sum(shares * shifts, axis=0)
    own = np.maximum(np.sum(shares * (shifts - middle) ** 2, axis=0), 1e-300)
    kept = np.clip(own / variance, 0.0, 1.0)  # the part of a unit's effect that is shrunk away
    # An error in the expectation moves the effect the other way, by what is not shrunk away.
    moved = (1.0 - kept) ** 2 * _expected_error(counts, fit, spread) ** 2
    shrunk = (kept * middle) ** 2 * fit.covariance[-1, -1]
    wider: Floats = np.sqrt(1.0 + (moved + shrunk) / own)
    return wider


def _robustly(shares: Floats, shifts: Floats, variance: float, kurtosis: float) -> Floats:
    """By how much an interval grows to hold for every distribution of shifts with a kurtosis."""
    middle = np.sum(shares * shifts, axis=0)
    kept = np.sum(shares * (shifts - middle) ** 2, axis=0) / variance
    ratio = kept / np.maximum(1.0 - kept, 1e-12)  # chance over true variance
    wider: Floats = reach(ratio, kurtosis) / (NORMAL_95 * np.sqrt(1.0 + ratio))
    return np.maximum(wider, 1.0)


def raw_effects(counts: Counts, fit: CountFit, scale: Scale) -> tuple[Floats, Floats]:
    """What each unit's counts say by themselves, unshrunk, and their chance error."""
    fixed = counts.x @ fit.beta
    raw, _curvature = peaks(counts, fixed, FREE, np.zeros(counts.units))
    _mean, spread = mean_and_spread(counts, fixed)
    return scale.worth(scale.sign * raw), scale.slope / np.sqrt(np.maximum(counts.by_unit(spread), 1e-300))


__all__ = ["Known", "Scale", "known", "raw_effects"]
