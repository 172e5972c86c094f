"""Intervals that hold on average whatever the distribution of the effects."""

from functools import lru_cache

import numpy as np
from scipy.special import ndtr

from jopoi.sense._posterior import NORMAL_95
from jopoi.sense._reml import Floats

_LEVEL = 0.05
_RATIOS = np.concatenate([[0.0], np.geomspace(1e-3, 1e3, 80)])
_STRETCH = 8.0  # times the usual reach of the whole spread: enough for every kurtosis
_REACHES, _TOUCHED, _COVERED = 160, 160, 320
_BEYOND = 5.0
_FINE = 2000
_LEAST = 1e-300
_ROOT_TWO_PI = float(np.sqrt(2.0 * np.pi))


def reach(ratio: Floats, kurtosis: float) -> Floats:
    """How many of its own standard errors a shrunk estimate's interval has to reach to each side.

    Parameters
    ----------
    ratio : (n,) array
        The chance variance of each unit over the variance of the effects: the mean square of the bias
        that shrinking brings, in units of the shrunk estimate's own variance.
    kurtosis : float
        Of the effects; 3 is normal, at least 1.

    Returns
    -------
    (n,) array
        So wide that on average at most one unit in twenty lies outside, whatever the distribution of
        effects with this variance and kurtosis (Armstrong, Kolesár & Plagborg-Møller 2022, *Econometrica*).

    Examples
    --------
    Without shrinking it is the usual 1.96:

    >>> reach(np.array([0.0, 1.0, 4.0]), 3.0).round(1)
    array([2. , 2.8, 4.6])
    """
    stretched = _table(round(max(kurtosis, 1.0), 2))
    scale = np.sqrt(1.0 + ratio)
    return np.interp(np.log1p(ratio), np.log1p(_RATIOS), stretched) * scale


@lru_cache(maxsize=64)
def _table(kurtosis: float) -> Floats:
    """The reach at each tabled ratio, over the root of one plus the ratio."""
    reaches = np.geomspace(NORMAL_95, _STRETCH * NORMAL_95 * np.sqrt(1.0 + _RATIOS[-1]), _REACHES)
    missed = np.array([_most_missed(reach, kurtosis) for reach in reaches])
    found = [np.exp(np.interp(-np.log(_LEVEL), -np.log(share), np.log(reaches))) for share in missed.T]
    table: Floats = np.maximum(np.array(found), NORMAL_95) / np.sqrt(1.0 + _RATIOS)
    return table


def _most_missed(reach: float, kurtosis: float) -> Floats:
    """The largest share of intervals that can miss, at each tabled ratio.

    Every parabola above the chance of a miss, as a function of the squared bias, bounds its mean; the lowest
    bound is the largest share. Parabolas that touch it at one place are tried at many.
    """
    bias = np.linspace(0.0, reach + _BEYOND, _COVERED)
    touched = np.linspace((reach + _BEYOND) / _TOUCHED, reach + _BEYOND, _TOUCHED)
    covered, place = bias**2, touched**2
    here = _miss(touched, reach)
    slope = _density(reach - touched) - _density(reach + touched)
    slope /= 2.0 * touched
    apart = covered - place[:, None]
    over = _miss(bias, reach) - here[:, None] - slope[:, None] * apart
    bend = np.max(np.where(apart == 0.0, 0.0, over / np.where(apart == 0.0, 1.0, apart**2)), axis=1)
    bend = np.maximum(bend, 0.0)
    mean, fourth = _RATIOS[:, None], kurtosis * _RATIOS[:, None] ** 2
    bound = here + slope * (mean - place) + bend * (fourth - 2.0 * place * mean + place**2)
    lowest = np.minimum(bound.min(axis=1), _whatever_the_kurtosis(reach))
    share: Floats = np.clip(lowest, np.maximum(_miss(np.zeros(1), reach), _LEAST), 1.0)
    return share


def _whatever_the_kurtosis(reach: float) -> Floats:
    """The same bound from straight lines: the chance of a miss rises first ever faster, then ever slower."""
    bias = np.linspace(0.0, reach + _BEYOND, _FINE)[1:]
    none = _miss(np.zeros(1), reach)
    rise = (_miss(bias, reach) - none) / bias**2
    top = int(np.argmax(rise))
    beyond = _miss(np.sqrt(_RATIOS), reach)
    return np.where(bias[top] ** 2 > _RATIOS, none + rise[top] * _RATIOS, beyond)


def _miss(bias: Floats, reach: float) -> Floats:
    """The chance that an interval of this reach misses, at a bias in standard errors."""
    missed: Floats = ndtr(-reach - bias) + ndtr(bias - reach)
    return missed


def _density(value: Floats) -> Floats:
    density: Floats = np.exp(-0.5 * value * value) / _ROOT_TWO_PI
    return density
