"""What is expected without a straight line: peers and boosted trees, beside plain recomputations of them."""

import subprocess
import sys
import warnings

import numpy as np
import polars as pl
import pytest
from scipy.special import expit

from jopoi.errors import ColumnError, OptionError
from jopoi.sense import screen
from jopoi.sense._peers import Circumstances, by_clusters, by_nearest, clusters, nearest, straight

KINDS = ("neighbours", "clusters", "boosted")


def posts(seed, units=400, years=4, *, bent=True):
    """Posts whose circumstances matter along a bend, or along straight lines; and the true effects."""
    dice = np.random.default_rng(seed)
    far, poor = dice.uniform(-2, 2, (2, units))
    truth = 0.5 * dice.normal(size=units)
    level = 2.0 * np.abs(far) + np.where(poor > 0, far, 0.0) if bent else far + 0.5 * poor
    post = np.repeat(np.arange(units), years)
    of = dice.integers(20, 80, len(post))
    return pl.DataFrame(
        {
            "post": post,
            "year": np.tile(np.arange(years), units),
            "seen": level[post] + truth[post] + dice.normal(size=len(post)),
            "waits": level[post] + dice.normal(size=len(post)),
            "of": of,
            "got": dice.binomial(of, expit(-1.0 + 0.5 * level[post] + truth[post])),
            "far": far[post],
            "poor": poor[post],
            "area": np.where(poor[post] > 0, "town", "country"),
        }
    ), truth


def asked(frame, **changes):
    told = {"unit": "post", "outcome": "seen", "period": "year", "context": ["far", "poor"]}
    with warnings.catch_warnings(action="ignore"):
        return screen(frame, **(told | changes))


def circumstances(seed, units=60):
    dice = np.random.default_rng(seed)
    return Circumstances(dice.normal(size=(units, 2)), dice.normal(size=units), dice.uniform(1, 3, units))


def test_nobody_has_a_say_in_what_is_expected_of_it():
    units = circumstances(1)
    moved = Circumstances(units.x, units.y + 100.0 * (np.arange(60) == 7), units.weight)
    places = nearest(units, 10)[0]
    code = clusters(units, 10)
    for expect in (straight, lambda one: by_nearest(one, places), lambda one: by_clusters(one, code)):
        before, after = expect(units), expect(moved)
        assert after[7] == pytest.approx(before[7], abs=1e-9)
        assert np.abs(after - before).max() > 1.0  # of others it has


def test_the_straight_line_is_that_through_all_others():
    units = circumstances(2, units=12)
    for one in range(12):
        rest = np.arange(12) != one
        design = np.column_stack([np.ones(12), units.x])
        root = np.sqrt(units.weight[rest])
        line = np.linalg.lstsq(design[rest] * root[:, None], units.y[rest] * root, rcond=None)[0]
        assert straight(units)[one] == pytest.approx(design[one] @ line, abs=1e-6)


def test_the_nearest_are_those_of_all_distances():
    units = circumstances(3)
    places, away = nearest(units, 5)
    alike = (units.x - units.x.mean(axis=0)) / units.x.std(axis=0)
    every = np.linalg.norm(alike[:, None] - alike[None], axis=2) + np.where(np.eye(60, dtype=bool), np.inf, 0)
    assert away == pytest.approx(np.sort(every, axis=1)[:, :5])
    assert (places != np.arange(60)[:, None]).all()


def test_many_in_the_very_same_circumstances_are_still_others():
    units = Circumstances(np.repeat([[0.0], [1.0]], 20, axis=0), np.arange(40.0), np.ones(40))
    places, away = nearest(units, 5)
    assert (places != np.arange(40)[:, None]).all()
    assert (away == 0.0).all()


def test_no_group_is_too_small_to_compare_within():
    units = Circumstances(
        np.concatenate([np.random.default_rng(4).normal(size=(50, 2)), [[40.0, 40.0]]]),
        np.arange(51.0),
        np.ones(51),
    )
    assert np.bincount(clusters(units, 10)).min() >= 5


@pytest.mark.parametrize("expectation", ["neighbours", "boosted"])
def test_where_circumstances_matter_along_a_bend_the_list_is_right_again(expectation):
    wrong = {"linear": [0, 0], expectation: [0, 0]}
    for seed in range(4):
        frame, truth = posts(seed)
        for kind, tally in wrong.items():
            units = asked(frame, expectation=kind).sheets["units"].sort("unit")
            listed = units["selected"].to_numpy()
            tally[0] += int((listed & (truth < np.quantile(truth, 0.9))).sum())
            tally[1] += int(listed.sum())
    assert wrong["linear"][0] > 0.6 * wrong["linear"][1]
    assert wrong[expectation][0] <= 0.4 * max(wrong[expectation][1], 1)
    found = asked(posts(1)[0], expectation=expectation)
    assert found.values["peers_left"] < 0.5 < found.values["linear_left"]


@pytest.mark.parametrize("expectation", KINDS)
def test_on_a_straight_line_little_is_lost(expectation):
    frame, truth = posts(5, bent=False)
    units = asked(frame, expectation=expectation).sheets["units"].sort("unit")
    inside = (units["lower"].to_numpy() <= truth) & (truth <= units["upper"].to_numpy())
    assert inside.mean() > 0.88


def test_what_explains_less_than_a_line_says_so():
    found = asked(posts(6, bent=False)[0], expectation="clusters", peers=100)
    assert "PeersTellLess" in {caution.name for caution in found.warnings}
    assert "a straight line leaves" in " ".join(found.may_say())
    assert "una línea recta" in " ".join(found.may_say("es"))


@pytest.mark.parametrize("expectation", KINDS)
@pytest.mark.parametrize("over", ["denominator", "exposure"])
def test_counts_have_peers_too(expectation, over):
    frame, truth = posts(7)
    found = asked(frame, outcome="got", expectation=expectation, **{over: "of"})
    effect = found.sheets["units"].sort("unit")["effect"].to_numpy()
    plain = asked(frame, outcome="got", **{over: "of"}).sheets["units"].sort("unit")["effect"].to_numpy()
    assert np.corrcoef(effect, truth)[0, 1] > np.corrcoef(plain, truth)[0, 1] + 0.1


def test_the_tables_tell_whom_units_were_compared_with():
    frame, _truth = posts(8)
    near = asked(frame, expectation="neighbours", peers=10)
    short = near.sheets["shortlist"]["unit"]
    peers = near.sheets["peers"]
    assert set(peers["unit"]) == set(short)
    assert (peers.group_by("unit").len()["len"] == 10).all()
    assert (peers["unit"] != peers["peer"]).all()
    groups = asked(frame, expectation="clusters")
    assert groups.sheets["peer_groups"]["units"].sum() == 400
    assert groups.sheets["peers"].height == 400


def test_a_mirror_has_an_expectation_of_its_own():
    frame, _truth = posts(9)
    found = asked(frame, expectation="boosted", mirror={"waits": "lower"})
    # Waits follow the same bend and nothing else: nobody is to blame for them.
    assert found.sheets["mirror"]["flagged"].mean() < 0.05


def test_rows_left_out_are_told_as_with_a_straight_line():
    frame, _truth = posts(10)
    holes = frame.with_columns(far=pl.when(pl.col("post") < 3).then(None).otherwise("far"))
    line, near = asked(holes), asked(holes, expectation="neighbours")
    assert near.sheets["exclusions"].equals(line.sheets["exclusions"])
    assert near.sheets["left_out"].equals(line.sheets["left_out"])
    assert set(near.sheets["left_out"]["unit"]) == {0, 1, 2}


@pytest.mark.parametrize("expectation", KINDS)
def test_order_and_labels_change_nothing(expectation):
    frame, _truth = posts(11)
    told = {"expectation": expectation, "context": ["far", "area"], "confirm": [3]}
    plain = asked(frame, **told).sheets["units"].sort("unit")
    other = frame.with_columns(post=1000 - pl.col("post")).sample(fraction=1.0, shuffle=True, seed=1)
    turned = asked(other, **told).sheets["units"].sort("unit", descending=True)
    assert turned["effect"].to_numpy() == pytest.approx(plain["effect"].to_numpy(), abs=1e-8)


def test_what_cannot_be_asked_is_refused():
    frame, _truth = posts(12, units=60)
    with pytest.raises(OptionError, match="needs `context`"):
        asked(frame, context=[], expectation="neighbours")
    with pytest.raises(ColumnError, match="has the same value"):
        asked(frame.with_columns(flat=1.0), context=["flat"], expectation="clusters")
    with pytest.raises(OptionError, match="at least 100 units"):
        asked(frame, expectation="boosted")


def test_without_the_extra_it_says_what_to_install():
    code = """
import sys
sys.modules["sklearn"] = None
import numpy as np
from jopoi.errors import OptionError
from jopoi.sense._peers import Circumstances, by_trees
try:
    by_trees(Circumstances(np.zeros((200, 1)), np.zeros(200), np.ones(200)))
except OptionError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "pip install" in said
