"""Ranks: sets and grades beside brute force, and under a known truth."""

import warnings
from itertools import product

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy.special import ndtr

from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import Ranks, ranks, screen
from jopoi.sense._ranks_grades import _Pairs, grades_of
from jopoi.sense._ranks_sets import _told_apart, _widest, critical_of, place_of_one, places_of


def estimates(seed, units, noise=0.5):
    """True differences and estimates of them, whose errors differ."""
    draw = np.random.default_rng(seed)
    error = noise * np.exp(draw.normal(0.0, 0.5, units))
    truth = draw.normal(size=units)
    return truth, truth + error * draw.normal(size=units), error


def table(seed=5, units=120, years=4, lead=9.0):
    """Posts of which every tenth does far better, in districts, over years."""
    draw = np.random.default_rng(seed)
    post = np.tile(np.arange(units), years)
    far = np.tile(draw.normal(size=units), years)
    seen = 50.0 + 3.0 * far + lead * (post % 10 == 0) + draw.normal(0.0, 2.0, units * years)
    names = [f"P{each:03d}" for each in post]
    year = np.repeat(np.arange(2020, 2020 + years), units)
    return pl.DataFrame({"post": names, "year": year, "far": far, "seen": seen, "district": post // 20})


def asked(frame, **changes):
    given = {"unit": "post", "outcome": "seen", "period": "year", "context": ["far"], "rng": 3} | changes
    with warnings.catch_warnings(action="ignore"):
        return ranks(frame, **given)


@pytest.mark.parametrize("units", [2, 40, 90, 400])
def test_the_widest_difference_is_found_without_looking_at_every_pair(units):
    _truth, _estimate, error = estimates(units, units, noise=1.0)
    draw = np.random.default_rng(9)
    for _ in range(60):
        numbers = draw.standard_normal(units)
        shift = error * numbers
        every = np.abs(shift[:, None] - shift) / np.hypot(error[:, None], error)
        assert _widest(error, numbers) == pytest.approx(every.max(), rel=1e-12)


def test_a_unit_asked_about_beforehand_has_its_true_place_in_its_set():
    """In 95 of 100 worlds; of 300 worlds the share has a standard error of .013."""
    inside, wider = 0, 0
    for seed in range(300):
        truth, estimate, error = estimates(seed, 20)
        best, worst = place_of_one(estimate, error, 7, np.random.default_rng(seed))
        all_best, all_worst, _critical = places_of(estimate, error, np.random.default_rng(seed))
        place = 1 + int((truth > truth[7]).sum())
        inside += best <= place <= worst
        wider += (all_worst[7] - all_best[7]) > worst - best
        assert all_best[7] <= best
        assert worst <= all_worst[7]
    assert inside / 300 >= 0.95 - 2 * 0.013
    assert wider > 100


def test_one_unit_may_be_asked_about_by_its_name():
    found = asked(table(), one="P010")
    row = found.sheets["units"].filter(pl.col("unit") == "P010").row(0, named=True)
    assert row["best_place"] <= found.values["one_best_place"]
    assert found.values["one_worst_place"] <= row["worst_place"]
    assert "“P010” by itself" in found.may_say()[0]
    assert found.sheets["units"].equals(asked(table()).sheets["units"])
    numbers = table().with_columns(post=pl.col("post").str.slice(1).cast(pl.Int64))
    assert asked(numbers, one="10").values["one_best_place"] == found.values["one_best_place"]


def test_a_unit_that_is_not_there_cannot_be_asked_about():
    with pytest.raises(OptionError, match="“P999” is not among the 120 units"):
        asked(table(), one="P999")


def test_equal_errors_give_tukeys_range():
    """With equal errors the critical value is the studentised range's over the root of two: 4.474 for 10."""
    found = critical_of(np.full(10, 0.3), np.random.default_rng(2))
    # The quantile of 2,000 draws has a standard error of about 0.02.
    assert found == pytest.approx(4.474 / np.sqrt(2.0), abs=0.08)


def test_who_is_told_apart_is_counted_as_pair_by_pair():
    _truth, estimate, error = estimates(1, 300)
    ahead, behind = _told_apart(estimate, error, 2.0)
    surely = estimate - estimate[:, None] > 2.0 * np.hypot(error[:, None], error)
    assert ahead.tolist() == surely.sum(axis=1).tolist()
    assert behind.tolist() == surely.sum(axis=0).tolist()


def test_errors_that_are_rounded_are_rounded_up():
    _truth, estimate, error = estimates(1, 30_000)
    ahead, behind = _told_apart(estimate, error, 2.0)
    sample = np.arange(0, 30_000, 997)
    surely = estimate - estimate[sample, None] > 2.0 * np.hypot(error[sample, None], error)
    lost = surely.sum(axis=1) - ahead[sample]
    assert lost.min() >= 0
    assert lost.max() < 0.01 * 30_000
    assert (surely.sum(axis=1) > 0).any()
    assert behind.sum() == ahead.sum() or abs(behind.sum() - ahead.sum()) < 0.01 * ahead.sum()


def test_all_places_at_once_hold_the_truth_as_often_as_is_said():
    """200 draws of 30 units: four standard errors of .95 are .06; sets hold more often than that."""
    held = []
    for seed in range(200):
        truth, estimate, error = estimates(seed, 30, noise=0.3)
        best, worst, _ = places_of(estimate, error, np.random.default_rng(seed))
        place = 1 + np.argsort(np.argsort(-truth))
        held.append(((best <= place) & (place <= worst)).all())
    assert np.mean(held) > 0.95 - 0.06
    assert (worst - best < 29).any()


def test_places_hold_when_context_and_chance_are_estimated_too():
    """60 tables of 60 posts over four years, their circumstances and chance unknown: .95 ± .11."""
    held = []
    for seed in range(60):
        draw = np.random.default_rng(seed)
        lead = draw.normal(0.0, 3.0, 60)
        frame = pl.DataFrame(
            {
                "post": np.tile(np.arange(60), 4),
                "year": np.repeat(np.arange(4), 60),
                "far": np.tile(draw.normal(size=60), 4),
            }
        ).with_columns(seen=pl.Series(np.tile(lead, 4) + draw.normal(0.0, 2.0, 240)) + 2.0 * pl.col("far"))
        units = asked(frame).sheets["units"].sort("unit")
        place = 1 + np.argsort(np.argsort(-lead))
        held.append(bool(((units["best_place"] <= place) & (units["worst_place"] >= place)).all()))
    assert np.mean(held) > 0.95 - 0.11


def every_weak_order(units):
    """All ways to put units into grades: each a grade for every unit, 0 the highest."""
    for grade in product(range(units), repeat=units):
        if set(grade) == set(range(max(grade) + 1)):
            yield np.array(grade)


@pytest.mark.parametrize("seed", range(6))
def test_no_grades_at_all_gain_more_not_even_out_of_order(seed):
    """Of all 4,683 ways to grade six units, those that put a lower mean before a higher one too."""
    _truth, estimate, error = estimates(seed, 6, noise=0.8)
    mean, sd = estimate / (1.0 + error**2), error / np.sqrt(1.0 + error**2)
    chance = ndtr((mean[:, None] - mean) / np.hypot(sd[:, None], sd))
    gained = [((one[:, None] < one) * (chance - 0.8)).sum() for one in every_weak_order(6)]
    order = np.argsort(-mean)
    starts = _Pairs.of(mean[order], sd[order]).cut(0.8)
    grade = np.empty(6)
    grade[order] = np.searchsorted(starts, np.arange(6), side="right")
    ours = ((grade[:, None] < grade) * (chance - 0.8)).sum()
    assert ours == pytest.approx(max(gained), abs=1e-12)


@pytest.mark.parametrize("misordered", [0.01, 0.05, 0.2])
def test_as_few_pairs_are_the_wrong_way_round_as_is_said(misordered):
    """60 draws of 150 units: the share that truly is wrong is the one expected, to a tenth of it."""
    wrong, told = [], []
    for seed in range(60):
        truth, estimate, error = estimates(seed, 150)
        found = grades_of(estimate / (1.0 + error**2), error / np.sqrt(1.0 + error**2), misordered)
        assert found.misordered <= misordered
        upper, lower = found.grade[:, None] < found.grade, truth[:, None] < truth
        wrong.append((upper & lower).sum() / (150 * 149 / 2))
        told.append(found.misordered)
    assert np.mean(wrong) == pytest.approx(np.mean(told), rel=0.15)
    # In 150 units so many grades can be had that the bound is nearly reached.
    assert np.mean(told) > 0.7 * misordered or misordered > 0.1


def test_many_units_are_graded_as_a_sample_of_them_is():
    _truth, estimate, error = estimates(4, 40_000)
    mean, sd = estimate / (1.0 + error**2), error / np.sqrt(1.0 + error**2)
    found = grades_of(mean, sd, 0.05)
    order = np.argsort(-mean)
    assert (np.diff(found.grade[order]) >= 0).all()
    few = grades_of(mean[:3_000], sd[:3_000], 0.05)
    assert abs(int(found.grade.max()) - int(few.grade.max())) <= 2
    assert found.ordered == pytest.approx(few.ordered, abs=0.05)


def test_those_that_do_far_better_are_surely_at_the_top():
    found = asked(table(lead=25.0))
    units = found.sheets["units"]
    sure = units.filter("surely_top")["unit"].to_list()
    assert sure == [f"P{each:03d}" for each in range(0, 120, 10)]
    assert units.filter("surely_top")["grade"].max() < units.filter(~pl.col("surely_top"))["grade"].min()
    assert found.values["room"] == 12
    assert found.sheets["grades"]["units"].sum() == 120
    text = found.summary()
    assert "Surely among the first 12 of 120: 12" in text
    assert "P010" in found.shown().groups[0].rows[1][0]


def test_lower_is_better_turns_the_order_and_the_signs():
    frame = table(lead=25.0)
    turned = frame.with_columns(-pl.col("seen"))
    plain = asked(frame).sheets["units"]
    other = asked(turned, higher_is_better=False).sheets["units"]
    same = ["unit", "best_place", "worst_place", "grade", "surely_top"]
    assert_frame_equal(plain.select(same), other.select(same))
    assert np.allclose(plain["effect"], -other["effect"])


def test_rows_in_another_order_and_another_unit_of_measurement_change_nothing():
    frame = table()
    plain = asked(frame).sheets["units"]
    other = asked(frame.sample(fraction=1.0, shuffle=True, seed=2).with_columns(pl.col("seen") * 100.0 + 7.0))
    same = ["unit", "best_place", "worst_place", "grade"]
    assert_frame_equal(plain.select(same), other.sheets["units"].select(same))


def test_differences_are_those_of_the_screening():
    frame = table()
    with warnings.catch_warnings(action="ignore"):
        units = screen(frame, unit="post", outcome="seen", period="year", context=["far"]).sheets["units"]
    assert np.allclose(asked(frame).sheets["units"]["posterior_mean"], units["posterior_mean"])


def test_where_all_is_chance_there_is_no_order():
    found = asked(table(seed=8, lead=0.0))
    assert found.values["surely_top"] == 0
    assert {"NobodySurelyTop", "WideSets"} <= {told.name for told in found.warnings}
    if found.values["grades"] == 1:
        assert found.warnings[0].name == "NoOrder"
        assert "Publish none" in found.headline()[1]


def test_groups_counts_and_unknown_shapes_are_ranked_too():
    frame = table(lead=25.0)
    assert "group" in asked(frame, group="district").sheets["units"].columns
    counts = frame.with_columns(born=pl.lit(200), seen=pl.col("seen").clip(0).round())
    counted = asked(counts, denominator="born")
    assert counted.values["surely_top"] > 0
    assert asked(frame, prior="nonparametric").values["grades"] > 1


def test_comes_back_from_json_whole():
    found = asked(table())
    again = Ranks.from_json(found.to_json())
    assert again.to_json() == found.to_json()
    assert again.summary("es") == found.summary("es")
    assert set(found.figures("es", narrow=True)) == {"places", "grades"}


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"misordered": 0.0}, OptionError, "misordered"),
        ({"misordered": 0.5}, OptionError, "misordered"),
        ({"top": 0.6}, OptionError, "top"),
        ({"unit": "nobody"}, ColumnError, "nobody"),
        ({"context": ["seen"]}, OptionError, "more than one part"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(change, error, said):
    with pytest.raises(error, match=said):
        asked(table(), **change)


def test_one_unit_cannot_be_ranked():
    with pytest.raises(TableError):
        asked(table().filter(pl.col("post") == "P001"))
