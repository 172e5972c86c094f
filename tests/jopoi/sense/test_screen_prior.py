"""A screening that estimates the shape of the differences instead of assuming it."""

import numpy as np
import polars as pl
import pytest

from jopoi.errors import OptionError
from jopoi.sense import screen


def units(effect, seed=0, periods=4, noise=1.0):
    rng = np.random.default_rng(seed)
    seen = effect[:, None] + rng.normal(0, noise, (len(effect), periods))
    return pl.DataFrame(
        {
            "unit": np.repeat([f"u{n:04}" for n in range(len(effect))], periods),
            "year": np.tile(np.arange(periods), len(effect)),
            "seen": seen.ravel(),
        }
    )


def asked(frame, **changes):
    return screen(frame, **{"unit": "unit", "outcome": "seen", "period": "year", **changes})


@pytest.fixture(scope="module")
def two_kinds():
    """Nine tenths of the units at 0, one tenth at 3."""
    effect = np.where(np.arange(600) % 10 == 0, 3.0, 0.0)
    return effect, asked(units(effect), prior="nonparametric")


def test_it_sees_the_kinds_of_units_that_there_are(two_kinds):
    _effect, found = two_kinds
    prior = found.sheets["prior"]
    low, high = prior.filter(pl.col("effect") < 1.5), prior.filter(pl.col("effect") >= 1.5)
    assert high["share"].sum() == pytest.approx(0.1, abs=0.01)
    means = [float(np.average(kind["effect"], weights=kind["share"])) for kind in (low, high)]
    assert means[1] - means[0] == pytest.approx(3.0, abs=0.15)
    assert found.values["prior_gap"] < 0.01


def test_its_means_are_nearer_to_the_truth_than_the_normal_curve_s(two_kinds):
    effect, found = two_kinds
    off = [
        np.mean((one.sheets["units"].sort("unit")["posterior_mean"].to_numpy() - effect + effect.mean()) ** 2)
        for one in (found, asked(units(effect)))
    ]
    assert off[0] < 0.35 * off[1]


def test_means_lie_in_their_intervals_and_the_tail_is_a_share(two_kinds):
    _effect, found = two_kinds
    units_ = found.sheets["units"]
    assert (units_["lower"] <= units_["posterior_mean"]).all()
    assert (units_["posterior_mean"] <= units_["upper"]).all()
    assert units_["tail_probability"].is_between(0, 1).all()
    # On average a unit belongs to the top tenth with a chance of one tenth.
    assert units_["tail_probability"].mean() == pytest.approx(0.1, abs=0.01)


def test_lower_is_better_is_the_mirror_image():
    rng = np.random.default_rng(3)
    frame = units(rng.exponential(1.0, 300), noise=0.8)
    up = asked(frame, prior="nonparametric").sheets["units"].sort("unit")
    turned = frame.with_columns(seen=-pl.col("seen"))
    down = asked(turned, prior="nonparametric", higher_is_better=False).sheets["units"].sort("unit")
    assert down["tail_probability"].to_numpy() == pytest.approx(up["tail_probability"].to_numpy(), abs=1e-6)
    assert down["posterior_mean"].to_numpy() == pytest.approx(-up["posterior_mean"].to_numpy(), abs=1e-6)


def test_it_is_calibrated_where_the_normal_curve_is_not():
    """Skewed effects: lists and their units' intervals, over a dozen worlds."""
    false, announced, covered = [], [], []
    for seed in range(12):
        effect = np.random.default_rng(seed).exponential(1.0, 500)
        effect -= effect.mean()
        found = asked(units(effect, seed, noise=1.6), prior="nonparametric")
        rows = found.sheets["units"].sort("unit")
        listed = rows["selected"].to_numpy()
        false += list(effect[listed] < np.quantile(effect, 0.9))
        announced.append(found.values["expected_false_share"])
        lower, upper = (rows[name].to_numpy() for name in ("lower", "upper"))
        covered.append(np.mean((lower <= effect) & (effect <= upper)))
    # About 200 listed units: a standard error of .03; the bound asked for is .20.
    assert np.mean(announced) <= 0.20
    assert np.mean(false) <= 0.20 + 0.09
    assert np.mean(covered) >= 0.945


def test_where_all_is_chance_nobody_is_listed():
    frame = units(np.zeros(200))
    found = asked(frame, prior="nonparametric")
    assert found.values["selected"] == 0


def test_an_unknown_shape_is_refused():
    with pytest.raises(OptionError, match="prior"):
        asked(units(np.zeros(20)), prior="uniform")


def test_errors_that_are_too_unlike_give_no_certificate():
    """No net can hold peaks as narrow as one in many thousands: that is said, and nothing is promised."""
    rng = np.random.default_rng(0)
    error = np.where(np.arange(2_400) % 2, 1e-4, 10.0)
    frame = pl.DataFrame(
        {
            "unit": np.arange(2_400),
            "seen": rng.normal(size=2_400) + error * rng.normal(size=2_400),
            "error": error,
        }
    )
    found = asked(frame, period=None, standard_error="error", prior="nonparametric")
    assert found.values["prior_gap"] is None
    assert "ShapeUncertified" in {caution.name for caution in found.warnings}
