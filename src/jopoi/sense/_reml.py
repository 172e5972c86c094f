"""Variance components by restricted maximum likelihood, from sufficient statistics per unit.

The model is y = x'b + effect of the unit (+ effect of its group) + chance, where chance has
variance ``noise / weight``. Everything is computed from sums by unit, so that a million rows
cost no more than their hundred thousand units.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, brentq, minimize, minimize_scalar

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

# Half the 95 % quantile of chi-squared with one degree of freedom, doubled: a fall in the
# deviance of this size bounds a profile-likelihood interval.
PROFILE_DROP = 3.841458820694124
NEARLY_ONE = 1.0 - 1e-9


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

    def _weighted(self, between: float, group: float) -> tuple[Floats, float]:
        shrink = 1.0 + between * self.distinct
        matrix = self.sums.cross - self.moment(between / shrink)
        log_det = float(self.counts @ np.log(shrink))
        if group > 0.0 and self.sums.group is not None:
            pull = 1.0 + between * self.sums.weight
            sums = _by_group(self.sums.z / pull[:, None], self.sums.group)
            weights = np.bincount(self.sums.group, self.sums.weight / pull)
            spread = 1.0 + group * weights
            matrix = matrix - (sums * (group / spread)[:, None]).T @ sums
            log_det += float(np.log(spread).sum())
        return matrix, log_det


def _moments(sums: Sums) -> tuple[Callable[[Floats], Floats], Floats, Floats]:
    """A function giving the weighted sum of outer products of the units' sums.

    Units of equal weight enter together: panels have a handful of lengths, so that each step
    of the search costs microseconds whatever the number of units.
    """
    distinct, inverse, counts = np.unique(sums.weight, return_inverse=True, return_counts=True)
    if sums.group is not None or len(distinct) > 256:
        return (lambda c: (sums.z * c[:, None]).T @ sums.z), sums.weight, np.ones(len(sums.weight))
    order = np.argsort(inverse, kind="stable")
    parts = np.split(sums.z[order], np.cumsum(counts)[:-1])
    blocks = np.stack([part.T @ part for part in parts])
    return (lambda c: np.tensordot(c, blocks, axes=1)), distinct, counts.astype(np.float64)


def _by_group(values: Floats, group: Codes) -> Floats:
    return np.column_stack([np.bincount(group, column) for column in values.T])


def fit(sums: Sums) -> tuple[Fit, Criterion]:
    """Fit by restricted maximum likelihood.

    Returns
    -------
    Fit
    Criterion
        For profiles around the fit.
    """
    criterion = Criterion(sums)
    if sums.group is None:
        share = _least(lambda s: criterion.at(criterion.ratio(s)).deviance)
        return criterion.at(criterion.ratio(share)), criterion
    start = _least(lambda s: criterion.at(criterion.ratio(s)).deviance)
    def deviance(shares: Floats) -> float:
        return criterion.at(criterion.ratio(float(shares[0])), criterion.ratio(float(shares[1]))).deviance

    found = minimize(
        deviance,
        np.array([max(start * 0.7, 0.05), max(start * 0.3, 0.05)]),
        method="Nelder-Mead",
        bounds=Bounds(0.0, NEARLY_ONE),
        options={"xatol": 1e-9, "fatol": 1e-10, "maxfev": 2000},
    )
    alone = criterion.at(criterion.ratio(start))
    both = criterion.at(criterion.ratio(float(found.x[0])), criterion.ratio(float(found.x[1])))
    return (both if both.deviance < alone.deviance else alone), criterion


def _least(deviance: Callable[[float], float]) -> float:
    found = minimize_scalar(deviance, bounds=(0.0, NEARLY_ONE), method="bounded", options={"xatol": 1e-12})
    # The search never tries the boundary itself, where all scatter is chance.
    return 0.0 if deviance(0.0) <= found.fun + 1e-9 else float(found.x)


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
    ratio = criterion.ratio(share)
    if best.group_ratio == 0.0:
        return criterion.at(ratio)
    group = _least(lambda s: criterion.at(ratio, criterion.ratio(s)).deviance)
    return criterion.at(ratio, criterion.ratio(group))
