"""Scores that come close to their bounds, compared by odds."""

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize
from scipy.special import betaln, digamma, expit

from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import backtest, cases, multiverse, ranks, screen
from jopoi.sense._counted import _range
from jopoi.sense._counted_fit import CountFit

ASKED = {"unit": "unit", "outcome": "y", "period": "year", "context": ["far"], "bounds": (0, 100)}


def told(found):
    return [caution.name for caution in found.warnings]


def world(seed=0, units=300, years=4, steady=30.0):
    """Scores by a beta distribution around a mean near the ceiling: variance μ(1 − μ) / (steady + 1)."""
    dice = np.random.default_rng(seed)
    truth, far = dice.normal(size=units), dice.normal(size=units)
    unit = np.repeat(np.arange(units), years)
    mean = expit(2.5 + 0.7 * truth - 0.4 * far)[unit]
    score = 100 * dice.beta(mean * steady, (1 - mean) * steady)
    frame = {"unit": unit, "year": np.tile(np.arange(years), units), "far": far[unit], "y": score}
    return pl.DataFrame(frame | {"pupils": 20.0}), truth


def asked(frame, **changes):
    return screen(frame, **ASKED | {"near_bounds": True} | changes)


def test_the_scatter_of_the_rows_is_the_one_that_was_drawn():
    """1/31 of what single answers would scatter; the mean of ten worlds has an error of two in a hundred."""
    found = [asked(world(seed)[0]).values["overdispersion"] for seed in range(10)]
    assert np.mean(found) == pytest.approx(1 / 31, rel=0.06)


def test_intervals_hold_the_truth_and_no_more_is_false_than_announced():
    inside, listed, false = [], 0, 0
    for seed in range(10):
        frame, truth = world(seed)
        found = asked(frame)
        units = found.sheets["units"].sort("unit")
        level = np.log(found.values["rate"] / (100 - found.values["rate"]))
        worth = 100 * expit(level + 0.7 * truth) - found.values["rate"]
        inside.append(((units["lower"].to_numpy() <= worth) & (worth <= units["upper"].to_numpy())).mean())
        chosen = units["selected"].to_numpy()
        listed, false = listed + chosen.sum(), false + (chosen & (truth < 1.2816)).sum()
    assert np.mean(inside) == pytest.approx(0.95, abs=0.015)
    assert false <= 0.2 * listed + 2


def test_it_sees_more_of_the_exceptional_than_points_do():
    found = {"points": 0, "odds": 0}
    for seed in range(10):
        frame, truth = world(seed)
        for name, one in (("points", screen(frame, **ASKED)), ("odds", asked(frame))):
            chosen = one.sheets["units"].sort("unit")["selected"].to_numpy()
            found[name] += int((chosen & (truth >= 1.2816)).sum())
    assert found["odds"] > found["points"]


def test_the_coefficients_are_those_of_a_beta_model_with_an_effect_for_each_unit():
    """Beside a beta likelihood that is integrated over the effects: another model, so within one error."""
    frame, _truth = world(units=400)
    found = asked(frame.drop("year"), period=None).sheets["coefficients"]
    y = frame["y"].to_numpy().reshape(400, 4) / 100
    far = frame["far"].to_numpy().reshape(400, 4)[:, 0]
    nodes, weights = np.polynomial.hermite_e.hermegauss(25)

    def lost(at):
        spread, steady = np.exp(at[2]), np.exp(at[3])
        mean = expit(at[0] + at[1] * far[:, None] + spread * nodes)[:, None, :]
        a, b, rows = mean * steady, (1 - mean) * steady, y[:, :, None]
        logs = ((a - 1) * np.log(rows) + (b - 1) * np.log1p(-rows) - betaln(a, b)).sum(axis=1)
        top = logs.max(axis=1, keepdims=True)
        return -np.sum(np.log(np.exp(logs - top) @ (weights / weights.sum())) + top[:, 0])

    best = minimize(lost, [2.4, -0.4, -0.3, 3.0], method="BFGS")
    assert np.isfinite(digamma(np.exp(best.x[3])))
    errors = found["standard_error"].to_numpy()
    assert abs(found["estimate"][0] - best.x[0]) < errors[0]
    assert abs(found["estimate"][1] - best.x[1]) < errors[1]


def test_far_from_its_bounds_it_says_what_points_say():
    dice = np.random.default_rng(1)
    unit, effect = np.repeat(np.arange(200), 4), dice.normal(0, 2, 200)
    frame = pl.DataFrame(
        {
            "unit": unit,
            "year": np.tile(np.arange(4), 200),
            "far": dice.normal(size=200)[unit],
            "y": 50 + effect[unit] + dice.normal(0, 2, 800),
        }
    )
    plain, odds = screen(frame, **ASKED), asked(frame)
    for name in ("posterior_mean", "lower", "upper"):
        there, here = odds.sheets["units"][name].to_numpy(), plain.sheets["units"][name].to_numpy()
        assert there == pytest.approx(here, abs=0.15)
    assert odds.values["selected"] == pytest.approx(plain.values["selected"], abs=3)
    assert (odds.sheets["units"]["observed"] - plain.sheets["units"]["observed"]).abs().max() < 1e-9
    assert (odds.sheets["units"]["expected"] - plain.sheets["units"]["expected"]).abs().max() < 0.2


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-50.0, 150.0), (1.0, 5.0)])
def test_bounds_in_other_units_are_the_same_bounds(low, high):
    frame, _truth = world()
    moved = frame.with_columns(y=low + (high - low) * pl.col("y") / 100)
    plain, other = asked(frame).sheets["units"], asked(moved, bounds=(low, high)).sheets["units"]
    for name in ("effect", "posterior_mean", "lower"):
        assert other[name].to_numpy() * 100 / (high - low) == pytest.approx(plain[name].to_numpy(), abs=1e-4)
    assert other["tail_probability"].to_numpy() == pytest.approx(
        plain["tail_probability"].to_numpy(), abs=1e-5
    )


def test_scores_at_the_bounds_themselves_are_taken():
    frame, _truth = world()
    rounded = frame.with_columns(y=pl.when(pl.col("y") > 95).then(100.0).otherwise("y"))
    units = asked(rounded).sheets["units"]
    assert units["posterior_mean"].is_finite().all()
    assert asked(rounded, prior="nonparametric").sheets["units"]["tail_probability"].is_finite().all()


def test_units_that_all_do_the_same_on_average_are_all_chance():
    frame, _truth = world()
    swing = pl.when((pl.col("unit") + pl.col("year")) % 2 == 0).then(100.0).otherwise(0.0)
    found = asked(frame.with_columns(y=swing), context=[])
    assert "AllChance" in told(found)
    assert found.values["selected"] == 0


def test_the_same_weight_everywhere_changes_nothing():
    frame, _truth = world()
    plain, weighed = asked(frame).sheets["units"], asked(frame, weight="pupils").sheets["units"]
    assert weighed["posterior_mean"].to_numpy() == pytest.approx(plain["posterior_mean"].to_numpy(), abs=1e-6)


def test_rows_out_of_bounds_and_without_weight_are_told_by_cause():
    frame, _truth = world()
    place = pl.int_range(pl.len())
    frame = frame.with_columns(
        y=pl.when(place == 3).then(120.0).otherwise("y"),
        pupils=pl.when(place == 8).then(0.0).when(place == 9).then(None).otherwise("pupils"),
    )
    found = asked(frame, weight="pupils")
    assert set(found.sheets["exclusions"]["column"]) == {"y", "pupils"}
    causes = dict(found.sheets["exclusions"].select("cause", "rows").iter_rows())
    assert causes == {"outside bounds": 1, "weight missing": 1, "weight not above zero": 1}
    assert not {"OneCountEach", "MoreThanChance"} & set(told(found))


def test_where_hardly_anything_differs_the_range_of_doubt_has_ends():
    """The variance is next to nothing and its logarithm anything, which once gave a range up to 1e145."""
    flat = CountFit(np.zeros(1), 1.6e-4, np.diag([0.01, 3e4]), -350.0, 0.0)
    low, high = _range(flat)
    assert low == 0.0
    assert 1.6e-4 < high < 0.1


@pytest.mark.parametrize("expectation", ["neighbours", "clusters", "boosted"])
def test_peers_may_say_what_is_expected(expectation):
    frame, _truth = world()
    units = asked(frame, expectation=expectation).sheets["units"]
    assert units["expected"].is_between(60, 100).all()


def test_held_out_years_and_lower_is_better():
    frame, _truth = world()
    found = asked(frame, confirm=[2, 3])
    assert found.values["confirm_units"] == found.values["selected"]
    turned = asked(frame.with_columns(y=100 - pl.col("y")), higher_is_better=False)
    plain = asked(frame)
    assert turned.sheets["units"]["posterior_mean"].to_numpy() == pytest.approx(
        -plain.sheets["units"]["posterior_mean"].to_numpy(), abs=1e-5
    )


@pytest.mark.parametrize("method", [backtest, cases, multiverse, ranks])
def test_other_methods_take_it_too(method):
    frame, _truth = world(units=80)
    own = {"most": 4} if method in (multiverse, backtest) else {}
    plain = method(frame, **ASKED, **own).sheets
    odds = method(frame, **ASKED, **own, near_bounds=True).sheets
    assert any(not odds[name].equals(sheet) for name, sheet in plain.items())


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"bounds": None}, OptionError, "`near_bounds` needs `bounds`"),
        ({"denominator": "pupils", "bounds": (0, 100)}, OptionError, "does not go with"),
        ({"standard_error": "pupils"}, OptionError, "`standard_error` does not go with `near_bounds`"),
        ({"group": "year", "period": None}, OptionError, "`group` does not go with `near_bounds`"),
        ({"prior": "precision"}, OptionError, "`prior` does not go with `near_bounds`"),
        ({"bounds": (200, 300)}, ColumnError, "out of bounds"),
    ],
)
def test_what_makes_no_sense_is_refused(changes, error, says):
    with pytest.raises(error, match=says):
        asked(world(units=30)[0], **changes)


def test_without_a_second_look_or_any_change_nothing_can_be_told():
    frame, _truth = world(units=60)
    with pytest.raises(TableError, match="stands in one row only"):
        asked(frame.filter(pl.col("year") == 0))
    with pytest.raises(ColumnError, match="the same in every period"):
        asked(frame.with_columns(y=pl.col("y").first().over("unit")))
