"""A stochastic frontier: beside two R packages, with exact derivatives, under a known truth, and on edges."""

import json
import warnings

import numpy as np
import polars as pl
import pytest
from scipy.integrate import quad
from scipy.stats import norm, spearmanr

from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import Stochastic, stochastic
from jopoi.sense._stochastic_likelihood import Posterior, Rows, loglik, moments

RICE = {"unit": "FMERCODE", "output": "PROD", "inputs": ["AREA", "LABOR", "NPK"], "period": "YEARDUM"}
PLACES = {"(Intercept)": "constant", "log(AREA)": "AREA", "log(LABOR)": "LABOR", "log(NPK)": "NPK"}
PLACES |= {"Z_(Intercept)": "mean of inefficiency", "mu": "mean of inefficiency", "time": "drift"}
PLACES |= {"Z_EDYRS": "EDYRS", "Z_BANRAT": "BANRAT"}
CASES = {
    "pooled_half_normal": {},
    "bc95_cross_section_Z": {"shape": "truncated", "context": ["EDYRS", "BANRAT"]},
    "panel_time_invariant_hn": {"inefficiency": "lasting"},
    "panel_time_invariant_tn": {"inefficiency": "lasting", "shape": "truncated"},
    "panel_bc92_hn": {"inefficiency": "drifting"},
    "panel_bc92_tn": {"inefficiency": "drifting", "shape": "truncated"},
}


@pytest.fixture(scope="module")
def rice(reference):
    return reference("sfa_rice_panel")


@pytest.fixture(scope="module")
def sfar(shared_folder):
    """What R's sfaR 1.0.1 gives for the same rows."""
    return json.loads((shared_folder / "reference/sfa_rice_panel/reference_sfaR.json").read_text())


def asked(frame, **changes):
    given = {"unit": "post", "output": "visits", "inputs": ["nurses"]} | changes
    with warnings.catch_warnings(action="ignore"):
        return stochastic(frame, **given)


def posts(seed=4, n=2_000, lack=0.5, chance=0.2):
    draw = np.random.default_rng(seed)
    nurses, far = draw.uniform(1, 9, n), draw.normal(size=n)
    missed = np.abs(draw.normal(0.0, lack, n))
    log = 3.0 + 0.8 * np.log(nurses) + draw.normal(0.0, chance, n) - missed
    return pl.DataFrame(
        {"post": np.arange(n), "nurses": nurses, "far": far, "visits": np.exp(log), "true": np.exp(-missed)}
    )


def estimates(found):
    table = found.sheets["coefficients"]
    return dict(zip(table["term"], table["estimate"], strict=True))


@pytest.mark.parametrize("case", CASES)
def test_as_rs_frontier_finds_it(rice, case):
    """R's frontier 1.1.8, whose log-likelihoods are off by 8e-6 and whose search ends early."""
    theirs = rice[1][case]
    found = asked(rice[0], **RICE | CASES[case])
    ours = estimates(found)
    assert found.values["loglik"] == pytest.approx(theirs["logLik"], abs=2e-5)
    assert found.values["end"] == "maximum"
    assert found.values["steepest"] < 1e-4
    assert found.values["mean_efficiency"] == pytest.approx(theirs["mean_efficiency"], abs=1e-5)
    both = ours["spread of chance"] ** 2 + ours["spread of inefficiency"] ** 2
    assert both == pytest.approx(theirs["coef"]["sigmaSq"], rel=1e-3)
    assert found.values["inefficiency_share"] == pytest.approx(theirs["coef"]["gamma"], abs=1e-4)
    for name, value in theirs["coef"].items():
        if name in PLACES:
            assert ours[PLACES[name]] == pytest.approx(value, abs=1e-3)


def test_efficiencies_are_theirs_row_by_row_unit_by_unit_and_drifting(rice):
    table, theirs = rice
    pooled = asked(table, **RICE).sheets["units"]
    expected = table.select(unit="FMERCODE", period="YEARDUM").with_columns(
        theirs=pl.Series(theirs["pooled_half_normal"]["efficiencies_as_in_data"])
    )
    joined = pooled.join(expected, on=["unit", "period"])
    assert np.abs(joined["efficiency"] - joined["theirs"]).max() < 2e-6
    lasting = asked(table, **RICE | CASES["panel_time_invariant_hn"]).sheets["units"]
    assert lasting["efficiency"].to_list() == pytest.approx(
        np.ravel(theirs["panel_time_invariant_hn"]["efficiencies"]), abs=2e-6
    )
    drifting = asked(table, **RICE | CASES["panel_bc92_hn"]).sheets["units"].sort("unit", "period")
    assert drifting["efficiency"].to_list() == pytest.approx(
        np.ravel(theirs["panel_bc92_hn"]["efficiencies"]), abs=2e-5
    )


def test_as_rs_sfar_finds_the_exponential_and_where_the_truncated_has_no_maximum(rice, sfar):
    """R's sfaR 1.0.1 stops at a mean of -95.6 in silence; ours says that the maximum does not exist."""
    table, theirs = rice[0], sfar
    found = asked(table, **RICE, shape="exponential")
    assert found.values["loglik"] == pytest.approx(theirs["pooled_exponential"]["logLik"], abs=1e-6)
    units = found.sheets["units"].sort("period", "unit")["efficiency"]
    assert units.to_list() == pytest.approx(theirs["pooled_exponential"]["teBC"], abs=1e-5)
    none = asked(table, **RICE, shape="truncated")
    assert none.warnings[0].name == "NoMaximum"
    assert none.values["shape"] == "exponential"
    assert none.values["loglik"] == found.values["loglik"] > theirs["pooled_tnormal"]["logLik"]
    order = spearmanr(asked(table, **RICE).sheets["units"]["efficiency"], found.sheets["units"]["efficiency"])
    assert order.statistic > 0.998


@pytest.mark.parametrize("shape", ["half-normal", "exponential", "truncated"])
@pytest.mark.parametrize("sharing", ["each", "lasting", "drifting"])
def test_the_likelihood_is_the_integral_and_its_derivatives_are_exact(shape, sharing):
    draw = np.random.default_rng(0)
    x = np.column_stack([np.ones(24), draw.normal(size=(24, 2))])
    y, units = draw.normal(size=24), 24 if sharing == "each" else 6
    about = draw.normal(size=(units, 2)) if shape == "truncated" else None
    start = None if sharing == "each" else np.arange(0, 24, 4)
    time = np.tile(np.arange(-3.0, 1.0), 6) if sharing == "drifting" else None
    rows = Rows(y, x, start, time, about, shape)
    theta = 0.3 * draw.normal(size=rows.size)
    assert loglik(rows, theta) == pytest.approx(integrated(rows, theta), abs=1e-8)
    told, step = moments(rows, theta), 1e-5
    for place in range(rows.size):
        ahead, back = theta.copy(), theta.copy()
        ahead[place], back[place] = ahead[place] + step, back[place] - step
        slope = (loglik(rows, ahead) - loglik(rows, back)) / (2.0 * step)
        assert told.gradient[place] == pytest.approx(slope, abs=1e-7)
        bend = (moments(rows, ahead).gradient - moments(rows, back).gradient) / (2.0 * step)
        assert -told.information[place] == pytest.approx(bend, abs=1e-7)


def integrated(rows, theta):
    """The log-likelihood by numerical integration over each unit's inefficiency."""
    chance, own = np.exp(theta[3:5])
    part = np.ones(24) if rows.time is None else np.exp(-theta[-1] * rows.time)
    residual = rows.y - rows.x @ theta[:3]
    size = 1 if rows.start is None else 4
    found = 0.0
    for unit in range(24 // size):
        at = slice(unit * size, (unit + 1) * size)
        mean = 0.0 if rows.about is None else rows.about[unit] @ theta[5:7]

        def density(u, at=at, mean=mean):
            seen = np.prod(norm.pdf(residual[at] + part[at] * u, 0.0, chance))
            if rows.shape == "exponential":
                return seen * np.exp(-u / own) / own
            return seen * norm.pdf(u, mean, own) / norm.cdf(mean / own)

        found += np.log(quad(density, 0.0, 30.0, points=[0.5, 1.0, 2.0, 5.0], limit=300)[0])
    return found


def test_intervals_of_efficiencies_hold_the_truth_as_often_as_they_say():
    """20,000 posts: .95 within .01, the frontier being known well with so many."""
    frame = posts(n=20_000)
    units = asked(frame).sheets["units"].join(frame.select(unit="post", true="true"), on="unit")
    held = ((units["lower"] <= units["true"]) & (units["true"] <= units["upper"])).mean()
    assert held == pytest.approx(0.95, abs=0.01)
    assert units["efficiency"].mean() == pytest.approx(units["true"].mean(), abs=0.01)


def test_without_inefficiency_it_is_rarely_found():
    """200 tables without any: p is below .05 in 5 of 100, to within four standard errors of .015."""
    found = [asked(posts(seed, 200, lack=0.0)).values["p_value"] for seed in range(200)]
    assert np.mean(np.array(found) < 0.05) < 0.05 + 0.062
    assert np.mean(np.array(found) == 1.0) > 0.3


def test_where_rows_lean_the_wrong_way_no_inefficiency_is_told():
    frame = posts()
    turned = frame.with_columns(visits=1.0 / pl.col("visits"), nurses=1.0 / pl.col("nurses"))
    found = asked(turned)
    assert found.values["end"] == "no inefficiency"
    assert found.warnings[0].name == "NoInefficiency"
    assert found.sheets["units"]["efficiency"].unique().to_list() == [1.0]
    assert found.values["loglik"] == found.values["loglik_without"]
    assert "cannot be measured" in found.summary()


def test_costs_are_the_mirror_of_results():
    frame = posts().with_columns(cost=1.0 / pl.col("visits"))
    plain = asked(frame)
    other = asked(frame, output="cost", higher_is_better=False)
    assert np.allclose(plain.sheets["units"]["efficiency"], other.sheets["units"]["efficiency"], atol=1e-6)
    assert estimates(other)["nurses"] == pytest.approx(-estimates(plain)["nurses"], abs=1e-6)


def test_rows_in_another_order_and_other_units_of_measurement_change_nothing():
    frame = posts(n=300)
    other = frame.sample(fraction=1.0, shuffle=True, seed=2).with_columns(
        pl.col("visits") * 1_000.0, pl.col("nurses") * 0.01
    )
    plain, again = asked(frame), asked(other)
    assert np.allclose(plain.sheets["units"]["efficiency"], again.sheets["units"]["efficiency"], atol=1e-6)
    assert again.values["scale"] == pytest.approx(plain.values["scale"], abs=1e-6)


def test_nearly_all_cut_off_stays_exact():
    """A normal far below zero, cut off at zero, is an exponential with the rate of its slope there."""
    far = Posterior(np.array([-50.0]), np.array([1.0]))
    assert far.expected()[0] == pytest.approx(1.0 / 50.0, rel=1e-3)
    assert far.quantile(0.5)[0] == pytest.approx(np.log(2.0) / 50.0, rel=1e-3)
    assert far.efficiency()[0] == pytest.approx(50.0 / 51.0, rel=1e-3)


def test_comes_back_from_json_whole():
    found = asked(posts(n=200))
    again = Stochastic.from_json(found.to_json())
    assert again.to_json() == found.to_json()
    assert again.summary("es") == found.summary("es")
    assert json.loads(found.to_json())["method"] == "sense.stochastic"
    assert list(found.figures("es", narrow=True)) == ["efficiency"]


@pytest.mark.parametrize(
    ("change", "options", "error", "said"),
    [
        (None, {"inputs": []}, OptionError, "at least one"),
        (None, {"inputs": ["visits"]}, OptionError, "twice"),
        (None, {"inefficiency": "drifting"}, OptionError, "drift"),
        (None, {"context": ["far"]}, OptionError, "truncated"),
        (None, {"output": "nothing"}, ColumnError, "nothing"),
        (lambda f: f.with_columns(visits=pl.lit("many")), {}, ColumnError, "visits"),
        (lambda f: f.with_columns(visits=-pl.col("visits")), {}, ColumnError, "below zero"),
        (lambda f: f.with_columns(nurses=pl.lit(4.0)), {}, ColumnError, "never varies"),
        (lambda f: f.with_columns(more=pl.col("nurses") ** 2), {"inputs": ["nurses", "more"]}, ColumnError,
         "follows from"),
        (lambda f: f.with_columns(y=pl.lit(1)), {"period": "y", "inefficiency": "drifting"}, ColumnError,
         "single period"),
        (lambda f: f.head(5), {}, TableError, "too few"),
        (lambda f: f.with_columns(visits=pl.lit(None, dtype=pl.Float64)), {}, TableError, "too few"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(change, options, error, said):
    frame = posts(n=60)
    with pytest.raises(error, match=said):
        asked(frame if change is None else change(frame), **options)


def test_rows_without_a_logarithm_are_left_out_and_told():
    frame = posts(n=300).with_columns(
        visits=pl.when(pl.col("post") == 3).then(0.0).otherwise(pl.col("visits")),
        nurses=pl.when(pl.col("post") < 2).then(None).otherwise(pl.col("nurses")),
    )
    found = asked(frame)
    told = next(caution for caution in found.warnings if caution.name == "RowsWithoutLogarithm")
    assert (told.facts["missing"], told.facts["zero"]) == (2, 1)
    assert found.values["rows"] == 297


def test_a_likelihood_without_a_maximum_is_refused_with_a_context(rice):
    with pytest.raises(TableError, match="no maximum"):
        asked(rice[0], **RICE, shape="truncated", context=["AGE"])
