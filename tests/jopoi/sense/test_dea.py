"""Data envelopment analysis: against another program, a linear programme for each unit, and by properties."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from jopoi.sense._scores import beside, measure

SHORT = {"variable": "vrs", "constant": "crs", "non-increasing": "drs", "non-decreasing": "irs"}
EACH = [(returns, orientation) for returns in SHORT for orientation in ("output", "input")]


@pytest.fixture
def charnes(reference):
    """70 school sites in Program Follow Through, with five inputs and three outputs."""
    frame, numbers = reference("dea_charnes1981")
    inputs, outputs = (frame.select(pl.col(f"^{letter}\\d$")).cast(float).to_numpy() for letter in "xy")
    return inputs, outputs, numbers


def one_by_one(inputs, outputs, returns, orientation):
    """The programme of each unit, written down plainly; not-a-number where it is infeasible."""
    found = []
    ones = np.append(np.ones(len(inputs)), 0.0)[None]
    for mine in zip(outputs, inputs, strict=True):
        none = 0 * mine[0], 0 * mine[1]
        along = (mine[0], none[1]) if orientation == "output" else (none[0], -mine[1])
        level = (none[0], mine[1]) if orientation == "output" else (-mine[0], none[1])
        rows = np.column_stack([np.vstack([-outputs.T, inputs.T]), np.concatenate(along)])
        ends = np.concatenate(level)
        if returns in {"non-increasing", "non-decreasing"}:
            sign = 1.0 if returns == "non-increasing" else -1.0
            rows, ends = np.vstack([rows, sign * ones]), np.append(ends, sign)
        scale = {"A_eq": ones, "b_eq": [1.0]} if returns == "variable" else {}
        cost = np.append(np.zeros(len(inputs)), -1.0 if orientation == "output" else 1.0)
        answer = linprog(cost, A_ub=rows, b_ub=ends, **scale)
        found.append(answer.x[-1] if answer.status == 0 else np.nan)
    return np.array(found)


@pytest.mark.parametrize(("returns", "orientation"), EACH)
def test_scores_are_those_of_benchmarking(charnes, returns, orientation):
    inputs, outputs, theirs = charnes
    ours = measure(inputs, outputs, returns, orientation)
    case = theirs[f"{SHORT[returns]}_{'out' if orientation == 'output' else 'in'}"]
    # Theirs come from lpSolve, whose own tolerance is 1e-9 on a scale of 100.
    assert ours.score == pytest.approx(np.array(case["eff"]), abs=1e-7)
    assert ours.worst < 1e-9
    efficient = np.abs(ours.score - 1) < 1e-7
    assert efficient.sum() == case["n_efficient"]


@pytest.mark.parametrize(("returns", "orientation"), EACH)
def test_super_efficiency_is_theirs_and_infeasible_where_they_say(charnes, returns, orientation):
    inputs, outputs, theirs = charnes
    found = beside(inputs, outputs, returns, orientation)
    case = theirs[f"{SHORT[returns]}_{'out' if orientation == 'output' else 'in'}"]
    assert (np.flatnonzero(np.isnan(found)) + 1).tolist() == case["super_eff_infeasible_rows"]
    known = ~np.isnan(found)
    super_ = np.array([np.nan if value is None else value for value in case["super_eff"]], dtype=float)
    assert found[known] == pytest.approx(super_[known], abs=1e-7)


def made_up(size, seed, inputs=2, outputs=2):
    rng = np.random.default_rng(seed)
    used = rng.uniform(1, 10, (size, inputs))
    share = rng.dirichlet(np.ones(outputs), size)
    made = (
        np.sqrt(share)
        * (np.prod(used, axis=1) ** (0.9 / inputs) * np.exp(-rng.exponential(0.3, size)))[:, None]
    )
    return used, made


@pytest.mark.parametrize(("returns", "orientation"), EACH)
def test_scores_are_those_of_a_programme_for_each_unit(returns, orientation):
    inputs, outputs = made_up(90, 3, inputs=3)
    ours = measure(inputs, outputs, returns, orientation).score
    assert ours == pytest.approx(one_by_one(inputs, outputs, returns, orientation), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 9999), size=st.integers(1, 40), case=st.sampled_from(EACH), whole=st.booleans())
def test_neither_ties_nor_zeros_nor_few_units_break_it(seed, size, case, whole):
    """Whole numbers make ties and degenerate corners; some outputs and inputs are zero."""
    rng = np.random.default_rng(seed)
    inputs, outputs = (rng.uniform(0, 4, (size, 2)) for _ in range(2))
    if whole:
        inputs, outputs = np.floor(inputs), np.floor(outputs)
    for amounts in (inputs, outputs):
        amounts[:, amounts.sum(axis=0) == 0] = 1.0
        amounts[amounts.sum(axis=1) == 0] = 1.0
    ours = measure(inputs, outputs, *case)
    assert ours.score == pytest.approx(one_by_one(inputs, outputs, *case), abs=1e-6)


def test_a_unit_alone_and_units_with_nothing_in_common_have_no_number():
    assert np.isnan(beside(np.ones((1, 1)), np.ones((1, 1)), "variable", "output")).all()
    nothing_in_common = np.array([[3.0, 0.0], [0.0, 3.0]])
    for orientation, expected in (("input", np.nan), ("output", 0.0)):
        found = beside(np.ones((2, 1)), nothing_in_common, "constant", orientation)
        assert found == pytest.approx([expected, expected], nan_ok=True)


def test_units_and_order_do_not_matter():
    inputs, outputs = made_up(300, 5)
    plain = measure(inputs, outputs, "variable", "output").score
    scaled = measure(inputs * [1000, 0.01], outputs * [3, 1e6], "variable", "output").score
    turned = measure(inputs[::-1], outputs[::-1], "variable", "output").score
    twice = measure(np.repeat(inputs, 2, 0), np.repeat(outputs, 2, 0), "variable", "output").score
    assert scaled == pytest.approx(plain, abs=1e-9)
    assert turned[::-1] == pytest.approx(plain, abs=1e-9)
    assert twice[::2] == pytest.approx(plain, abs=1e-9)


def test_many_units_are_measured_against_the_same_frontier():
    """Beyond 8,000 units the frontier is begun from a sample; every unit is held against the whole."""
    inputs, outputs = made_up(9000, 1)
    ours = measure(inputs, outputs, "variable", "output")
    assert ours.worst < 1e-9
    some = np.random.default_rng(0).choice(9000, 40, replace=False)
    corners = np.union1d(ours.reference, some)
    small = one_by_one(inputs[corners], outputs[corners], "variable", "output")
    assert ours.score[some] == pytest.approx(small[np.searchsorted(corners, some)], abs=1e-8)
