"""Counts out of a denominator and over an exposure: the fit, the posterior, the list, and what is refused."""

import json
import warnings
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import binom, norm, poisson

from jopoi.errors import ColumnError, OptionError
from jopoi.sense import screen
from jopoi.sense._counted_fit import extra_scatter, fit_counts
from jopoi.sense._counted_posterior import Scale, known
from jopoi.sense._counted_rows import Counts

CBPP = Path(__file__).parents[4] / "shared" / "reference" / "glmm_binomial_cbpp"


def counts(family, y, n, x, unit):
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    return Counts(family, np.asarray(y, float), np.asarray(n, float), np.asarray(x, float), unit, starts)


def herds():
    frame = pl.read_csv(CBPP / "data.csv")
    x = [np.ones(frame.height), *((frame["period"] == k).to_numpy().astype(float) for k in (2, 3, 4))]
    return counts(
        "binomial", frame["incidence"], frame["size"], np.column_stack(x), frame["herd"].to_numpy() - 1
    )


@pytest.mark.parametrize(("points", "tolerance"), [(9, 1e-5), (25, 1e-6)])
def test_the_fit_is_lme4s_by_the_same_quadrature(points, tolerance):
    """lme4 stops its own search at about 1e-6; more points leave no other difference."""
    told = json.loads((CBPP / "reference.json").read_text())[f"agq{points}"]
    found = fit_counts(herds(), points)
    errors = np.sqrt(np.diag(found.covariance))[:-1]
    assert found.beta == pytest.approx(list(told["fixef"].values()), abs=tolerance)
    assert np.sqrt(found.variance) == pytest.approx(told["sd_herd"], abs=tolerance)
    assert errors == pytest.approx(list(told["fixef_se"].values()), abs=tolerance)
    assert found.steepest < 1e-5


@pytest.mark.parametrize("family", ["binomial", "poisson"])
@pytest.mark.parametrize(("most", "spread"), [(2, 0.8), (4, 2.0), (40, 0.1), (400, 3.0)])
def test_the_search_ends_at_the_top_however_little_or_much_was_counted(family, most, spread):
    """Where it starts, the likelihood curves upwards in some of these and leads away from the top."""
    dice = np.random.default_rng(3)
    units, rows = 2000, 4
    unit = np.repeat(np.arange(units), rows)
    x = np.column_stack([np.ones(units * rows), dice.normal(size=units * rows)])
    eta = x @ [-1.0, 0.3] + dice.normal(0, spread, units)[unit]
    n = dice.integers(1, most, units * rows)
    y = dice.binomial(n, expit(eta)) if family == "binomial" else dice.poisson(n * np.exp(eta))
    found = fit_counts(counts(family, y, n, x, unit))
    assert found.steepest < 1e-4
    error = np.sqrt(np.diag(found.covariance))
    off = [*(found.beta - [-1.0, 0.3]), np.log(found.variance) - 2.0 * np.log(spread)]
    assert np.all(np.abs(off) < 4.0 * error)


def made(family, seed, units=40, rows=3):
    dice = np.random.default_rng(seed)
    unit = np.repeat(np.arange(units), rows)
    x = np.column_stack([np.ones(units * rows), dice.normal(size=units * rows)])
    eta = x @ [-1.0, 0.4] + dice.normal(0, 0.7, units)[unit]
    n = dice.integers(3, 25, units * rows).astype(float)
    y = dice.binomial(n.astype(int), expit(eta)) if family == "binomial" else dice.poisson(n * np.exp(eta))
    return counts(family, y, n, x, unit)


def density(data, fit, place, shift):
    rows = data.unit == place
    eta = data.x[rows] @ fit.beta + shift
    if data.family == "binomial":
        one = binom.pmf(data.y[rows], data.n[rows], expit(eta))
    else:
        one = poisson.pmf(data.y[rows], data.n[rows] * np.exp(eta))
    return float(np.prod(one)) * norm.pdf(shift, scale=np.sqrt(fit.variance))


@pytest.mark.parametrize("family", ["binomial", "poisson"])
def test_likelihood_and_posterior_are_those_of_plain_integration(family):
    data = made(family, 2)
    fit = fit_counts(data, 25)
    whole = [
        quad(lambda t, p=p: density(data, fit, p, t), -8, 8, epsabs=0, limit=200)[0]
        for p in range(data.units)
    ]
    assert fit.loglik == pytest.approx(np.log(whole).sum(), abs=1e-5)
    scale = Scale(family, float(data.y.sum() / data.n.sum()), 1.0, 100.0)
    found = known(data, fit, scale, 0.1)
    edge = norm.isf(0.1, scale=np.sqrt(fit.variance))
    for place in (0, 7, 23):

        def share(low, high, p=place):
            return quad(lambda t: density(data, fit, p, t), low, high, epsabs=0, limit=200)[0] / whole[p]

        def mean(of, p=place):
            return quad(lambda t: of(t) * density(data, fit, p, t), -8, 8, epsabs=0, limit=200)[0] / whole[p]

        middle = mean(scale.worth)
        assert found.tail[place] == pytest.approx(share(edge, 8), abs=2e-4)
        assert found.posterior.mean[place] == pytest.approx(middle, abs=1e-3)
        spread = np.sqrt(mean(lambda t, m=middle: (scale.worth(t) - m) ** 2))
        assert found.posterior.sd[place] == pytest.approx(spread, rel=1e-3)


def test_less_is_better_is_the_same_seen_from_the_other_side():
    data = made("binomial", 5)
    other = counts("binomial", data.n - data.y, data.n, data.x, data.unit)
    fit, turned = fit_counts(data), fit_counts(other)
    rate = float(data.y.sum() / data.n.sum())
    up = known(data, fit, Scale("binomial", rate, 1.0), 0.1)
    down = known(other, turned, Scale("binomial", 1.0 - rate, -1.0), 0.1)
    assert down.tail == pytest.approx(up.tail, abs=1e-6)
    assert down.posterior.mean == pytest.approx(up.posterior.mean, abs=1e-6)
    assert down.posterior.lower == pytest.approx(up.posterior.lower, abs=1e-5)


def posts(seed, units=400, years=4, spread=0.5, extra=0.0):
    """A table of posts with a known truth, on the scale of the log-odds."""
    dice = np.random.default_rng(seed)
    far, truth = dice.uniform(0, 3, units), dice.normal(0, spread, units)
    size = np.exp(dice.normal(2.8, 0.8, units)).astype(int) + 3
    post, year = np.repeat(np.arange(units), years), np.tile(np.arange(years), units)
    n = dice.poisson(size[post]) + 1
    p = expit(0.6 - 0.4 * far[post] + 0.1 * year + truth[post] + dice.normal(0, extra, len(post)))
    frame = {"post": post, "year": 2020 + year, "got": dice.binomial(n, p), "of": n, "far": far[post]}
    return pl.DataFrame(frame), truth


def asked(frame, **changes):
    told = {"unit": "post", "outcome": "got", "denominator": "of", "period": "year", "context": ["far"]}
    with warnings.catch_warnings(action="ignore"):
        return screen(frame, **{k: v for k, v in (told | changes).items() if v is not None})


def names(found):
    return {caution.name for caution in found.warnings}


def test_the_announced_false_share_and_the_intervals_hold():
    """30 tables of 400 posts: standard errors of about .02 (false share) and .003 (coverage)."""
    false, announced, covered = [], [], []
    for seed in range(30):
        frame, truth = posts(seed)
        found = asked(frame)
        units = found.sheets["units"]
        edge = 0.5 * norm.isf(0.1)
        chosen = units.filter("selected")["unit"].to_numpy()
        false.append(np.mean(truth[chosen] < edge))
        announced.append(found.values["expected_false_share"])
        rate = found.values["rate"] / 100
        worth = 100 * (expit(np.log(rate / (1 - rate)) + truth) - rate)
        inside = (units["lower"].to_numpy() <= worth) & (worth <= units["upper"].to_numpy())
        covered.append(inside.mean())
    assert np.mean(false) <= np.mean(announced) + 0.05
    assert np.mean(covered) == pytest.approx(0.95, abs=0.015)


def test_more_scatter_than_chance_is_seen_and_allowed_for():
    false, announced = [], []
    for seed in range(20):
        frame, truth = posts(seed, extra=0.6, years=6)
        found = asked(frame)
        assert "MoreThanChance" in names(found)
        chosen = found.sheets["units"].filter("selected")["unit"].to_numpy()
        false.append(np.mean(truth[chosen] < 0.5 * norm.isf(0.1)))
        announced.append(found.values["expected_false_share"])
    assert np.mean(false) <= np.mean(announced) + 0.05


def test_the_scatter_beyond_chance_is_found_again():
    """Rows that scatter by .6 on the log-odds; 400 posts with 6 rows give it to about a tenth."""
    found = []
    for seed in range(5):
        frame, _truth = posts(seed, years=6, extra=0.6)
        rows = frame.sort("post")
        x = np.column_stack([np.ones(rows.height), rows["far"].to_numpy(), rows["year"].to_numpy() - 2020])
        data = counts("binomial", rows["got"], rows["of"], x, rows["post"].to_numpy())
        found.append(extra_scatter(data, fit_counts(data).beta))
    assert np.mean(found) == pytest.approx(0.36, rel=0.15)


def test_pure_chance_has_no_more_scatter():
    """The excess of Pearson's sum is as often below as above nought: the variance stays near it."""
    found = [extra_scatter(data, fit_counts(data).beta) for data in (made("binomial", s) for s in range(20))]
    assert np.median(found) < 0.05


def test_a_post_that_reached_none_of_twelve_has_a_number():
    frame, _truth = posts(3, units=120)
    extreme = frame.with_columns(got=pl.when(pl.col("post") == 5).then(0).otherwise("got"))
    row = asked(extreme).sheets["units"].filter(unit=5).row(0, named=True)
    assert row["observed"] == 0.0
    assert row["effect"] < row["lower"] < row["posterior_mean"] < 0.0
    assert row["expected"] > 0.0


def test_what_is_told_is_told_of_shares_and_rates():
    frame, _truth = posts(1, units=200)
    share, rate = asked(frame), asked(frame, denominator=None, exposure="of")
    assert "got out of of, %" in share.headline()[0]
    assert share.values["per"] == 100
    assert "got per 10 of" in rate.headline()[0]
    rare = frame.with_columns(pl.col("of") * 1000)
    assert asked(rare, denominator=None, exposure="of").values["per"] == 10_000
    units = share.sheets["units"]
    assert units["observed"].is_between(0, 100).all()
    for found in (share, rate):
        assert found.figures()
        assert found.summary("es") != found.summary("en")


def test_the_order_of_rows_changes_nothing_and_labels_only_names():
    frame, _truth = posts(7, units=150)
    found, mixed = asked(frame), asked(frame.sample(fraction=1.0, shuffle=True, seed=1))
    assert mixed.sheets["units"]["tail_probability"].to_numpy() == pytest.approx(
        found.sheets["units"]["tail_probability"].to_numpy(), abs=1e-9
    )
    renamed = asked(frame.with_columns(post=pl.format("P{}", pl.col("post").cast(pl.String).str.zfill(3))))
    assert renamed.values["selected"] == found.values["selected"]
    moved = asked(frame.with_columns(far=7.0 - 3.0 * pl.col("far")))
    assert moved.values["bar"] == pytest.approx(found.values["bar"], rel=1e-6)


def test_held_out_periods_and_mirrors_go_with_counts():
    frame, _truth = posts(9, units=300, years=6)
    dice = np.random.default_rng(1)
    frame = frame.with_columns(wait=pl.Series(dice.normal(30, 4, frame.height)))
    found = asked(frame, confirm=[2023, 2024, 2025], mirror={"wait": "lower"})
    fared = found.sheets["persistence"].row(0, named=True)
    assert fared["held_up"] > 2 * fared["by_chance"]
    assert "mirror_flag" in found.sheets["units"].columns


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"got": -1}, "never below zero"),
        ({"got": 2.5}, "whole numbers"),
        ({"of": 0.5, "got": 1}, "more than “of”"),
        ({"got": 0}, "same value in every row"),
    ],
)
def test_a_count_that_cannot_be_is_named(change, said):
    frame, _truth = posts(1, units=60)
    where = pl.lit(value=True) if change == {"got": 0} else pl.int_range(pl.len()) == 4
    wrong = frame.with_columns(
        pl.when(where).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
        for name, value in change.items()
    )
    with pytest.raises(ColumnError, match=said):
        asked(wrong)


def test_nobody_eligible_is_left_out_and_counted():
    frame, _truth = posts(1, units=60)
    gone = pl.int_range(pl.len()) < 3
    found = asked(
        frame.with_columns(
            got=pl.when(gone).then(0).otherwise("got"), of=pl.when(gone).then(0).otherwise("of")
        )
    )
    assert ("denominator not above zero", "of", 3) in found.sheets["exclusions"].rows()


def test_a_circumstance_that_says_never_is_named():
    frame, _truth = posts(1, units=200)
    cut = frame.with_columns(town=pl.when(pl.col("post") < 100).then(pl.lit("a")).otherwise(pl.lit("b")))
    cut = cut.with_columns(got=pl.when(pl.col("town") == "a").then(0).otherwise("got"))
    with pytest.raises(ColumnError, match="without exception"):
        asked(cut, context=["town"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"exposure": "far", "context": ()}, "does not go with"),
        ({"standard_error": "far", "context": ()}, "does not go with"),
        ({"bounds": (0, 1)}, "does not go with"),
        ({"group": "far", "context": ()}, "does not go with"),
        ({"denominator": "far"}, "more than one part"),
    ],
)
def test_options_that_do_not_go_with_counts(change, said):
    frame, _truth = posts(1, units=60)
    with pytest.raises(OptionError, match=said):
        asked(frame, **change)


def test_units_that_were_counted_once_say_so():
    frame, _truth = posts(1, units=200, years=1)
    assert "OneCountEach" in names(asked(frame, period=None))


def test_differences_that_are_all_chance():
    """With no truth at all the variance lands on its boundary in about half of all tables."""
    empty = [asked(posts(seed, units=60, spread=0.0)[0]) for seed in range(8)]
    assert any("AllChance" in names(found) for found in empty)
    assert all(found.values["selected"] <= 6 for found in empty)
