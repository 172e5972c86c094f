"""Counts whose differences have whatever shape the data show: published numbers, certificate, screening."""

import warnings

import numpy as np
import polars as pl
import pytest
from scipy.special import expit, logsumexp
from scipy.stats import binom, poisson

from jopoi.sense import screen
from jopoi.sense._counted_rows import Counts
from jopoi.sense._mixture_counts import fit_counted

CLAIMS = (7840, 1317, 239, 42, 14, 4, 4, 1)  # accidents of 9,461 insured in a year (Thyrion 1960)
PUBLISHED = (0.0, 0.33554, 2.54498), (0.41830, 0.57302, 0.00868)  # with three points (Simar 1976)


def counts(family, y, n, unit=None):
    unit = np.arange(len(y)) if unit is None else unit
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    return Counts(family, np.asarray(y, float), np.asarray(n, float), np.ones((len(y), 1)), unit, starts)


def test_it_is_more_likely_than_the_published_points_of_the_accidents():
    y = np.repeat(np.arange(len(CLAIMS)), CLAIMS)
    found = fit_counted(counts("poisson", y, np.ones(len(y))), np.zeros(len(y)))
    points, weights = np.array(PUBLISHED)
    theirs = float(logsumexp(poisson.logpmf(y[:, None], points), b=weights, axis=1).sum())
    own = float(logsumexp(poisson.logpmf(y[:, None], np.exp(found.atoms)), b=found.weights, axis=1).sum())
    assert found.loglik == pytest.approx(own, abs=1e-6)
    assert theirs - found.gap <= found.loglik < theirs + 1e-3  # three points are almost the best
    assert found.gap < 1e-3
    assert found.weights[found.atoms < -15].sum() == pytest.approx(weights[0], abs=0.02)  # who never have one
    assert np.exp(found.atoms[-1]) == pytest.approx(points[2], abs=0.05)


@pytest.mark.parametrize("family", ["binomial", "poisson"])
@pytest.mark.parametrize("seed", range(4))
def test_no_other_distribution_beats_the_certificate(family, seed):
    dice = np.random.default_rng(seed)
    unit = np.repeat(np.arange(80), 1 + seed % 3)
    n = dice.integers(1, 40, len(unit))
    fixed = dice.normal(-1.0, 0.4, len(unit))
    shift = np.where(dice.random(80) < 0.3, 1.0, -0.2)[unit]
    rate = expit(fixed + shift) if family == "binomial" else np.exp(fixed + shift)
    y = dice.binomial(n, rate) if family == "binomial" else dice.poisson(n * rate)
    data = counts(family, y, n, unit)
    found = fit_counted(data, fixed)

    def logs(shifts):
        eta = fixed[:, None] + shifts
        dense = binom.logpmf(y[:, None], n[:, None], expit(eta))
        return data.by_unit(
            dense if family == "binomial" else poisson.logpmf(y[:, None], n[:, None] * np.exp(eta))
        )

    own = logsumexp(logs(found.atoms), b=found.weights, axis=1)
    assert found.loglik == pytest.approx(float(own.sum()), abs=1e-6)
    towards = np.exp(logs(np.linspace(-25.0, 25.0, 20_001)) - own[:, None]).sum(axis=0) - 80
    assert towards.max() < found.gap + 2e-3  # the highest of a fine net, which is not the one searched on


def test_many_units_are_fitted_from_few():
    dice = np.random.default_rng(3)
    n = dice.integers(20, 200, 12_000) + dice.random(12_000)  # no two alike
    y = np.rint(n * expit(-1.0 + np.where(dice.random(12_000) < 0.2, 0.8, 0.0))).clip(0, np.floor(n))
    found = fit_counted(counts("binomial", y, n), np.full(12_000, -1.0))
    assert found.gap <= 1e-3
    assert found.weights.sum() == pytest.approx(1.0)


def posts(seed, lead=1.2, units=500, years=3):
    """Posts of two kinds: a tenth reach more children, the rest are all alike."""
    dice = np.random.default_rng(seed)
    truth = np.where(np.arange(units) % 10 == 0, lead, 0.0)
    post = np.repeat(np.arange(units), years)
    n = dice.integers(5, 60, len(post))
    got = dice.binomial(n, expit(-1.0 + truth[post]))
    return pl.DataFrame(
        {"post": post, "year": np.tile(np.arange(years), units), "got": got, "of": n, "lost": n - got}
    ), truth


def asked(frame, **changes):
    told = {"unit": "post", "outcome": "got", "period": "year", "prior": "nonparametric"}
    with warnings.catch_warnings(action="ignore"):
        return screen(frame, **(told | changes))


@pytest.mark.parametrize("over", ["denominator", "exposure"])
def test_two_kinds_of_posts_are_told_apart(over):
    frame, truth = posts(5)
    found = asked(frame, **{over: "of"})
    units = found.sheets["units"].sort("unit")
    listed, best = units["selected"].to_numpy(), truth > 0
    assert listed[best].mean() > 0.9
    assert (listed & ~best).sum() <= 0.25 * listed.sum()
    assert found.values["prior_gap"] <= 1e-3
    shape = found.sheets["prior"]
    assert shape["share"].sum() == pytest.approx(1.0)
    # The upper of the two kinds is where it was put: a tenth, as far above the others as they were made.
    assert shape.filter(pl.col("effect") > 0.5 * shape["effect"].max())["share"].sum() == pytest.approx(
        0.1, abs=0.04
    )
    assert (units["lower"] <= units["posterior_mean"]).all()
    assert (units["posterior_mean"] <= units["upper"]).all()


def test_reaching_is_not_losing_seen_from_the_other_side():
    frame, _truth = posts(6, units=120)
    up = asked(frame, denominator="of").sheets["units"].sort("unit")
    down = asked(frame, outcome="lost", denominator="of", higher_is_better=False).sheets["units"].sort("unit")
    assert down["posterior_mean"].to_numpy() == pytest.approx(-up["posterior_mean"].to_numpy(), abs=0.05)
    assert down["tail_probability"].to_numpy() == pytest.approx(up["tail_probability"].to_numpy(), abs=0.02)
