"""Both ways at once, steps, and sums of whole units: the ways to a frontier beside its usual two."""

import warnings

import numpy as np
import polars as pl
import pytest
from scipy.optimize import linprog

from jopoi.errors import OptionError, TableError
from jopoi.sense import frontier

RETURNS = ("constant", "variable", "non-increasing", "non-decreasing")
NAMES = {
    "unit": "firm",
    "inputs": [f"x{n}" for n in range(1, 6)],
    "outputs": [f"y{n}" for n in range(1, 4)],
}


def asked(frame, **changes):
    with warnings.catch_warnings(action="ignore"):
        return frontier(frame, **changes)


def in_order(found, column):
    return found.sheets["units"].sort("unit")[column].to_numpy()


def test_less_of_all_inputs_and_more_of_all_outputs_at_once(reference):
    """Theirs is found by halving, to 1e-6."""
    frame, numbers = reference("dea_charnes1981")
    found = asked(frame, **NAMES, orientation="both")
    assert in_order(found, "efficiency") == pytest.approx(numbers["vrs_graph"]["eff"], abs=1e-6)
    assert found.values["worst_profit"] < 1e-9
    # With constant returns it is the root of the input's.
    constant = asked(frame, **NAMES, orientation="both", returns="constant")
    root = np.sqrt(np.array(numbers["crs_in"]["eff"]))
    assert in_order(constant, "efficiency") == pytest.approx(root, abs=1e-8)


def test_how_many_steps_towards_the_frontier(reference):
    frame, numbers = reference("dea_charnes1981")
    found = asked(frame, **NAMES, steps=["y1 = 1", "y2 = 1", "y3 = 1"])
    assert in_order(found, "steps") == pytest.approx(numbers["vrs_directional_out"]["objval"], abs=1e-7)
    assert "steps towards it" in found.headline()[0]
    assert found.figures("es")["steps"].to_dict()
    gone = found.sheets["targets"].filter(pl.col("column") == "y1")
    steps = dict(found.sheets["units"].select("unit", "steps").iter_rows())
    for unit, seen, then in gone.select("unit", "observed", "in_proportion").iter_rows():
        assert then == pytest.approx(seen + steps[unit])


@pytest.mark.parametrize("orientation", ["output", "input"])
def test_sums_of_whole_units(reference, orientation):
    frame, numbers = reference("dea_charnes1981")
    theirs = numbers["add_out" if orientation == "output" else "add_in"]
    found = asked(frame, **NAMES, envelope="sums", orientation=orientation)
    score = 1.0 + in_order(found, "change")
    assert score == pytest.approx(np.array(theirs["eff"]), abs=1e-8)
    alone = in_order(found, "stands_out")
    on_it = in_order(found, "on_frontier")
    assert on_it.sum() == theirs["n_efficient"]
    super_ = np.array(theirs["super_eff"], dtype=float)
    known = on_it & (super_ > 0.0)  # theirs says 0 where no others make any of it: we say out of reach
    assert in_order(found, "out_of_reach").sum() == (on_it & ~known).sum()
    beyond = super_[known] if orientation == "input" else 1.0 / super_[known]
    assert alone[known].astype(float) == pytest.approx(beyond, abs=1e-8)
    assert set(found.sheets["peers"]["weight"] % 1.0) == {0.0}


@pytest.mark.parametrize("returns", RETURNS)
@pytest.mark.parametrize("step", [("a = 1",), ("b = 2", "y = 1"), ("x = 1",), ("a = 0.5", "b = 1")])
def test_steps_are_those_of_a_programme_for_each_unit(returns, step):
    dice = np.random.default_rng(3)
    columns = {name: dice.integers(0, 5, 30) for name in "abxy"}
    frame = pl.DataFrame({"unit": range(30), **columns}).with_columns(pl.col("a", "x") + 1)
    ways = {"unit": "unit", "inputs": ["a", "b"], "outputs": ["x", "y"]}
    found = asked(frame, **ways, steps=step, returns=returns)
    sizes = found.spec.step
    fall, rise = (np.array([sizes.get(name, 0.0) for name in ways[side]]) for side in ("inputs", "outputs"))
    inputs, outputs = (frame.select(ways[side]).to_numpy().astype(float) for side in ("inputs", "outputs"))
    at_most = {"variable": (1, -1), "non-increasing": (1,), "non-decreasing": (-1,), "constant": ()}[returns]
    sums = np.array([np.append(np.full(30, sign), 0.0) for sign in at_most]).reshape(-1, 31)
    rows = np.column_stack([np.vstack([-outputs.T, inputs.T]), np.concatenate([rise, fall])])
    for one, ours in enumerate(in_order(found, "steps")):
        best = linprog(
            -np.append(np.zeros(30), 1.0),
            A_ub=np.vstack([rows, sums]),
            b_ub=np.concatenate([-outputs[one], inputs[one], np.array(at_most, dtype=float)]),
            bounds=[(0, None)] * 30 + [(None, None)],
        )
        assert ours == pytest.approx(-best.fun, abs=1e-8)


def test_units_that_there_are_both_ways_and_in_steps():
    """Four posts, by hand: D is held against B."""
    frame = pl.DataFrame({"unit": list("ABCD"), "in": [1.0, 2, 4, 4], "out": [10.0, 40, 50, 20]})
    ways = {"unit": "unit", "inputs": ["in"], "outputs": ["out"], "envelope": "free"}
    both = asked(frame, **ways, orientation="both").units
    assert dict(both.select("unit", "efficiency").iter_rows())["D"] == pytest.approx(0.5)
    steps = asked(frame, **ways, steps=["in = 1", "out = 10"]).units
    # B has two nurses less and makes two tens more.
    assert dict(steps.select("unit", "steps").iter_rows()) == {"A": 0.0, "B": 0.0, "C": 0.0, "D": 2.0}
    alone = dict(steps.select("unit", "stands_out").iter_rows())
    assert alone["B"] == pytest.approx(2.0)  # C makes ten more with two nurses more; A is three tens behind
    assert alone["A"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"steps": ["y1"]}, "cannot read"),
        ({"steps": ["y1 = 0"]}, "cannot read"),
        ({"steps": ["y1 = inf"]}, "cannot read"),
        ({"steps": ["pft = 1"]}, "neither an input nor an output"),
        ({"steps": ["y1 = 1", "y1 = 2"]}, "twice"),
        ({"steps": ["y1 = 1"], "orientation": "input"}, "has no place beside it"),
        ({"steps": ["y1 = 1"], "draws": 100}, "cannot be asked with draws"),
        ({"orientation": "both", "draws": 100}, "cannot be asked with draws"),
        ({"orientation": "both", "envelope": "sums"}, "cannot be asked with sums"),
        ({"orientation": "both", "envelope": "order-m"}, "cannot be asked with order-m"),
    ],
)
def test_ways_that_make_no_sense_are_refused(reference, changes, said):
    frame, _numbers = reference("dea_charnes1981")
    with pytest.raises(OptionError, match=said):
        frontier(frame, **NAMES, **changes)


def test_too_many_units_for_sums():
    many = pl.DataFrame({"unit": range(400), "a": np.arange(400) + 1.0, "b": np.arange(400) + 1.0})
    with pytest.raises(TableError, match="300 at most"):
        frontier(many, unit="unit", inputs=["a"], outputs=["b"], envelope="sums")
