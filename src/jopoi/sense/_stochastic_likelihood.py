"""The likelihood of a stochastic frontier, with its gradient and curvature.

What a row falls short of the frontier is chance less inefficiency, e = v - h u, with v normal, u of one unit
and never below zero, and h = exp(-decay * time) what of it is there in a period (Battese & Coelli 1992).
Given u a unit's rows are normal, and u enters by its square: the integral over u is that of
exp(l u - p u² / 2), whatever u is drawn from here. So one formula, in l and p, serves the half-normal, the
truncated normal and the exponential.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtri_exp

from jopoi._core.reduce import Floats

Shape = Literal["half-normal", "exponential", "truncated"]
_LOG_2PI = float(np.log(2.0 * np.pi))


@dataclass(frozen=True)
class Rows:
    """Rows sorted by unit, turned so that inefficiency lowers ``y``.

    Attributes
    ----------
    y : (n,) array
    x : (n, k) array
    start : (N,) array or None
        The first row of each unit; none if each row has an inefficiency of its own.
    time : (n,) array or None
        Periods since the last one, none above zero; none if inefficiency stays.
    about : (N, m) array or None
        What moves the mean of the truncated normal.
    shape : str
    """

    y: Floats
    x: Floats
    start: NDArray[np.intp] | None
    time: Floats | None
    about: Floats | None
    shape: Shape

    def by_unit(self, values: Floats) -> Floats:
        """Sums over each unit's rows."""
        return values if self.start is None else np.add.reduceat(values, self.start, axis=0)

    @property
    def places(self) -> tuple[int, int, slice, int | None]:
        """Where in the parameters the logarithms of both spreads, the means and the decay stand."""
        terms = self.x.shape[1]
        means = 0 if self.about is None else self.about.shape[1]
        last = terms + 2 + means
        return terms, terms + 1, slice(terms + 2, last), last if self.time is not None else None

    @property
    def size(self) -> int:
        """How many parameters there are."""
        _noise, _spread, means, decay = self.places
        return int(means.stop) + (decay is not None)


@dataclass(frozen=True)
class Posterior:
    """Each unit's inefficiency given its rows: a normal cut off below zero."""

    mean: Floats
    sd: Floats

    def expected(self) -> Floats:
        """The mean inefficiency (Jondrow, Lovell, Materov & Schmidt 1982)."""
        ratio = self.mean / self.sd
        found: Floats = self.mean + self.sd * hazard(ratio)
        return found

    def efficiency(self, part: Floats | float = 1.0) -> Floats:
        """The mean of exp(-part u) (Battese & Coelli 1988)."""
        ratio = self.mean / self.sd
        log = -part * self.mean + 0.5 * (part * self.sd) ** 2
        return np.minimum(np.exp(log + log_ndtr(ratio - part * self.sd) - log_ndtr(ratio)), 1.0)

    def quantile(self, share: float) -> Floats:
        """Where this share of the inefficiency's distribution lies below."""
        log_above = log_ndtr(self.mean / self.sd) + np.log1p(-share)
        # By the logarithm of the upper tail, which stays exact where nearly all is cut off.
        found: Floats = np.maximum(self.mean - self.sd * ndtri_exp(log_above), 0.0)
        return found


def hazard(ratio: Floats) -> Floats:
    """The normal density over the distribution function, exact far below zero too."""
    found: Floats = np.exp(-0.5 * ratio**2 - 0.5 * _LOG_2PI - log_ndtr(ratio))
    return found


@dataclass(frozen=True)
class Moments:
    """Log-likelihood, its gradient, and its curvature with the sign turned."""

    loglik: float
    gradient: Floats
    information: Floats


@dataclass(frozen=True)
class _Sums:
    """A unit's sums over its rows of squares and products with what is there of the inefficiency."""

    residual: Floats
    part: Floats
    square: Floats  # of residuals
    product: Floats  # of parts and residuals
    parts: Floats  # of parts squared


def _sums(rows: Rows, theta: Floats) -> _Sums:
    residual = rows.y - rows.x @ theta[: rows.x.shape[1]]
    decay = rows.places[3]
    part = np.ones(len(residual)) if decay is None else np.exp(-theta[decay] * np.asarray(rows.time))
    return _Sums(
        residual, part, rows.by_unit(residual**2), rows.by_unit(part * residual), rows.by_unit(part**2)
    )


def posterior(rows: Rows, theta: Floats) -> tuple[Posterior, Floats]:
    """Each unit's inefficiency, and what of it is there in each row."""
    at = _point(rows, theta)
    return Posterior(at.linear / at.precision, 1.0 / np.sqrt(at.precision)), at.sums.part


@dataclass(frozen=True)
class _Point:
    """What the likelihood is made of at a point: l and p of each unit, and its mean before cutting off.

    ``ratio`` is l over the root of p, ``log_below`` the logarithm of the normal distribution there.
    """

    sums: _Sums
    linear: Floats
    precision: Floats
    means: Floats | float
    ratio: Floats
    log_below: Floats


def _point(rows: Rows, theta: Floats) -> _Point:
    noise, spread, at, _decay = rows.places
    sums = _sums(rows, theta)
    tight, own = np.exp(-2.0 * theta[noise]), np.exp(-2.0 * theta[spread])
    means: Floats | float = 0.0 if rows.about is None else rows.about @ theta[at]
    linear, precision = -sums.product * tight, sums.parts * tight
    if rows.shape == "exponential":
        linear -= np.exp(-theta[spread])
    else:
        linear += means * own
        precision += own
    ratio = linear / np.sqrt(precision)
    return _Point(sums, linear, precision, means, ratio, log_ndtr(ratio))


def loglik(rows: Rows, theta: Floats) -> float:
    """The log-likelihood, with all constants."""
    return _height(rows, theta, _point(rows, theta))


def _height(rows: Rows, theta: Floats, at: _Point) -> float:
    noise, spread, _means, _decay = rows.places
    units = len(at.linear)
    found = -len(rows.y) * (theta[noise] + 0.5 * _LOG_2PI)
    found -= 0.5 * float(at.sums.square.sum()) * np.exp(-2.0 * theta[noise])
    found += float(0.5 * (at.ratio @ at.ratio - np.log(at.precision).sum()) + at.log_below.sum())
    if rows.shape == "exponential":
        return float(found + units * (0.5 * _LOG_2PI - theta[spread]))
    cut = at.means * np.exp(-theta[spread])
    kept = np.sum(np.broadcast_to(0.5 * cut**2 + log_ndtr(cut), units))
    return float(found - units * theta[spread] - kept)


def moments(rows: Rows, theta: Floats) -> Moments:
    """The log-likelihood with its derivatives in coefficients, log spreads, means and decay."""
    at = _point(rows, theta)
    root = np.sqrt(at.precision)
    mills = np.exp(-0.5 * at.ratio**2 - 0.5 * _LOG_2PI - at.log_below)
    first = at.ratio + mills
    second = 1.0 - mills * first
    by = first / root, -(1.0 + first * at.ratio) / (2.0 * at.precision)
    both = (
        second / at.precision,
        -(first + second * at.ratio) / (2.0 * at.precision * root),
        (0.5 + 0.75 * first * at.ratio + 0.25 * second * at.ratio**2) / at.precision**2,
    )
    along = _slopes(rows, theta, at.sums, at.means)
    gradient = by[0] @ along[0] + by[1] @ along[1]
    curvature = along[0].T @ (both[0][:, None] * along[0] + both[1][:, None] * along[1])
    curvature += along[1].T @ (both[1][:, None] * along[0] + both[2][:, None] * along[1])
    curvature += _bends(rows, theta, at.sums, at.means, by)
    for more, bent in (_of_squares(rows, theta, at.sums), _of_shape(rows, theta, at.means)):
        gradient = gradient + more
        curvature += bent
    return Moments(_height(rows, theta, at), gradient, -(curvature + curvature.T) / 2.0)


def _slopes(rows: Rows, theta: Floats, sums: _Sums, means: Floats | float) -> tuple[Floats, Floats]:
    """How l and p of each unit change with each parameter, (N, P) each."""
    noise, spread, at, decay = rows.places
    tight, own = np.exp(-2.0 * theta[noise]), np.exp(-2.0 * theta[spread])
    linear, precision = np.zeros((2, len(sums.square), rows.size))
    linear[:, :noise] = tight * rows.by_unit(sums.part[:, None] * rows.x)
    linear[:, noise] = 2.0 * tight * sums.product
    precision[:, noise] = -2.0 * tight * sums.parts
    if rows.shape == "exponential":
        linear[:, spread] = np.exp(-theta[spread])
    else:
        linear[:, spread] = -2.0 * own * means
        precision[:, spread] = -2.0 * own
    if rows.about is not None:
        linear[:, at] = own * rows.about
    if decay is not None:
        time = np.asarray(rows.time)
        linear[:, decay] = tight * rows.by_unit(time * sums.part * sums.residual)
        precision[:, decay] = -2.0 * tight * rows.by_unit(time * sums.part**2)
    return linear, precision


def _bends(
    rows: Rows, theta: Floats, sums: _Sums, means: Floats | float, by: tuple[Floats, Floats]
) -> Floats:
    """What the second derivatives of l and p add to the curvature."""
    noise, spread, at, decay = rows.places
    tight, own = np.exp(-2.0 * theta[noise]), np.exp(-2.0 * theta[spread])
    linear, precision = by
    bent = np.zeros((rows.size, rows.size))
    products = linear @ rows.by_unit(sums.part[:, None] * rows.x)
    _both(bent, noise, slice(0, noise), -2.0 * tight * products)
    bent[noise, noise] = -4.0 * tight * (linear @ sums.product) + 4.0 * tight * (precision @ sums.parts)
    if rows.shape == "exponential":
        bent[spread, spread] = -np.exp(-theta[spread]) * linear.sum()
    else:
        bent[spread, spread] = 4.0 * own * (np.sum(linear * means) + precision.sum())
    if rows.about is not None:
        _both(bent, spread, at, -2.0 * own * (linear @ rows.about))
    if decay is not None:
        time = np.asarray(rows.time)
        there, over = time * sums.part, time**2 * sums.part
        _both(bent, decay, slice(0, noise), -tight * (linear @ rows.by_unit(there[:, None] * rows.x)))
        bent[decay, decay] = -tight * (linear @ rows.by_unit(over * sums.residual)) + 4.0 * tight * (
            precision @ rows.by_unit(over * sums.part)
        )
        crossed = -2.0 * (linear @ rows.by_unit(there * sums.residual))
        crossed += 4.0 * (precision @ rows.by_unit(there * sums.part))
        _both(bent, decay, slice(noise, noise + 1), np.array([tight * crossed]))
    return bent


def _of_squares(rows: Rows, theta: Floats, sums: _Sums) -> tuple[Floats, Floats]:
    """Gradient and curvature of what does not depend on the inefficiency."""
    noise = rows.places[0]
    tight = np.exp(-2.0 * theta[noise])
    gradient, bent = np.zeros(rows.size), np.zeros((rows.size, rows.size))
    crossed, square = rows.x.T @ sums.residual, float(sums.square.sum())
    gradient[:noise] = tight * crossed
    gradient[noise] = tight * square - len(rows.y)
    bent[:noise, :noise] = -tight * (rows.x.T @ rows.x)
    bent[noise, noise] = -2.0 * tight * square
    _both(bent, noise, slice(0, noise), -2.0 * tight * crossed)
    return gradient, bent


def _of_shape(rows: Rows, theta: Floats, means: Floats | float) -> tuple[Floats, Floats]:
    """Gradient and curvature of the constants of the distribution of inefficiency."""
    _noise, spread, at, _decay = rows.places
    gradient, bent = np.zeros(rows.size), np.zeros((rows.size, rows.size))
    units = len(rows.y) if rows.start is None else len(rows.start)
    gradient[spread] = -units
    if rows.about is None:
        return gradient, bent
    scale = np.exp(-theta[spread])
    cut = np.asarray(means) * scale
    mills = hazard(cut)
    bow = -mills * (cut + mills)
    gradient[spread] += float((cut * (cut + mills)).sum())
    gradient[at] = -scale * ((cut + mills) @ rows.about)
    bent[spread, spread] = -float((2.0 * cut**2 + bow * cut**2 + mills * cut).sum())
    bent[at, at] = -(scale**2) * (rows.about.T @ ((1.0 + bow)[:, None] * rows.about))
    _both(bent, spread, at, scale * ((2.0 * cut + bow * cut + mills) @ rows.about))
    return gradient, bent


def _both(bent: Floats, row: int, columns: slice, values: Floats) -> None:
    """Set a part of a symmetric matrix, and its mirror."""
    bent[row, columns] = values
    bent[columns, row] = values
