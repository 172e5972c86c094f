"""Slacks, robust frontiers, the bootstrap and the screening beside a frontier."""

import json
import warnings
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from jopoi.errors import OptionError
from jopoi.sense import frontier
from jopoi.sense._bootstrap import corrected
from jopoi.sense._fdh import hull
from jopoi.sense._partial import expected_best, not_surpassed
from jopoi.sense._scores import measure
from jopoi.sense._slacks import slacks_of

RETURNS = {"crs": "constant", "vrs": "variable", "drs": "non-increasing", "irs": "non-decreasing"}
SHELF = Path(__file__).parents[4] / "shared" / "reference" / "dea_charnes1981"


@pytest.fixture
def charnes(reference):
    frame, numbers = reference("dea_charnes1981")
    inputs = frame.select("x1", "x2", "x3", "x4", "x5").to_numpy().astype(float)
    return inputs, frame.select("y1", "y2", "y3").to_numpy().astype(float), numbers


@pytest.mark.parametrize("way", ["in", "out"])
@pytest.mark.parametrize("short", RETURNS)
def test_slacks_are_those_of_benchmarking(charnes, short, way):
    inputs, outputs, numbers = charnes
    asked = (inputs, outputs, RETURNS[short], f"{way}put")
    over, wasted = slacks_of(*asked[:2], measure(*asked), np.ones(8))
    theirs = numbers[f"{short}_{way}"]
    assert over == pytest.approx(np.array(theirs["slack_y"]), abs=1e-7)
    assert wasted == pytest.approx(np.array(theirs["slack_x"]), abs=1e-7)


@pytest.mark.parametrize("seed", range(6))
def test_slacks_are_the_largest_that_a_programme_for_each_unit_finds(seed):
    dice = np.random.default_rng(seed)
    inputs, outputs = (dice.integers(0, 4, (20, 2)) * 1.0 for _ in range(2))
    inputs[:, 0] += 1.0
    outputs[:, 0] += 1.0
    asked = (inputs, outputs, "variable", "output")
    found = measure(*asked)
    over, wasted = slacks_of(*asked[:2], found)
    worth = 1.0 / np.concatenate([outputs.mean(axis=0), inputs.mean(axis=0)])
    for one in range(20):
        held = np.hstack(
            [
                np.vstack([outputs.T, inputs.T, np.ones(20)]),
                np.vstack([np.diag([-1.0, -1, 1, 1]), np.zeros(4)]),
            ]
        )
        level = np.concatenate([found.score[one] * outputs[one], inputs[one], [1.0]])
        best = linprog(-np.concatenate([np.zeros(20), worth]), A_eq=held, b_eq=level, method="highs")
        ours = float(np.concatenate([over[one], wasted[one]]) @ worth)
        assert ours == pytest.approx(-best.fun, abs=1e-6)


@pytest.mark.parametrize("drawn", [10, 25, 50])
@pytest.mark.parametrize("way", ["in", "out"])
def test_order_m_is_what_drawing_comes_to(charnes, drawn, way):
    inputs, outputs, _numbers = charnes
    theirs = np.array(
        json.loads((SHELF / "reference_orderm.json").read_text())[f"orderm_m{drawn}_{way}"]["score"]
    )
    ours = expected_best(inputs, outputs, f"{way}put", drawn)
    for one in range(70):
        some = (inputs <= inputs[one]).all(axis=1) if way == "out" else (outputs >= outputs[one]).all(axis=1)
        if some.sum() == 1:  # itself alone: 1 by definition, where theirs draws from an empty set
            assert ours[one] == 1.0
            continue
        each = (
            (outputs[some] / outputs[one]).min(axis=1)
            if way == "out"
            else (inputs[some] / inputs[one]).max(axis=1)
        )
        best = each.max() if way == "out" else each.min()
        draws = np.sort(each) if way == "out" else -np.sort(-each)
        share = np.diff((np.arange(len(draws) + 1) / len(draws)) ** drawn)
        spread = np.sqrt(max(share @ draws**2 - (share @ draws) ** 2, 0.0))
        assert min(1.0, best) - 1e-9 <= ours[one] or ours[one] <= max(1.0, best) + 1e-9
        # They draw 500 times.
        assert ours[one] == pytest.approx(theirs[one], abs=4.5 * spread / np.sqrt(500) + 1e-6)


@pytest.mark.parametrize("orientation", ["output", "input"])
def test_robust_frontiers_end_at_the_free_hull(charnes, orientation):
    inputs, outputs, _numbers = charnes
    free = hull(inputs, outputs, orientation)[0]
    assert expected_best(inputs, outputs, orientation, 10**6) == pytest.approx(free, abs=1e-6)
    assert not_surpassed(inputs, outputs, orientation, 1.0) == pytest.approx(free)


def test_order_alpha_by_hand():
    """Ten posts with the same nurses: with α = .9 one of the ten may be beyond."""
    inputs, outputs = np.ones((10, 1)), np.arange(1.0, 11.0)[:, None]
    score = not_surpassed(inputs, outputs, "output", 0.9)
    assert score == pytest.approx(9.0 / outputs[:, 0])
    with_less = not_surpassed(np.arange(1.0, 11.0)[:, None], np.ones((10, 1)), "input", 0.85)
    assert with_less == pytest.approx(2.0 / np.arange(1.0, 11.0))


@pytest.mark.parametrize(("way", "peers"), [("in", ("Benchmarking", "rDEA")), ("out", ("rDEA",))])
def test_the_bootstrap_lies_as_near_to_the_peers_as_they_to_each_other(charnes, way, peers):
    inputs, outputs, numbers = charnes
    asked = (inputs, outputs, "variable", f"{way}put")
    found = corrected(*asked, measure(*asked), draws=400, seed=1)
    for peer in peers:
        told = numbers[f"boot_{peer}_vrs_{way}"]
        theirs = np.array(told.get("eff_bc") or told["theta_hat_hat"])
        assert np.abs(found.efficiency - theirs).max() < 0.02  # they differ by up to .019
        assert np.abs(found.efficiency - theirs).mean() < 0.01
    assert (found.lower < found.efficiency).all()
    assert (found.efficiency <= found.upper + 1e-12).all()


@pytest.mark.slow
def test_bootstrap_intervals_hold_the_truth():
    """One input, one output, a known frontier y = √x: small samples hold a little less than promised."""
    inside = []
    for seed in range(60):
        dice = np.random.default_rng(seed)
        x = dice.uniform(1, 9, (80, 1))
        true = np.exp(-np.abs(dice.normal(0, 0.3, (80, 1))))
        asked = (x, np.sqrt(x) * true, "variable", "output")
        found = corrected(*asked, measure(*asked), draws=200, seed=seed)
        inside.append(((found.lower <= true[:, 0]) & (true[:, 0] <= found.upper)).mean())
    assert 0.84 < np.mean(inside) < 0.97


def posts(seed=1, units=90, years=4):
    """Posts of which every fifteenth brings about what nurses can: the square root of their number."""
    dice = np.random.default_rng(seed)
    post = np.repeat(np.arange(units), years)
    nurses = dice.uniform(1, 9, units)
    reach = np.where(np.arange(units) % 15 == 0, 1.0, dice.beta(6, 4, units))
    visits = 100 * np.sqrt(nurses) * reach
    return pl.DataFrame(
        {
            "post": post,
            "nurses": nurses[post],
            "beds": dice.uniform(2, 5, units)[post],
            "visits": visits[post] * np.exp(dice.normal(0, 0.05, len(post))),
        }
    )


def asked(frame=None, **changes):
    told = {"unit": "post", "inputs": ["nurses", "beds"], "outputs": ["visits"]}
    with warnings.catch_warnings(action="ignore"):
        return frontier(posts() if frame is None else frame, **told | changes)


def test_targets_take_slack_off():
    targets = asked().sheets["targets"]
    beds = targets.filter(column="beds")
    assert (beds["slack"] > 0).any()
    assert (beds["observed"] - beds["slack"]).to_numpy() == pytest.approx(beds["on_frontier"].to_numpy())
    assert targets["slack"].min() >= 0


def test_a_screening_stands_beside_it():
    found = asked()
    table = found.sheets["agreement"]
    assert set(table["found_by"]) <= {"both", "frontier", "screening"}
    assert found.values["found_by_both"] >= 2
    assert table.filter("on_frontier").height == found.values["on_frontier"]
    assert "Visit those first" in found.summary()
    once = posts().group_by("post", maintain_order=True).first()
    assert "agreement" not in asked(once).sheets


def test_one_odd_record_does_not_move_a_robust_frontier():
    odd = pl.concat(
        [posts(), pl.DataFrame({"post": [999], "nurses": [2.0], "beds": [2.0], "visits": [5000.0]})]
    )

    def lost(envelope):
        before, after = (asked(frame, envelope=envelope).units for frame in (posts(), odd))
        both = before.join(after, on="post" if "post" in before.columns else "unit")
        return float((both["efficiency"] - both["efficiency_right"]).median())

    assert lost("convex") > 0.4
    assert abs(lost("order-alpha")) < 0.1


@pytest.mark.parametrize("envelope", ["order-m", "order-alpha"])
def test_robust_frontiers_are_told_as_such(envelope):
    found = asked(envelope=envelope)
    assert found.units["efficiency"].max() > 1.0
    assert "robust frontier" in found.headline()[0]
    assert "robusta" in found.headline("es")[0]
    assert found.figures()
    assert found.shown().groups[0].rows


def test_draws_are_the_same_from_the_same_table_and_told():
    first, again = asked(draws=100), asked(draws=100)
    assert first.units.equals(again.units)
    assert not first.units.equals(asked(draws=100, rng=5).units)
    assert (first.units["efficiency_corrected"] < first.units["efficiency"]).all()
    assert "bootstrap" in first.summary()


@pytest.mark.parametrize(
    "wrong",
    [{"m": 5}, {"alpha": 0.9}, {"draws": 200, "envelope": "free"}, {"m": 5, "envelope": "order-alpha"}],
)
def test_an_option_of_another_envelope_is_refused(wrong):
    with pytest.raises(OptionError, match="goes with `envelope`"):
        asked(**wrong)


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 1000),
    times=st.floats(0.01, 100.0),
    envelope=st.sampled_from(["convex", "free", "order-m", "order-alpha"]),
    orientation=st.sampled_from(["output", "input"]),
)
def test_order_labels_and_scale_change_nothing(seed, times, envelope, orientation):
    frame = posts(seed, units=30, years=1)
    told = {"envelope": envelope, "orientation": orientation}
    plain = asked(frame, **told).units.sort("unit")
    other = frame.with_columns(
        post=1000 - pl.col("post"), visits=times * pl.col("visits"), beds=pl.col("beds") / times
    )
    turned = asked(other.sample(fraction=1.0, shuffle=True, seed=seed), **told).units.sort(
        "unit", descending=True
    )
    assert turned["efficiency"].to_numpy() == pytest.approx(plain["efficiency"].to_numpy(), abs=1e-7)
    if "slack_left" in plain.columns:
        assert turned["slack_left"].to_list() == plain["slack_left"].to_list()


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 1000))
def test_a_unit_that_others_surpass_moves_nobody(seed):
    frame = posts(seed, units=30, years=1)
    worse = frame.filter(post=3).with_columns(post=pl.lit(500, pl.Int64), visits=pl.col("visits") * 0.5)
    before, after = asked(frame).units, asked(pl.concat([frame, worse])).units
    both = before.join(after, on="unit")
    assert both["efficiency_right"].to_numpy() == pytest.approx(both["efficiency"].to_numpy(), abs=1e-9)
