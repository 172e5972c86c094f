"""What is known of each unit when true effects go with how exactly a unit is seen.

Small units, seen with large errors, can truly do better or worse than large ones, or differ more. Then no one
distribution holds for all. Here the middle and the spread of the effects may go with the error (Chen 2024).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import ndtr

from jopoi.sense._mixture_posterior import added, errors_of, half_width, kurtosis
from jopoi.sense._posterior import NORMAL_95, Posterior
from jopoi.sense._reml import Floats
from jopoi.sense._select import tail_probability

_KNOTS = (0.05, 0.35, 0.65, 0.95)
_FOR_A_BEND = 1_000  # units from which on the middle may bend
_FOR_A_LINE = 30  # units from which on the middle and the spread may go with the error at all
_ALIKE = 0.02  # errors whose logarithms scatter no more than that say nothing
_AT_MOST = 10_000  # units by which the distribution of all effects is told
_LOG_RANGE = 2.0 * float(np.log(30.0))  # so much less or more than over all some effects may scatter
_STEEPEST = 3.0


@dataclass(frozen=True)
class Trend:
    """How effects go with the error: mean and standard deviation of units seen as exactly as each, (n,)."""

    middle: Floats
    spread: Floats


@dataclass(frozen=True)
class Posteriors:
    """What is known of each unit, where the top share begins, and who belongs to it."""

    posterior: Posterior
    bar: float
    tail: Floats
    trend: Trend


def goes_with_errors(effect: Floats, error: Floats, variance: float) -> float:
    """How many standard errors the slope of the effects over the logarithm of the error is from none."""
    away = _along(error)
    if not away.any():
        return 0.0
    weight = 1.0 / (variance + error**2)
    away = away - np.average(away, weights=weight)
    return float((weight * away) @ effect / np.sqrt(weight @ away**2))


def trends(effect: Floats, error: Floats, variance: float) -> Iterator[Trend]:
    """The most likely trend over the logarithm of the error, and then those that stand for its uncertainty.

    They lie in pairs to both sides of the first, and scatter as the coefficients are uncertain: what is
    averaged over them allows for not knowing the trend (Julier & Uhlmann 1997).
    """
    # In standard deviations of the effects, so that the search ends as near in any unit of measurement.
    scale = float(np.sqrt(variance))
    search = _Search(effect / scale, error / scale)
    top = search.top()
    for place in (top, *search.around(top)):
        found = search.at(place)
        yield Trend(scale * found.middle, scale * found.spread)


class _Search:
    """The likelihood of the middle's and the log-variance's coefficients, in this order."""

    def __init__(self, effect: Floats, error: Floats) -> None:
        self.effect, self.error = effect, error
        self.middle, self.log_variance = _bases(error)
        self.split = self.middle.shape[1]

    def at(self, place: Floats) -> Trend:
        """The trend at some coefficients."""
        log_own = np.clip(self.log_variance @ place[self.split :], -_LOG_RANGE, _LOG_RANGE)
        return Trend(self.middle @ place[: self.split], np.exp(0.5 * log_own))

    def top(self) -> Floats:
        """The most likely coefficients."""
        lines = self.log_variance.shape[1] - 1
        bounds = [(None, None)] * self.split + [(-_LOG_RANGE, _LOG_RANGE)] + [(-_STEEPEST, _STEEPEST)] * lines
        start = np.zeros(len(bounds))
        return np.asarray(minimize(self._lost, start, jac=True, method="L-BFGS-B", bounds=bounds).x)

    def _lost(self, place: Floats) -> tuple[float, Floats]:
        found = self.at(place)
        left, own = self.effect - found.middle, found.spread**2
        whole = own + self.error**2
        rise = 0.5 * (1.0 - left**2 / whole) * own / whole
        slope = np.concatenate([-self.middle.T @ (left / whole), self.log_variance.T @ rise])
        return 0.5 * float(np.mean(np.log(whole) + left**2 / whole)), slope / len(left)

    def around(self, top: Floats) -> Iterator[Floats]:
        """Pairs of coefficients around the most likely ones, as far out as their number asks."""
        own = self.at(top).spread ** 2
        whole = own + self.error**2
        told = (
            (slice(0, self.split), self.middle / np.sqrt(whole)[:, None]),
            (slice(self.split, None), self.log_variance * (np.sqrt(0.5) * own / whole)[:, None]),
        )
        for part, basis in told:
            for step in np.sqrt(len(top)) * np.linalg.inv(np.linalg.cholesky(basis.T @ basis)):
                for sign in (1.0, -1.0):
                    place = top.copy()
                    place[part] += sign * step
                    yield place


def by_precision(shrunk: Posterior, variance: float, top: float) -> Posteriors:
    """Shrink each unit's effect towards what units do that are seen as exactly as it.

    Parameters
    ----------
    shrunk : Posterior
        Towards zero; its effects and their errors are what is seen.
    variance : float
        Of the effects, as estimated with the expectation.
    top : float
        The share of units that counts as exceptional.

    Returns
    -------
    Posteriors
        Intervals hold on average for every distribution around the middle with this spread and kurtosis.
    """
    error = errors_of(shrunk)
    best, *others = trends(shrunk.effect, error, variance)
    mean, square, edge, tail = (
        np.mean(each, axis=0)
        for each in zip(*(_given(along, shrunk.effect, error, top) for along in others), strict=True)
    )
    left, ratio = (shrunk.effect - best.middle) / best.spread, error / best.spread
    wide = best.spread * half_width(ratio, 1.0, kurtosis(left, ratio, 1.0))
    given = error / np.sqrt(1.0 + ratio**2)
    sd = np.sqrt(np.maximum(square - mean**2, given**2))
    half = np.sqrt(wide**2 + added(shrunk, error, variance) + NORMAL_95**2 * (sd**2 - given**2))
    found = replace(shrunk, mean=mean, sd=sd, lower=mean - half, upper=mean + half)
    return Posteriors(found, float(edge), tail, best)


def _given(along: Trend, effect: Floats, error: Floats, top: float) -> tuple[Floats, Floats, float, Floats]:
    """Posterior means, their squares with the variance, the bar, and who belongs beyond it, at one trend."""
    keep = along.spread**2 / (along.spread**2 + error**2)
    mean, sd = along.middle + keep * (effect - along.middle), error * np.sqrt(keep)
    edge = _bar(along, error, top)
    return mean, mean**2 + sd**2, edge, tail_probability(mean, sd, edge)


def _bar(along: Trend, error: Floats, top: float) -> float:
    """Where the top share of all true effects begins; very many units are told by some of each error."""
    order = np.argsort(error, kind="stable")[:: max(len(error) // _AT_MOST, 1)]
    middle, spread = along.middle[order], along.spread[order]

    def beyond(bar: float) -> float:
        return float(np.mean(ndtr((middle - bar) / spread))) - top

    far = 40.0 * float(spread.max())
    return float(brentq(beyond, float(middle.min()) - far, float(middle.max()) + far, xtol=1e-12))


def differ(error: Floats) -> bool:
    """Whether some units are seen more exactly than others."""
    return bool(_along(error).any())


def _along(error: Floats) -> Floats:
    """The logarithm of the error around its mean; zero where units are seen about equally exactly."""
    away = np.log(error) - np.log(error).mean()
    return away if float(np.std(away)) > _ALIKE else np.zeros(len(error))


def _bases(error: Floats) -> tuple[Floats, Floats]:
    """What the middle and the logarithm of the variance may be made of."""
    one, away = np.ones((len(error), 1)), _along(error)
    if not away.any() or len(error) < _FOR_A_LINE:
        return one, one
    line = np.column_stack([one, away / np.std(away)])
    knots = np.quantile(away, _KNOTS)
    if len(error) < _FOR_A_BEND or np.diff(knots).min() <= 0.0:
        return line, line
    return np.column_stack([line, _natural(away, knots)]), line


def _natural(at: Floats, knots: Floats) -> Floats:
    """A natural cubic spline's columns beside the constant and the line."""

    def apart(knot: float) -> Floats:
        bent = np.maximum(at - knot, 0.0) ** 3 - np.maximum(at - knots[-1], 0.0) ** 3
        column: Floats = bent / (knots[-1] - knot)
        return column

    columns = [apart(knot) - apart(knots[-2]) for knot in knots[:-2]]
    found: Floats = np.column_stack([column / float(np.std(column)) for column in columns])
    return found
