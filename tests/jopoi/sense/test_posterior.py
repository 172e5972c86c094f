"""Effects and what is left of them: beside lme4, beside brute force, and by the formula."""

import numpy as np
import polars as pl
import pytest

from jopoi.sense import screen
from tests.jopoi.sense.made_up import health_posts

POSTS = {"unit": "post", "outcome": "visits", "period": "year", "context": ["distance"]}


def column(found, name):
    return found.sheets["units"][name].to_numpy()


def test_inner_london_has_the_posterior_of_lme4(exam):
    found, lme4 = exam
    ranef = lme4["ranef"][0]
    assert column(found, "unit").tolist() == [int(level) for level in ranef["level"]]
    # Both programs stop where the restricted likelihood is flat to rounding: 1e-6 and better.
    assert column(found, "posterior_mean") == pytest.approx(np.array(ranef["blup"]), abs=1e-6)
    assert column(found, "posterior_sd") == pytest.approx(np.array(ranef["cond_sd"]), abs=1e-6)


def test_milk_by_area_has_the_predictions_of_metafor_and_sae(reference):
    frame, numbers = reference("fay_herriot_milk")
    areas = frame.with_columns(pl.col("MajorArea").cast(pl.String))
    found = screen(areas, unit="SmallArea", outcome="yi", standard_error="SD", context=["MajorArea"])
    major = {str(k + 1): shift for k, shift in enumerate([0.0, *numbers["sae_REML"]["beta"][1:]])}
    level = numbers["sae_REML"]["beta"][0] + np.array([major[name] for name in areas["MajorArea"]])
    predicted = level + column(found, "posterior_mean")
    assert predicted == pytest.approx(np.array(numbers["sae_REML"]["eblup"]), abs=1e-7)
    assert predicted == pytest.approx(np.array(numbers["metafor_REML"]["blup"]), abs=1e-7)


def test_posts_in_districts_have_the_posterior_of_lme4():
    # Made as the variances in test_reml.py: ranef(fit, condVar = TRUE)$post, the first six posts.
    found = screen(health_posts(), **POSTS, group="district")
    blup = [
        -0.0110857227196,
        -0.4177821158112,
        0.2297084653348,
        0.4256394401989,
        0.0163598199121,
        -0.2589334442279,
    ]
    late, full = 0.636486528202, 0.581405549568
    assert column(found, "posterior_mean")[:6] == pytest.approx(blup, abs=2e-6)
    assert column(found, "posterior_sd")[:6] == pytest.approx([late, full, full] * 2, abs=2e-6)
    assert np.sum(column(found, "posterior_mean") ** 2) == pytest.approx(19.14193839629, rel=2e-6)
    assert np.sum(column(found, "posterior_sd") ** 2) == pytest.approx(17.29887882749, rel=2e-6)


def brute_force(frame, found, grouped):
    """Each unit's mean less its prediction from everything but that mean, at the same variances."""
    values = found.values
    years = sorted(frame["year"].unique())[1:]
    terms = np.column_stack(
        [np.ones(len(frame)), frame["distance"], *(frame["year"].to_numpy() == year for year in years)]
    )
    labels = frame["post"].unique().sort().to_list()
    member = (frame["post"].to_numpy()[:, None] == np.array(labels)).astype(float)
    rows = member.sum(axis=0)
    mean_x, mean_y = member.T @ terms / rows[:, None], member.T @ frame["visits"].to_numpy() / rows
    within_x, within_y = terms - member @ mean_x, frame["visits"].to_numpy() - member @ mean_y
    district = frame.group_by("post").agg(pl.col("district").first()).sort("post")["district"].to_numpy()
    spread = np.diag(values["effect_variance"] + values["noise_variance"] / rows)
    if grouped:
        spread = spread + values["group_variance"] * (district[:, None] == district)
    effects = []
    for i in range(len(labels)):
        rest = np.arange(len(labels)) != i
        pull = np.linalg.inv(spread[np.ix_(rest, rest)])
        left = mean_x[rest].T @ pull @ mean_x[rest] + within_x.T @ within_x / values["noise_variance"]
        right = mean_x[rest].T @ pull @ mean_y[rest] + within_x.T @ within_y / values["noise_variance"]
        beta = np.linalg.solve(left, right)
        shared = spread[i, rest] @ pull @ (mean_y[rest] - mean_x[rest] @ beta)
        effects.append(mean_y[i] - mean_x[i] @ beta - shared)
    return np.array(effects)


@pytest.mark.parametrize("group", [None, "district"])
def test_a_unit_does_not_set_its_own_expectation(group):
    frame = health_posts(districts=4, posts=3)
    found = screen(frame, **POSTS, group=group)
    assert column(found, "effect") == pytest.approx(brute_force(frame, found, group), rel=1e-8, abs=1e-10)
    assert column(found, "expected") == pytest.approx(column(found, "observed") - column(found, "effect"))


def test_the_posterior_keeps_the_part_of_an_effect_that_is_not_chance():
    found = screen(health_posts(), **POSTS)
    signal = found.values["effect_variance"]
    chance = column(found, "standard_error") ** 2 + column(found, "expected_error") ** 2
    kept = signal / (signal + chance)
    assert column(found, "posterior_mean") == pytest.approx(kept * column(found, "effect"), rel=1e-10)


def test_shrinking_is_stronger_where_periods_are_fewer():
    units = screen(health_posts(), **POSTS).sheets["units"]
    kept = units.with_columns(kept=pl.col("posterior_mean") / pl.col("effect"))
    few, many = (kept.filter(pl.col("periods") == periods)["kept"].mean() for periods in (3, 5))
    assert few < many < 1.0


def test_intervals_are_wider_than_the_posterior_alone():
    found = screen(health_posts(), **POSTS)
    reach = (column(found, "upper") - column(found, "lower")) / 2.0
    assert np.all(reach > 1.959963984540054 * column(found, "posterior_sd"))
    assert (column(found, "upper") + column(found, "lower")) / 2.0 == pytest.approx(
        column(found, "posterior_mean")
    )


def test_with_no_variance_everything_is_shrunk_to_nothing(reference):
    frame, _ = reference("eb_eight_schools")
    found = screen(frame, unit="school", outcome="y", standard_error="s")
    assert np.all(column(found, "posterior_mean") == 0.0)
    assert found.values["selected"] == 0
    assert found.warnings[0].name == "AllChance"
