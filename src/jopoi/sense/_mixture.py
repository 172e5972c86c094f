"""Nonparametric maximum likelihood of a mixing distribution (Kiefer & Wolfowitz 1956).

The distribution that makes the data most likely, whatever its shape, has few atoms. They are found by adding
every peak of the likelihood's gradient and taking Newton steps in the weights (Wang 2007). How far the fit
can be from the best is known from the same gradient, and is part of the result.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

Floats = NDArray[np.float64]

_ROUNDS = 200
_LEAST = 1e-12  # below it a weight is none
_RIDGE = 1e-11
_NEAR = 1e-3  # a gradient so small is worked out exactly
_CLIMBS = 5  # steps of the slow but sure kind (EM), before Newton's
_HALVINGS = 30
_ROUNDING = 1e-15


@dataclass(frozen=True)
class Sums:
    """What one reading of the data gives: the log-likelihood, its gradient and curvature in the weights."""

    loglik: float
    gradient: Floats
    curvature: Floats


class Likelihood(Protocol):
    """Data with a density that depends on one unknown a unit."""

    total: float
    """How many units there are."""
    close: float
    """Atoms that lie no further apart say the same."""

    def read(self, atoms: Floats, weights: Floats) -> Sums:
        """The log-likelihood of a mixture and its derivatives in the weights, in one pass."""

    def loglik(self, atoms: Floats, weights: Floats) -> float:
        """The log-likelihood of a mixture."""

    def peaks(self, atoms: Floats, weights: Floats) -> tuple[Floats, Floats]:
        """Where the gradient towards a new atom peaks, and how high, for one unit on average."""

    def exactly(self, atoms: Floats, weights: Floats, peaks: Floats) -> tuple[Floats, Floats]:
        """The same peaks and heights without any approximation."""


@dataclass(frozen=True)
class Mixture:
    """A discrete distribution with its certificate.

    Attributes
    ----------
    atoms, weights : (k,) arrays
        In rising order; the weights sum to one.
    loglik : float
        The log-likelihood, with all constants.
    gap : float
        No distribution whatever has a log-likelihood higher than ``loglik + gap``; infinite if not known.
    rounds : int
    """

    atoms: Floats
    weights: Floats
    loglik: float
    gap: float
    rounds: int

    def above(self, share: float) -> tuple[float, float]:
        """Where the top ``share`` begins: an atom, and how much of that atom's own weight belongs to it."""
        heavy = np.cumsum(self.weights[::-1])[::-1]
        place = int(np.flatnonzero(heavy >= min(share, heavy[0]) * (1.0 - _LEAST))[-1])
        beyond = float(heavy[place + 1]) if place + 1 < len(heavy) else 0.0
        return float(self.atoms[place]), (share - beyond) / float(self.weights[place])


def fit_mixture(
    data: Likelihood, start: tuple[Floats, Floats], tolerance: float, *, near: bool = False
) -> Mixture:
    """The most likely mixing distribution, up to ``tolerance`` in the log-likelihood.

    Parameters
    ----------
    data : Likelihood
    start : (k,) arrays
        Atoms and weights to begin with; atoms that come close to all data.
    tolerance : float
        The search ends when the certified gap is this small, or when rounding allows no more.
    near : bool
        Whether the start is near the top already: then Newton's method begins at once.

    Returns
    -------
    Mixture
    """
    atoms, weights = start
    for _climb in range(0 if near else _CLIMBS):
        weights = weights * data.read(atoms, weights).gradient / data.total
    rounds, sure = 0, False
    at, _height = data.peaks(atoms, weights)
    while rounds < _ROUNDS:
        rounds += 1
        atoms, weights = np.concatenate([atoms, at]), np.concatenate([weights, np.zeros(len(at))])
        weights, loglik, gain = _better(data, atoms, weights)
        kept = weights > _LEAST
        atoms, weights = atoms[kept], weights[kept] / weights[kept].sum()
        stuck = gain <= abs(loglik) * _ROUNDING
        # Stuck on peaks that were looked for among few, it goes on with those that all show.
        last, (at, gap, sure) = stuck and sure, _towards(data, atoms, weights, sure=stuck)
        if last or (sure and gap <= tolerance):
            break
    order = np.argsort(atoms)
    found = Mixture(atoms[order], weights[order], loglik, gap, rounds)
    fewer = _together(data, found)
    return fewer if fewer.gap <= max(tolerance, gap) else found


def _together(data: Likelihood, found: Mixture) -> Mixture:
    """The same with neighbours as one that are too close to be told apart."""
    group = np.cumsum(np.diff(found.atoms, prepend=found.atoms[0]) > data.close)
    weights: Floats = np.bincount(group, found.weights).astype(np.float64)
    atoms: Floats = np.bincount(group, found.weights * found.atoms) / weights
    weights, loglik, _gain = _better(data, atoms, weights)
    atoms, weights = atoms[weights > _LEAST], weights[weights > _LEAST]
    _at, gap, _sure = _towards(data, atoms, weights, sure=True)
    return Mixture(atoms, weights / weights.sum(), loglik, gap, found.rounds)


def _towards(data: Likelihood, atoms: Floats, weights: Floats, *, sure: bool) -> tuple[Floats, float, bool]:
    """Atoms that would raise the likelihood, the gap that they leave, and whether that is certain."""
    at, height = data.peaks(atoms, weights)
    if sure or height.max(initial=0.0) < _NEAR:
        at, height = data.exactly(atoms, weights, at)
        sure = True
    return at[height > 0.0], max(float(height.max(initial=0.0)), 0.0) * data.total, sure


def _better(data: Likelihood, atoms: Floats, weights: Floats) -> tuple[Floats, float, float]:
    """A Newton step in the weights, shortened until it is no loss; with the log-likelihood and the gain."""
    sums = data.read(atoms, weights)
    goal = _newton(sums, data.total)
    step = goal / goal.sum() - weights
    for _halved in range(_HALVINGS):
        loglik = data.loglik(atoms, weights + step)
        if loglik >= sums.loglik:
            return weights + step, loglik, loglik - sums.loglik
        step = step / 2.0
    return weights, sums.loglik, 0.0


def _newton(sums: Sums, total: float) -> Floats:
    """The weights that maximise the quadratic model of the likelihood, none below zero."""
    curvature, size = sums.curvature / total, len(sums.gradient)
    ridge = _RIDGE * float(np.trace(curvature)) / size
    root = np.linalg.cholesky(curvature + ridge * np.eye(size))
    aim = np.linalg.solve(root, 2.0 * sums.gradient / total - 1.0)
    return np.asarray(nnls(root.T, aim, maxiter=100 * size)[0])
