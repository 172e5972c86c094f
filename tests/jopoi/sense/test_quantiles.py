"""The bar of the best: beside quantreg, by its certificate, by simulation, and as its users meet it."""

import warnings

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import Quantiles, quantiles
from jopoi.sense._quantile_errors import how_sure
from jopoi.sense._quantile_fit import fit_quantile, loss_of

SHARES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@pytest.fixture
def engel(reference):
    frame, numbers = reference("quantreg_engel")
    x = np.column_stack([np.ones(frame.height), frame["income"].cast(float)])
    return x, frame["foodexp"].cast(float).to_numpy(), numbers


@pytest.mark.parametrize("share", SHARES)
def test_lines_and_their_errors_are_those_of_quantreg(engel, share):
    x, y, numbers = engel
    theirs = numbers[f"tau_{share:g}"]
    line = fit_quantile(x, y, share)
    assert line.beta == pytest.approx(list(theirs["coef"].values()), rel=1e-10)
    assert line.loss == pytest.approx(theirs["rho"], rel=1e-12)
    assert 0.0 <= line.gap <= 1e-9 * line.loss
    for errors, name in (("unequal", "se_nid"), ("equal", "se_iid"), ("kernel", "se_ker")):
        found = np.sqrt(np.diag(how_sure(x, y, line, share, errors).covariance))
        assert found == pytest.approx(theirs[name], rel=1e-8)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.05, 0.95), whole=st.booleans())
def test_no_other_line_has_a_smaller_loss(seed, share, whole):
    dice = np.random.default_rng(seed)
    x = np.column_stack([np.ones(40), dice.normal(size=(40, 2))])
    y = dice.normal(size=40) * 3
    if whole:  # ties by the dozen
        x, y = np.round(x), np.round(y)
    line = fit_quantile(x, y, share)
    cost = np.concatenate([np.zeros(3), np.full(40, share), np.full(40, 1 - share)])
    rows = np.hstack([x, np.eye(40), -np.eye(40)])
    bounds = [(None, None)] * 3 + [(0, None)] * 80
    best = linprog(cost, A_eq=rows, b_eq=y, bounds=bounds, method="highs")
    assert line.loss == pytest.approx(best.fun, abs=1e-6)
    assert line.loss - line.gap <= best.fun + 1e-7


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_many_rows_are_fitted_as_exactly_as_few(share):
    """Twelve thousand rows are split into near and far; the line still runs through rows."""
    dice = np.random.default_rng(4)
    x = np.column_stack([np.ones(12_000), dice.normal(size=(12_000, 3))])
    y = x @ np.arange(4.0) + dice.standard_t(3, 12_000) * (1 + 0.5 * np.abs(x[:, 1]))
    line = fit_quantile(x, y, share)
    assert line.gap < 1e-6 * line.loss
    residual = y - x @ line.beta
    assert (np.abs(residual) < 1e-9).sum() == 4
    moved = [loss_of(y - x @ (line.beta + 1e-3 * dice.normal(size=4)), share) for _ in range(50)]
    assert min(moved) > line.loss
    again = fit_quantile(x, 3.0 * y + x @ np.ones(4), share)
    assert again.beta == pytest.approx(3.0 * line.beta + 1.0, abs=1e-7)


def posts(seed=0, units=300, years=1, spread=1.0):
    dice = np.random.default_rng(seed)
    far, area = dice.uniform(0, 3, units), dice.integers(0, 2, units)
    lasting = dice.normal(0, 2.0, units)
    post = np.repeat(np.arange(units), years)
    year = np.tile(np.arange(years), units)
    seen = 50 - 4 * far[post] + 3 * area[post] + (lasting[post] + dice.normal(0, 1, len(post))) * spread
    return pl.DataFrame(
        {
            "post": post,
            "year": year,
            "seen": seen + 2 * year,
            "far": far[post],
            "area": [("town", "country")[k] for k in area[post]],
        }
    )


def asked(frame=None, **changes):
    told = {"unit": "post", "outcome": "seen", "context": ["far", "area"]}
    with warnings.catch_warnings(action="ignore"):
        return quantiles(posts() if frame is None else frame, **told | changes)


def names(found):
    return {caution.name for caution in found.warnings}


def test_a_tenth_lies_above_and_circumstances_are_told_in_their_own_units():
    found = asked(posts(1, units=4000))
    assert found.values["above"] == pytest.approx(400, abs=4)
    told = {row["term"]: row for row in found.sheets["coefficients"].to_dicts()}
    assert told["far"]["lower"] < -4 < told["far"]["upper"]
    assert (
        told["area = town"]["lower"] < 3 < told["area = town"]["upper"] or told["area = town"]["estimate"] < 0
    )
    clear = found.sheets["units"].filter("clearly_above")
    assert (clear["margin"] > 1.9 * clear["standard_error"]).all()
    assert clear.height <= found.values["above"]
    assert set(found.sheets["quantiles"]["quantile"]) == {0.1, 0.25, 0.5, 0.75, 0.9}


@pytest.mark.parametrize(("years", "errors"), [(1, "unequal"), (1, "kernel"), (4, "unequal")])
def test_intervals_hold_the_truth(years, errors):
    """The slope is −4 at every height; with four years a unit's rows are far from independent."""
    inside = []
    for seed in range(120):
        found = asked(posts(seed, units=240, years=years), spread=errors, quantile=0.8)
        row = found.sheets["coefficients"].filter(term="far").row(0, named=True)
        inside.append(row["lower"] < -4 < row["upper"])
    assert 0.89 <= np.mean(inside) <= 0.995


def test_lower_is_better_is_the_same_upside_down():
    up = asked(posts(2)).sheets["units"].sort("unit")
    turned = posts(2).with_columns(seen=-pl.col("seen"))
    down = asked(turned, higher_is_better=False).sheets["units"].sort("unit")
    assert down["margin"].to_numpy() == pytest.approx(up["margin"].to_numpy(), abs=1e-8)
    assert down["bar"].to_numpy() == pytest.approx(-up["bar"].to_numpy(), abs=1e-8)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 500), times=st.floats(0.01, 100.0))
def test_order_labels_and_scale_change_nothing(seed, times):
    frame = posts(seed, units=80)
    plain = asked(frame, quantile=0.75).sheets["units"].sort("unit")
    other = frame.with_columns(
        post=1000 - pl.col("post"), seen=times * pl.col("seen") + 7, far=pl.col("far") * times
    )
    turned = asked(other.sample(fraction=1.0, shuffle=True, seed=seed), quantile=0.75)
    margin = turned.sheets["units"].sort("unit", descending=True)["margin"].to_numpy()
    assert margin == pytest.approx(times * plain["margin"].to_numpy(), rel=1e-6, abs=1e-6 * times)


def test_one_wild_record_does_not_move_the_bar():
    frame = posts(3)
    wild = frame.with_columns(seen=pl.when(pl.col("post") == 5).then(10_000.0).otherwise("seen"))
    before, after = (
        asked(one).sheets["units"].filter(pl.col("unit") != 5).sort("unit") for one in (frame, wild)
    )
    assert np.abs(before["bar"].to_numpy() - after["bar"].to_numpy()).max() < 0.5


def test_what_is_left_out_is_told():
    holes = posts(4).with_columns(
        far=pl.when(pl.col("post") < 9).then(None).otherwise("far"), twice=2 * pl.col("far")
    )
    found = asked(holes, context=["far", "area", "twice"])
    assert names(found) >= {"RowsNotComplete", "FollowsFromOthers", "SeenOnce"}
    assert ("far", 9) in found.sheets["left_out"].rows()
    assert found.values["rows_left_out"] == 9


@pytest.mark.parametrize(
    ("frame", "changes", "error", "said"),
    [
        (posts(), {"context": ["nowhere"]}, ColumnError, "nowhere"),
        (posts(), {"outcome": "area", "context": []}, ColumnError, "text"),
        (posts().with_columns(seen=1.0), {}, ColumnError, "same value"),
        (posts().with_columns(far=float("inf")), {}, ColumnError, "infinite"),
        (posts(units=30), {}, TableError, "too few for a bar"),
        (posts(), {"context": ["post"]}, OptionError, "given twice"),
        (posts(), {"quantile": 1.0}, OptionError, "quantile"),
        (posts().with_columns(area=pl.col("post").cast(pl.String)), {}, ColumnError, "different values"),
    ],
)
def test_a_mistake_is_one_sentence(frame, changes, error, said):
    with pytest.raises(error, match=said):
        asked(frame, **changes)


def test_it_is_told_drawn_and_kept_in_both_languages():
    found = asked(posts(5, years=3), period="year")
    assert "clearly reach" in found.summary()
    assert "alcanzan claramente" in found.summary("es")
    assert found.shown("es").groups
    assert found.figures("es", narrow=True)["bar"].to_dict()
    again = Quantiles.from_json(found.to_json())
    assert again.values == found.values
