"""Counts with an effect for each unit: maximum likelihood by adaptive Gauss–Hermite quadrature.

A unit's effect is normal on the scale of the log-odds (counts out of a denominator) or of the logarithm of
the rate (counts over an exposure). The integral over it is done around each unit's own peak; gradient and
curvature of the log-likelihood are moments under the same points (Louis 1982), so Newton's method needs no
difference quotients and all units are worked on at once.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, gammaln

from jopoi._core.reduce import Floats
from jopoi.sense._counted_rows import Counts, Family
from jopoi.sense._uphill import uphill

ROUGH, FINE = 9, 25  # points to search by, and to answer by: nine are off where effects are large
_ROUNDS, _CLOSE = 60, 1e-10
_PEAKS, _PEAK_CLOSE, _LEAP = 60, 1e-10, 2.0
_LEAST_VARIANCE, _FIRST_VARIANCE = 1e-8, 0.1
_HALVINGS = 30
_STEEP = 30.0  # a linear predictor that far out says never, or always
FREE = 1e4  # a variance so large that nothing is shrunk
_NEARLY_ONE = 1.0 - 1e-15


@dataclass(frozen=True)
class CountFit:
    """A fitted model of counts.

    Attributes
    ----------
    beta : (p,) array
        Coefficients of the centred and scaled design.
    variance : float
        Of the units' effects; 0 on the boundary.
    covariance : (p + 1, p + 1) array
        Of the coefficients and, last, of the variance's logarithm (0 on the boundary).
    loglik : float
        With all constants.
    steepest : float
        The largest element of the gradient where the search ended, over its standard error.
    """

    beta: Floats
    variance: float
    covariance: Floats
    loglik: float
    steepest: float


@dataclass(frozen=True)
class Moments:
    """Log-likelihood, gradient and information in the coefficients and the variance's logarithm."""

    loglik: float
    gradient: Floats
    information: Floats


def log_density(family: Family, y: Floats, n: Floats, eta: Floats) -> Floats:
    """The log-likelihood of each count at a linear predictor, less constants."""
    if family == "binomial":
        rest = np.abs(eta)
        np.log1p(np.exp(-rest), out=rest)
        rest += np.maximum(eta, 0.0)
        return y * eta - n * rest
    return y * eta - n * np.exp(np.minimum(eta, _STEEP))


def looked_at(family: Family, y: Floats, n: Floats, eta: Floats) -> tuple[Floats, Floats, Floats]:
    """At linear predictors, of each count: log-likelihood less constants, expected count, its variance."""
    if family == "binomial":
        share = expit(eta)
        rest = np.where(eta > _STEEP, eta, -np.log1p(-np.minimum(share, _NEARLY_ONE)))
        return y * eta - n * rest, n * share, n * share * (1.0 - share)
    mean = n * np.exp(np.minimum(eta, _STEEP))
    return y * eta - mean, mean, mean


def mean_and_spread(counts: Counts, eta: Floats) -> tuple[Floats, Floats]:
    """Expected counts, and their variance, at a linear predictor."""
    if counts.family == "binomial":
        share = expit(eta)
        mean = counts.n * share
        return mean, mean * (1.0 - share)
    mean = counts.n * np.exp(np.minimum(eta, _STEEP))
    return mean, mean


def constants(counts: Counts) -> float:
    """What of the log-likelihood does not depend on anything estimated."""
    y, n = counts.y, counts.n
    if counts.family == "binomial":
        return float(np.sum(gammaln(n + 1.0) - gammaln(y + 1.0) - gammaln(n - y + 1.0)))
    return float(np.sum(y * np.log(n) - gammaln(y + 1.0)))


def peaks(counts: Counts, fixed: Floats, variance: float, start: Floats) -> tuple[Floats, Floats]:
    """Each unit's most likely effect and the curvature there, (N,) each."""
    effect = start.copy()
    for _round in range(_PEAKS):
        mean, spread = mean_and_spread(counts, fixed + effect[counts.unit])
        curvature = counts.by_unit(spread) + 1.0 / variance
        step = (counts.by_unit(counts.y - mean) - effect / variance) / curvature
        effect += np.clip(step, -_LEAP, _LEAP)
        if np.abs(step).max() < _PEAK_CLOSE:
            break
    _mean, spread = mean_and_spread(counts, fixed + effect[counts.unit])
    return effect, counts.by_unit(spread) + 1.0 / variance


def moments(counts: Counts, beta: Floats, variance: float, at: Floats, points: int = FINE) -> Moments:
    """The log-likelihood and its derivatives; ``at`` is moved to the units' peaks."""
    fixed = counts.x @ beta
    at[:], curvature = peaks(counts, fixed, variance, at)
    nodes, node_weights = np.polynomial.hermite.hermgauss(points)
    reach = np.sqrt(2.0 / curvature)
    terms, units, rows = counts.x.shape[1], counts.units, len(counts.y)
    effects = at + reach * nodes[:, None]
    logs, means, spreads = np.empty((points, units)), np.empty((points, rows)), np.empty((points, rows))
    for k, node in enumerate(nodes):
        density, means[k], spreads[k] = looked_at(
            counts.family, counts.y, counts.n, fixed + effects[k][counts.unit]
        )
        own = counts.by_unit(density) - effects[k] ** 2 / (2.0 * variance)
        logs[k] = own + node**2 + np.log(node_weights[k])
    top = logs.max(axis=0)
    shares = np.exp(logs - top)
    whole = shares.sum(axis=0)
    shares /= whole
    loglik = float(np.sum(np.log(whole) + top + np.log(reach) - 0.5 * np.log(2.0 * np.pi * variance)))
    scores = np.empty((points, units, terms + 1))
    for k in range(points):
        scores[k, :, :terms] = counts.by_unit(counts.x * (counts.y - means[k])[:, None])
        spreads[k] *= shares[k][counts.unit]
    scores[:, :, terms] = 0.5 * (effects**2 / variance - 1.0)
    mean_score = np.einsum("ku,kuj->uj", shares, scores)
    flat = scores.reshape(-1, terms + 1)
    information = mean_score.T @ mean_score - (flat * shares.reshape(-1, 1)).T @ flat
    information[:terms, :terms] += (counts.x * spreads.sum(axis=0)[:, None]).T @ counts.x
    information[terms, terms] += float(np.sum(shares * effects**2)) / (2.0 * variance)
    return Moments(loglik, mean_score.sum(axis=0), information)


def fit_counts(counts: Counts, points: int = FINE, start: CountFit | None = None) -> CountFit:
    """The most likely coefficients and variance of the units' effects, searched from ``start``."""
    beta, variance = (start.beta, start.variance) if start else (_plain(counts), 0.0)
    if variance == 0.0 and not _rises(counts, beta):
        return _boundary(counts)
    at, log_variance = np.zeros(counts.units), float(np.log(variance or _FIRST_VARIANCE))
    now = moments(counts, beta, float(np.exp(log_variance)), at, points)
    for _round in range(_ROUNDS):
        step = _newton(now)
        if float(now.gradient @ step) < _CLOSE:
            break
        taken = _taken(counts, beta, log_variance, now, step, at, points)
        if taken is None:
            break
        beta, log_variance, now = taken
        if log_variance <= np.log(_LEAST_VARIANCE):
            break
    if log_variance <= np.log(_LEAST_VARIANCE):
        return _boundary(counts)
    covariance = np.asarray(np.linalg.inv(uphill(now.information)), np.float64)
    steepest = float(np.max(np.abs(now.gradient) * np.sqrt(np.diag(covariance))))
    variance = float(np.exp(log_variance))
    return CountFit(beta, variance, covariance, now.loglik + constants(counts), steepest)


def _rises(counts: Counts, beta: Floats) -> bool:
    """Whether the likelihood rises where units begin to differ: sums scatter more than chance has it."""
    mean, spread = mean_and_spread(counts, counts.x @ beta)
    return bool(np.sum(counts.by_unit(counts.y - mean) ** 2 - counts.by_unit(spread)) > 0.0)


def _newton(now: Moments) -> Floats:
    step = np.asarray(np.linalg.solve(uphill(now.information), now.gradient), np.float64)
    return step / max(1.0, float(np.abs(step).max()) / _LEAP)


def _taken(
    counts: Counts, beta: Floats, log_variance: float, now: Moments, step: Floats, at: Floats, points: int
) -> tuple[Floats, float, Moments] | None:
    """The step, halved until it is no loss; none if nothing is to be gained."""
    for _halved in range(_HALVINGS):
        there, log_there = beta + step[:-1], max(log_variance + float(step[-1]), np.log(_LEAST_VARIANCE))
        new = moments(counts, there, float(np.exp(log_there)), at, points)
        if new.loglik >= now.loglik - abs(now.loglik) * 1e-14:
            return there, log_there, new
        step = step / 2.0
    return None


def _plain(counts: Counts) -> Floats:
    """Coefficients without effects of units, by iterated least squares."""
    rate = max(float(counts.y.sum()), 0.5) / float(counts.n.sum())
    rate = min(rate, 1.0 - 1e-6) if counts.family == "binomial" else rate
    beta = np.zeros(counts.x.shape[1])
    beta[0] = np.log(rate / (1.0 - rate)) if counts.family == "binomial" else np.log(rate)
    for _round in range(_ROUNDS):
        mean, spread = mean_and_spread(counts, counts.x @ beta)
        curvature = (counts.x * spread[:, None]).T @ counts.x
        step = np.linalg.solve(uphill(curvature), counts.x.T @ (counts.y - mean))
        beta = beta + np.clip(step, -_LEAP, _LEAP)
        if np.abs(step).max() < _PEAK_CLOSE:
            break
    return beta


def _boundary(counts: Counts) -> CountFit:
    """The model without effects of units: nothing but chance is left of their differences."""
    beta = _plain(counts)
    _mean, spread = mean_and_spread(counts, counts.x @ beta)
    covariance = np.zeros((len(beta) + 1, len(beta) + 1))
    covariance[:-1, :-1] = np.linalg.inv(uphill((counts.x * spread[:, None]).T @ counts.x))
    loglik = float(log_density(counts.family, counts.y, counts.n, counts.x @ beta).sum()) + constants(counts)
    score = counts.x.T @ (counts.y - _mean)
    steepest = float(np.max(np.abs(score) * np.sqrt(np.diag(covariance)[:-1])))
    return CountFit(beta, 0.0, covariance, loglik, steepest)


def extra_scatter(counts: Counts, beta: Floats) -> float:
    """The variance, from row to row of one unit, that chance in counting does not explain (Williams 1982).

    It is on the scale of the effects, and is what makes the scatter of the rows of each unit as large as they
    have room for it: 0 if pure chance scatters as much. Only units that were seen more than once, and neither
    never nor always, can tell.
    """
    told, free = _told(counts)
    if free < 1.0:
        return 0.0

    def excess(extra: float) -> float:
        return _scatter(counts, beta, extra, told) - free

    if excess(0.0) <= 0.0:
        return 0.0
    most = _FIRST_VARIANCE
    while excess(most) > 0.0 and most < FREE:
        most *= 4.0
    return float(brentq(excess, 0.0, most, rtol=1e-4)) if most < FREE else most


def scatter_of_rows(counts: Counts, beta: Floats) -> float:
    """How many times as much as pure chance the rows of one unit scatter; below 1 for most scores."""
    told, free = _told(counts)
    if free < 1.0:
        return 1.0
    fixed = counts.x @ beta
    at, _curvature = peaks(counts, fixed, FREE, np.zeros(counts.units))
    mean, spread = mean_and_spread(counts, fixed + at[counts.unit])
    rows = counts.by_unit(np.ones(len(counts.y)))
    # A ratio of sums: units near a bound look steady just when they are close to it by luck.
    seen = counts.by_unit((counts.y - mean) ** 2 / counts.n)[told].sum()
    room = (counts.by_unit(spread / counts.n) * (1.0 - 1.0 / rows))[told].sum()
    return max(float(seen / room), _LEAST_VARIANCE)


def _told(counts: Counts) -> tuple[NDArray[np.bool_], float]:
    """Units whose rows can show how they scatter, and how many rows beyond the first they have."""
    rows, total = counts.by_unit(np.ones(len(counts.y))), counts.by_unit(counts.y)
    told = (rows > 1) & (total > 0)
    if counts.family == "binomial":
        told &= total < counts.by_unit(counts.n)
    return told, float((rows[told] - 1.0).sum())


def _scatter(counts: Counts, beta: Floats, extra: float, told: NDArray[np.bool_]) -> float:
    """Pearson's sum over the rows of some units, each around its unit's own level."""
    fixed = counts.x @ beta
    ready = worth(counts, times_of(counts, beta, extra)) if extra else counts
    at, _curvature = peaks(ready, fixed, FREE, np.zeros(counts.units))
    mean, spread = mean_and_spread(counts, fixed + at[counts.unit])
    spread = np.maximum(spread, 1e-12)
    return float(counts.by_unit((counts.y - mean) ** 2 / (spread * (1.0 + extra * spread)))[told].sum())


def times_of(counts: Counts, beta: Floats, extra: float) -> Floats:
    """How many times as much as pure chance each row scatters, (R,)."""
    _mean, spread = mean_and_spread(counts, counts.x @ beta)
    times: Floats = 1.0 + extra * spread
    return times


def worth(counts: Counts, times: Floats) -> Counts:
    """The same counts where each is worth only one ``times``-th of a count."""
    return replace(counts, y=counts.y / times, n=counts.n / times)
