"""The most likely mixing distribution: against other programs, by its certificate, and by properties."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logsumexp
from scipy.stats import norm

from jopoi.sense._mixture import fit_mixture
from jopoi.sense._mixture_net import many_as_few
from jopoi.sense._mixture_normal import Means, fit_normal
from jopoi.sense._mixture_seen import Problem


def loglik(value, error, atoms, weights):
    """Written down once more, plainly."""
    return float(logsumexp(norm.logpdf(value[:, None], atoms, error[:, None]), b=weights, axis=1).sum())


@pytest.fixture
def simulated(reference):
    frame, numbers = reference("npmle_simulated")
    return frame["x"].to_numpy(), frame["s"].to_numpy(), numbers


def test_it_is_at_least_as_likely_as_what_other_programs_find(simulated):
    value, error, theirs = simulated
    ours = fit_normal(value, error)
    assert ours.loglik == pytest.approx(loglik(value, error, ours.atoms, ours.weights), abs=1e-8)
    for program in ("mixsqp_grid300", "mixsqp_grid600", "ebnm_npmle"):
        assert ours.loglik > theirs[program]["logLik"]
    # Their grid and its certificate bound how far above it the truth can be; ours lies between.
    assert ours.loglik <= theirs["mixsqp_grid600"]["logLik"] + theirs["mixsqp_grid600"]["logLik_gap_bound"]
    assert ours.gap < theirs["mixsqp_grid600"]["logLik_gap_bound"] / 5


def test_posterior_means_agree_with_a_fine_grid(simulated):
    value, error, theirs = simulated
    ours = fit_normal(value, error)
    dense = norm.pdf(value[:, None], ours.atoms, error[:, None]) * ours.weights
    means = dense @ ours.atoms / dense.sum(axis=1)
    # Two grids of the same program differ from each other by .017 at most, ours from the finer by no more.
    grids = [np.array(theirs[name]["posterior_mean"]) for name in ("mixsqp_grid300", "mixsqp_grid600")]
    assert np.abs(means - grids[1]).max() <= max(np.abs(grids[0] - grids[1]).max(), 0.02)


def test_eight_schools_are_one_school(reference):
    frame, _numbers = reference("eb_eight_schools")
    value, error = (frame[name].cast(float).to_numpy() for name in ("y", "s"))
    found = fit_normal(value, error)
    centre = np.average(value, weights=error**-2.0)
    assert found.atoms == pytest.approx([centre], abs=1e-2)  # as near as the tolerance asks
    # The coarse grid of ebnm lies below this, and below its own normal prior.
    assert found.loglik == pytest.approx(float(norm.logpdf(value, centre, error).sum()), abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(1, 60))
def test_no_other_mixture_beats_the_certificate(seed, size):
    rng = np.random.default_rng(seed)
    value, error = rng.normal(0, 3, size), rng.uniform(0.2, 2, size)
    found = fit_normal(value, error)
    assert found.weights.sum() == pytest.approx(1.0)
    for _try in range(20):
        atoms, weights = rng.uniform(value.min(), value.max(), 6), rng.dirichlet(np.ones(6))
        nudged = 0.7 * found.weights, 0.3 * weights
        assert loglik(value, error, atoms, weights) <= found.loglik + found.gap + 1e-9
        both = np.concatenate([found.atoms, atoms]), np.concatenate(nudged)
        assert loglik(value, error, *both) <= found.loglik + found.gap + 1e-9


def test_order_place_and_scale_do_not_matter(simulated):
    value, error, _theirs = simulated
    plain = fit_normal(value, error)
    turned = fit_normal(value[::-1], error[::-1])
    moved = fit_normal(100.0 + 7.0 * value, 7.0 * error)
    assert turned.loglik == pytest.approx(plain.loglik, abs=2e-3)
    assert moved.loglik == pytest.approx(plain.loglik - len(value) * math.log(7.0), abs=2e-3)
    assert moved.atoms @ moved.weights == pytest.approx(100.0 + 7.0 * (plain.atoms @ plain.weights), abs=0.05)


def test_many_units_are_fitted_as_well_as_few():
    """Beyond 20,000 units the search begins on a net; the certificate is worked out from every unit."""
    rng = np.random.default_rng(4)
    size = 30_000
    value = rng.normal(np.where(rng.random(size) < 0.8, 0.0, 2.5), error := rng.uniform(0.5, 1.5, size))
    found = fit_normal(value, error)
    truth = loglik(value, error, np.array([0.0, 2.5]), np.array([0.8, 0.2]))
    assert found.gap <= 1e-3
    assert truth <= found.loglik <= truth + 20.0
    assert found.loglik == pytest.approx(loglik(value, error, found.atoms, found.weights), abs=1e-6)
    # The certificate by a fine grid of atoms, written down plainly.
    density = norm.pdf(value[:, None], found.atoms, error[:, None]) @ found.weights
    for start in np.linspace(value.min(), value.max(), 40):
        gradient = (norm.pdf(value, start, error) / density).mean() - 1.0
        assert gradient * size <= found.gap + 1e-6


def test_extreme_values_do_not_break_it():
    for value, error in (
        (np.array([0.0, 1e6]), np.array([1.0, 1.0])),
        (np.zeros(50), np.full(50, 2.0)),
        (np.array([3.0]), np.array([0.1])),
        (np.array([-1e9, 0.0, 1e9]), np.array([1e-3, 1.0, 1e3])),
    ):
        found = fit_normal(value, error)
        assert np.isfinite(found.loglik)
        assert found.gap < 1e-2
        assert found.weights.sum() == pytest.approx(1.0)


def test_a_net_keeps_sums_of_smooth_functions():
    rng = np.random.default_rng(1)
    value, error = rng.normal(0, 4, 5000), rng.uniform(0.5, 2, 5000)
    nodes, errors, count = many_as_few(value, error, smooth=True)
    for centre in (-3.0, 0.0, 5.0):
        exact = norm.pdf(centre, value, error).sum()
        assert norm.pdf(centre, nodes, errors) @ count == pytest.approx(exact, rel=1e-4)
    assert len(nodes) < 3000
    _nodes, _errors, plain = many_as_few(value, error, smooth=False)
    assert plain.min() > 0
    assert plain.sum() == pytest.approx(5000)


def test_the_top_share_may_take_a_part_of_an_atom():
    found = fit_normal(np.array([0.0] * 6 + [9.0] * 4), np.full(10, 0.1))
    bar, part = found.above(0.1)
    assert (round(bar, 3), round(part, 3)) == (9.0, 0.25)
    bar, part = found.above(0.5)
    assert (round(bar, 3), round(part, 3)) == (0.0, 0.167)


def test_peaks_that_few_do_not_show_are_found_among_all():
    """With errors that differ a hundredfold, units that stand for many hide the peaks of the exact ones."""
    dice = np.random.default_rng(1)
    error = np.exp(dice.normal(-1.0, 1.2, 1500))
    value = dice.gamma(2.0, 1.0, 1500) + error * dice.standard_normal(1500)
    exact = Means(np.ones(1500), value, error)
    order = np.lexsort((value, error))[::30]
    few = Means(np.full(50, 30.0), value[order], error[order])
    places = np.unique(np.concatenate([np.linspace(value.min(), value.max(), 400), value]))
    begin = np.linspace(value.min(), value.max(), 50)
    problem = Problem(exact, few, places, float(error.min()), faithful=False)
    found = fit_mixture(problem, (begin, np.full(50, 0.02)), tolerance=0.01)
    best = fit_normal(value, error)
    assert found.gap <= 0.01
    assert found.loglik == pytest.approx(best.loglik, abs=0.02)
