"""The most likely stochastic frontier, or why there is none."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.stats import chi2

from jopoi._core.reduce import Floats
from jopoi.sense._stochastic_likelihood import Moments, Rows, moments
from jopoi.sense._uphill import uphill

End = Literal["maximum", "no inefficiency", "no chance", "no maximum", "not found"]

_ROUNDS, _HALVINGS, _CLOSE, _LEAP = 300, 40, 1e-12, 1.0
_NOTHING = 6.0  # by how much one logarithm of a spread may fall below the other
_FAR = -12.0  # spreads by which the normal curve lies below zero when it is cut off: nearly exponential
_SKEW = float(np.sqrt(2.0 / np.pi) * (1.0 - 4.0 / np.pi))


@dataclass(frozen=True)
class Fitted:
    """A fitted frontier.

    Attributes
    ----------
    theta : (P,) array
        Coefficients, logarithms of the spreads of chance and of inefficiency, means, decay.
    covariance : (P, P) array
        Of these; not-a-number where nothing is known.
    loglik, plain : float
        With the inefficiency, and without.
    steepest : float
        The largest element of the gradient where the search ended, over its standard error.
    end : str
        How the search ended.
    terms : int
        How many coefficients there are.
    """

    theta: Floats
    covariance: Floats
    loglik: float
    plain: float
    steepest: float
    end: End
    terms: int

    @property
    def p_value(self) -> float:
        """How likely so much would be gained if there were no inefficiency (Kodde & Palm 1986)."""
        gained = max(2.0 * (self.loglik - self.plain), 0.0)
        more = len(self.theta) - self.terms - 1
        whole = float(chi2.sf(gained, more))
        return 0.5 * whole + 0.5 * (float(chi2.sf(gained, more - 1)) if more > 1 else float(gained <= 0.0))


def fit_frontier(rows: Rows) -> Fitted:
    """Climb the likelihood by Newton's method, from a few starts where it may have several tops."""
    beta, spread = _plain(rows)
    plain = _plain_loglik(rows, spread)
    found = [_climb(rows, start, plain) for start in _starts(rows, beta, spread)]
    best = max(found, key=lambda one: one.loglik)
    if best.loglik <= plain + 1e-9 or best.end == "no inefficiency":
        return _without(rows, beta, spread, plain)
    return best


def _plain(rows: Rows) -> tuple[Floats, float]:
    """Least squares, and the most likely spread."""
    beta = np.asarray(np.linalg.lstsq(rows.x, rows.y, rcond=None)[0], np.float64)
    return beta, float(np.sqrt(np.mean((rows.y - rows.x @ beta) ** 2)))


def _plain_loglik(rows: Rows, spread: float) -> float:
    return -0.5 * len(rows.y) * float(np.log(2.0 * np.pi * spread**2) + 1.0)


def _starts(rows: Rows, beta: Floats, spread: float) -> list[Floats]:
    """By the skewness of what least squares leaves (Olson, Schmidt & Waldman 1980)."""
    residual = rows.y - rows.x @ beta
    third = float(np.mean(residual**3))
    own = float(np.clip(np.cbrt(third / _SKEW) / spread, 0.3, 1.4)) if third < 0.0 else 0.3
    theta = np.zeros(rows.size)
    theta[: len(beta)] = beta
    noise, inside, means, _decay = rows.places
    theta[inside] = np.log(own * spread)
    theta[noise] = 0.5 * np.log(max(1.0 - own**2 * (1.0 - 2.0 / np.pi), 0.1)) + np.log(spread)
    theta[0] += own * spread * np.sqrt(2.0 / np.pi)
    if rows.about is None:
        return [theta]
    start = _climb(replace(rows, about=None, shape="half-normal"), np.delete(theta, means), -np.inf).theta
    first = np.insert(start, means.start, np.zeros(means.stop - means.start))
    wide = first.copy()
    wide[inside] += 0.5
    wide[means.start] = -np.exp(wide[inside])
    return [first, wide]


def _climb(rows: Rows, start: Floats, plain: float) -> Fitted:
    theta, now = start, moments(rows, start)
    end: End = "not found"
    for _round in range(_ROUNDS):
        step = np.asarray(np.linalg.solve(uphill(now.information), now.gradient), np.float64)
        if float(now.gradient @ step) < _CLOSE * max(1.0, abs(now.loglik)):
            end = "maximum"
            break
        taken = _taken(rows, theta, now.loglik, step / max(1.0, float(np.abs(step).max()) / _LEAP))
        if taken is None:
            end = "maximum"
            break
        theta, now = taken
        ended = _ended(rows, theta)
        if ended:
            end = ended
            break
    covariance = np.asarray(np.linalg.pinv(uphill(now.information), hermitian=True), np.float64)
    steepest = float(np.max(np.abs(now.gradient) * np.sqrt(np.diag(covariance))))
    return Fitted(theta, covariance, now.loglik, plain, steepest, end, rows.x.shape[1])


def _taken(rows: Rows, theta: Floats, so_far: float, step: Floats) -> tuple[Floats, Moments] | None:
    """The step, halved until it gains; none if nothing is to be gained."""
    for _halved in range(_HALVINGS):
        new = moments(rows, theta + step)
        if new.loglik > so_far:
            return theta + step, new
        step = step / 2.0
    return None


def _ended(rows: Rows, theta: Floats) -> End | None:
    """Whether the search has run to where the likelihood has no top inside."""
    noise, inside, means, _decay = rows.places
    if theta[inside] < theta[noise] - _NOTHING:
        return "no inefficiency"
    if theta[noise] < theta[inside] - _NOTHING:
        return "no chance"
    if rows.about is not None and float((rows.about @ theta[means]).max()) < _FAR * np.exp(theta[inside]):
        return "no maximum"
    return None


def _without(rows: Rows, beta: Floats, spread: float, plain: float) -> Fitted:
    """Least squares: nothing speaks for an inefficiency."""
    theta = np.zeros(rows.size)
    theta[: len(beta)] = beta
    noise, inside, _means, _decay = rows.places
    theta[noise], theta[inside] = np.log(spread), np.log(np.finfo(np.float64).tiny)
    covariance = np.full((rows.size, rows.size), np.nan)
    covariance[: len(beta), : len(beta)] = spread**2 * np.linalg.inv(rows.x.T @ rows.x)
    return Fitted(theta, covariance, plain, plain, 0.0, "no inefficiency", len(beta))
