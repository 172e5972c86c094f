"""Variance components by restricted maximum likelihood, from sufficient statistics per unit.

The model is y = x'b + effect of the unit (+ effect of its group) + chance, where chance has
variance ``noise / weight``. Everything is computed from sums by unit, so that a million rows
cost no more than their hundred thousand units.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, brentq, minimize, minimize_scalar, root

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

# Half the 95 % quantile of chi-squared with one degree of freedom, doubled: a fall in the
# deviance of this size bounds a profile-likelihood interval.
PROFILE_DROP = 3.841458820694124
NEARLY_ONE = 1.0 - 1e-9
MOST_DISTINCT = 256


@dataclass(frozen=True)
class Sums:
    """Sufficient statistics: ``z`` (N, p + 1) weighted sums by unit, the outcome in its last column.

    ``cross`` holds the cross-products over all rows, ``rows`` the number of rows, and
    ``known_noise`` says that the weights are inverse sampling variances.
    """

    z: Floats
    weight: Floats
    cross: Floats
    rows: int
    group: Codes | None = None
    known_noise: bool = False

    @property
    def terms(self) -> int:
        return len(self.cross) - 1


@dataclass(frozen=True)
class Fit:
    """A fitted model: ``beta`` (p,), its precision matrix (p, p), and the variances."""

    beta: Floats
    precision: Floats
    noise: float
    effect: float
    group: float
    deviance: float
    between: float
    """The ratio of effect to noise variance."""
    group_ratio: float = 0.0


class Criterion:
    """The restricted deviance as a function of the variance ratios of unit and group."""

    def __init__(self, sums: Sums) -> None:
        self.sums = sums
        self.free = sums.rows - sums.terms
        self.moment, self.distinct, self.counts = _moments(sums)
        # Ratios are searched on a bounded scale, share = ratio * typical / (1 + ratio * typical).
        self.typical = float(np.mean(sums.weight))

    def ratio(self, share: float) -> float:
        """The variance ratio that belongs to a share between 0 and 1."""
        return share / (1.0 - min(share, NEARLY_ONE)) / self.typical

    def at(self, between: float, group: float = 0.0) -> Fit:
        """Coefficients, noise and deviance at given variance ratios."""
        matrix, log_det = self._weighted(between, group)
        terms = self.sums.terms
        precision, xy = matrix[:terms, :terms], matrix[:terms, terms]
        root = np.linalg.cholesky(precision)
        half = np.linalg.solve(root, xy)
        beta = np.linalg.solve(root.T, half)
        scatter = max(float(matrix[terms, terms] - half @ half), 0.0)
        log_det += 2.0 * float(np.log(np.diag(root)).sum())
        if self.sums.known_noise:
            noise, deviance = 1.0, log_det + scatter
        else:
            noise = max(scatter / self.free, np.finfo(float).tiny)
            deviance = self.free * (1.0 + np.log(noise)) + log_det
        return Fit(
            beta, precision / noise, noise, noise * between, noise * group, float(deviance), between, group
        )

    def score(self, between: float, group: float = 0.0) -> Floats:
        """The slope of the deviance in both variance ratios, (2,)."""
        fitted = self.at(between, group)
        inverse = np.linalg.inv(fitted.precision * fitted.noise)
        slopes = np.zeros(2)
        for k, (matrix, log_det) in enumerate(self._slopes(between, group)):
            terms = self.sums.terms
            residual = np.append(-fitted.beta, 1.0)
            scatter = float(residual @ matrix @ residual)
            spent = float(np.sum(inverse * matrix[:terms, :terms]))
            slopes[k] = scatter / fitted.noise + log_det + spent
        return slopes

    def _weighted(self, between: float, group: float) -> tuple[Floats, float]:
        """Cross-products weighted by the inverse covariance, and its log determinant."""
        shrink = 1.0 + between * self.distinct
        matrix = self.sums.cross - self.moment(between / shrink)
        log_det = float(self.counts @ np.log(shrink))
        if group > 0.0 and self.sums.group is not None:
            sums, weights = self._group_sums(1.0 / (1.0 + between * self.sums.weight))
            spread = 1.0 + group * weights
            matrix = matrix - (sums * (group / spread)[:, None]).T @ sums
            log_det += float(np.log(spread).sum())
        return matrix, log_det

    def _slopes(self, between: float, group: float) -> list[tuple[Floats, float]]:
        """The derivatives of `_weighted` in the ratio of the unit and in that of the group."""
        shrink = 1.0 + between * self.distinct
        by_unit = -self.moment(shrink**-2)
        unit_log = float(self.counts @ (self.distinct / shrink))
        if self.sums.group is None:
            return [(by_unit, unit_log)]
        pull = 1.0 / (1.0 + between * self.sums.weight)
        sums, weights = self._group_sums(pull)
        faster, heavier = self._group_sums(-self.sums.weight * pull**2)
        spread = 1.0 + group * weights
        change = (faster * (group / spread)[:, None]).T @ sums
        fade = (sums * (-(group**2) * heavier / spread**2)[:, None]).T @ sums
        by_group = -(sums / spread[:, None] ** 2).T @ sums
        return [
            (by_unit - change - change.T - fade, unit_log + float((group * heavier / spread).sum())),
            (by_group, float((weights / spread).sum())),
        ]

    def _group_sums(self, factor: Floats) -> tuple[Floats, Floats]:
        """Sums over the units of each group, each unit times a factor; and of the weights."""
        codes = np.zeros(len(factor), np.intp) if self.sums.group is None else self.sums.group
        columns = np.column_stack([self.sums.z, self.sums.weight]).T
        sums: Floats = np.stack([np.bincount(codes, c * factor) for c in columns], axis=1, dtype=np.float64)
        return sums[:, :-1], sums[:, -1]


def _moments(sums: Sums) -> tuple[Callable[[Floats], Floats], Floats, Floats]:
    """A function giving the weighted sum of outer products of the units' sums.

    Units of equal weight enter together: panels have a handful of lengths, so that each step
    of the search costs microseconds whatever the number of units.
    """
    order = np.argsort(sums.weight, kind="stable")
    starts = np.flatnonzero(np.diff(sums.weight[order], prepend=-1.0))
    if sums.group is not None or len(starts) > MOST_DISTINCT:
        return (lambda c: (sums.z * c[:, None]).T @ sums.z), sums.weight, np.ones(len(sums.weight))
    parts = np.split(sums.z[order], starts[1:])
    blocks = np.stack([part.T @ part for part in parts])
    counts = np.array([len(part) for part in parts], dtype=np.float64)
    return (lambda c: np.tensordot(c, blocks, axes=1)), sums.weight[order][starts], counts


def fit(sums: Sums) -> tuple[Fit, Criterion]:
    """Fit by restricted maximum likelihood.

    Returns
    -------
    Fit
    Criterion
        For profiles around the fit.
    """
    criterion = Criterion(sums)
    alone = criterion.at(_best_ratio(criterion, 0.0))
    if sums.group is None:
        return alone, criterion
    both = criterion.at(*_best_ratios(criterion, alone.between))
    return (both if both.deviance < alone.deviance else alone), criterion


def _best_ratio(criterion: Criterion, group: float) -> float:
    """The unit's variance ratio of least deviance, the group's being given."""

    def deviance(share: float) -> float:
        return criterion.at(criterion.ratio(share), group).deviance

    found = minimize_scalar(deviance, bounds=(0.0, NEARLY_ONE), method="bounded", options={"xatol": 1e-7})
    # The search never tries the boundary itself, where all scatter is chance.
    if deviance(0.0) <= found.fun + 1e-9:
        return 0.0
    return _polish(criterion, float(found.x), group)


def _polish(criterion: Criterion, share: float, group: float) -> float:
    """Move to where the slope is zero: a minimum alone pins only half of the digits."""

    def slope(at: float) -> float:
        return float(criterion.score(criterion.ratio(at), group)[0])

    low, high = share * 0.999, min(share + 0.001 * (1.0 - share), NEARLY_ONE)
    if slope(low) * slope(high) >= 0.0:
        return criterion.ratio(share)
    return criterion.ratio(float(brentq(slope, low, high, xtol=1e-15, rtol=1e-14)))


def _best_ratios(criterion: Criterion, start: float) -> tuple[float, float]:
    """The variance ratios of unit and group of least deviance."""

    def deviance(roots: Floats) -> tuple[float, Floats]:
        ratios = roots**2
        value = criterion.at(float(ratios[0]), float(ratios[1])).deviance
        return value, 2.0 * roots * criterion.score(float(ratios[0]), float(ratios[1]))

    def slopes(roots: Floats) -> Floats:
        return criterion.score(float(roots[0] ** 2), float(roots[1] ** 2))

    guess = np.sqrt(np.array([max(start * 0.7, 1e-3), max(start * 0.3, 1e-3)]))
    found = minimize(deviance, guess, jac=True, method="L-BFGS-B", bounds=Bounds(0.0, np.inf))
    unit, group = (float(root**2) for root in found.x)
    if group * criterion.typical < 1e-8:
        return _best_ratio(criterion, 0.0), 0.0
    if unit * criterion.typical < 1e-8:
        return 0.0, group
    exact = root(slopes, found.x, method="hybr", options={"xtol": 1e-14})
    # At full precision the search may report no further progress: what counts is a flatter slope.
    if np.linalg.norm(slopes(exact.x)) <= np.linalg.norm(slopes(found.x)):
        unit, group = (float(value**2) for value in exact.x)
    return unit, group


def range_of_ratio(criterion: Criterion, best: Fit) -> tuple[Fit, Fit]:
    """The fits at both ends of the 95 % profile-likelihood interval of the variance ratio."""

    def excess(share: float) -> float:
        return _profile(criterion, share, best).deviance - best.deviance - PROFILE_DROP

    middle = best.between * criterion.typical / (1.0 + best.between * criterion.typical)
    low = 0.0 if excess(0.0) <= 0.0 else float(brentq(excess, 0.0, middle, xtol=1e-9))
    top = NEARLY_ONE
    high = top if excess(top) <= 0.0 else float(brentq(excess, middle, top, xtol=1e-9))
    return _profile(criterion, low, best), _profile(criterion, high, best)


def _profile(criterion: Criterion, share: float, best: Fit) -> Fit:
    """The fit at a given ratio of the unit; the group's is fitted anew."""
    ratio = criterion.ratio(share)
    if best.group_ratio == 0.0:
        return criterion.at(ratio)

    def deviance(at: float) -> float:
        return criterion.at(ratio, criterion.ratio(at)).deviance

    found = minimize_scalar(deviance, bounds=(0.0, NEARLY_ONE), method="bounded", options={"xatol": 1e-9})
    return criterion.at(ratio, criterion.ratio(float(found.x)))
