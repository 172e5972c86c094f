"""Intervals for every shape of the effects: against a linear programme, and by simulation of the worst."""

import numpy as np
import pytest
from scipy.optimize import brentq, linprog
from scipy.special import ndtr

from jopoi.sense._robust import reach


def most_missed(ratio, kurtosis, reach):
    """The worst share of misses over all distributions of the squared bias on a fine grid."""
    square = np.unique(np.append(np.linspace(0, np.sqrt(20 * ratio + (reach + 4) ** 2), 800) ** 2, ratio))
    missed = ndtr(-reach - np.sqrt(square)) + ndtr(np.sqrt(square) - reach)
    held = {"A_eq": [np.ones_like(square), square / ratio], "b_eq": [1, 1]}
    return -linprog(-missed, A_ub=[(square / ratio) ** 2], b_ub=[kurtosis], **held).fun


@pytest.mark.parametrize("kurtosis", [1.01, 3.0, 6.0, 30.0])
def test_the_reach_is_that_of_a_linear_programme(kurtosis):
    ratios = np.array([0.1, 0.3, 1.0, 4.0, 10.0])
    for ratio, ours in zip(ratios, reach(ratios, kurtosis), strict=True):
        exact = brentq(lambda wide, ratio=ratio: most_missed(ratio, kurtosis, wide) - 0.05, 1.5, 60)
        assert ours == pytest.approx(exact, rel=2e-3)  # both work on grids


def test_without_shrinking_it_is_the_usual_reach():
    assert reach(np.zeros(1), 3.0) == pytest.approx([1.959964], abs=1e-6)


def test_more_kurtosis_or_more_shrinking_reaches_further():
    ratios = np.geomspace(1e-3, 1e4, 30)
    normal, heavy = reach(ratios, 3.0), reach(ratios, 9.0)
    assert (np.diff(normal) > 0).all()
    assert (heavy >= normal - 1e-9).all()


@pytest.mark.parametrize("shape", ["normal", "two points", "rare and large"])
def test_at_least_19_of_20_are_covered_on_average(shape):
    rng = np.random.default_rng(8)
    size = 200_000
    effect = {
        "normal": lambda: rng.normal(size=size),
        "two points": lambda: rng.choice([-1.0, 1.0], size),
        "rare and large": lambda: np.where(rng.random(size) < 0.04, 5.0, 0.0) * rng.choice([-1, 1], size),
    }[shape]()
    variance, fourth = np.mean(effect**2), np.mean(effect**4)
    for error in (0.5, 1.0, 2.0):
        ratio = error**2 / variance
        seen = effect + rng.normal(size=size) * error
        half = reach(np.array([ratio]), fourth / variance**2)[0] * error / (1 + ratio)
        covered = np.mean(np.abs(seen / (1 + ratio) - effect) <= half)
        assert covered >= 0.948  # .95 less three standard errors
