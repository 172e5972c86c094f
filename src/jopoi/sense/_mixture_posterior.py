"""What is known of each unit when the distribution of the effects is estimated and not assumed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from jopoi.sense._mixture import Floats, Mixture
from jopoi.sense._mixture_normal import Means, fit_normal
from jopoi.sense._mixture_seen import Seen
from jopoi.sense._posterior import NORMAL_95, Posterior
from jopoi.sense._robust import reach

_SMALLEST = 1e-6  # of the spread of the effects: an error that counts as none


@dataclass(frozen=True)
class Mixed:
    """Posteriors under an estimated distribution, where its top share begins, and who belongs to it."""

    posterior: Posterior
    mixture: Mixture
    bar: float
    tail: Floats


def mixed(shrunk: Posterior, variance: float, top: float) -> Mixed:
    """Fit the distribution of the effects, and say again of each unit what is known of it.

    Parameters
    ----------
    shrunk : Posterior
        Under the normal prior; its effects and their errors are what is seen.
    variance : float
        Of the effects, as estimated with the expectation.
    top : float
        The share of units that counts as exceptional.

    Returns
    -------
    Mixed
        Intervals hold on average for every distribution of effects with this variance and kurtosis.
    """
    error = errors_of(shrunk)
    mixture = fit_normal(shrunk.effect, error)
    bar, part = mixture.above(top)
    mean, square, tail = (np.empty(len(error)) for _ in range(3))
    counts = np.where(mixture.atoms > bar, 1.0, np.where(mixture.atoms == bar, part, 0.0))
    for block, chance in chances(Means(np.ones(len(error)), shrunk.effect, error), mixture):
        mean[block] = chance @ mixture.atoms
        square[block] = chance @ mixture.atoms**2
        tail[block] = chance @ counts
    moments = kurtosis(shrunk.effect, error, variance)
    half = half_width(error, variance, max(moments, _of_shape(mixture)))
    # What the estimation of the variances adds is the same as under the normal prior.
    half = np.sqrt(half**2 + added(shrunk, error, variance))
    return Mixed(
        replace(
            shrunk,
            mean=mean,
            sd=np.sqrt(np.maximum(square - mean**2, 0.0)),
            lower=np.minimum(shrunk.mean - half, mean),
            upper=np.maximum(shrunk.mean + half, mean),
        ),
        mixture,
        bar,
        np.clip(tail, 0.0, 1.0),
    )


def chances(seen: Seen, mixture: Mixture) -> Iterator[tuple[slice, Floats]]:
    """Block by block how likely each atom is to be a unit's effect."""
    for block, dense, _top in seen.densities(mixture.atoms, mixture.weights):
        dense *= mixture.weights
        yield block, dense / dense.sum(axis=1, keepdims=True)


def errors_of(shrunk: Posterior) -> Floats:
    """The standard error of each effect, never none."""
    error = np.hypot(shrunk.standard_error, shrunk.expected_error)
    least = _SMALLEST * max(float(np.std(shrunk.effect)), np.finfo(float).tiny)
    found: Floats = np.maximum(error, least)
    return found


def half_width(error: Floats, variance: float, kurtosis: float) -> Floats:
    """Half the width of intervals around the linearly shrunk effects that need no shape of the prior."""
    if variance <= 0.0:
        return np.zeros(len(error))
    ratio = error**2 / variance
    half: Floats = reach(ratio, kurtosis) * error / (1.0 + ratio)
    return half


def added(shrunk: Posterior, error: Floats, variance: float) -> Floats:
    """What not knowing the variances well adds to the square of half an interval's width."""
    given = NORMAL_95**2 * error**2 / (1.0 + error**2 / variance) if variance > 0.0 else error * 0.0
    more: Floats = np.maximum((shrunk.upper - shrunk.mean) ** 2 - given, 0.0)
    return more


def kurtosis(effect: Floats, error: Floats, variance: float) -> float:
    """Of the true effects, by the fourth moment of those seen; at least 1."""
    if variance <= 0.0:
        return 1.0
    square = error**2
    fourth = float(np.mean(effect**4 - 6.0 * square * effect**2 + 3.0 * square**2))
    return max(fourth / variance**2, 1.0)


def _of_shape(mixture: Mixture) -> float:
    """The kurtosis of an estimated distribution."""
    away = mixture.atoms - mixture.weights @ mixture.atoms
    spread = float(mixture.weights @ away**2)
    return float(mixture.weights @ away**4) / spread**2 if spread > 0.0 else 1.0
