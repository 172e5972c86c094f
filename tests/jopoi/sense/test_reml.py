"""Variances by restricted maximum likelihood, beside lme4, metafor, sae and statsmodels."""

import numpy as np
import polars as pl
import pytest
import statsmodels.formula.api as smf

from benchmarks.known_truth import World, draw
from jopoi.sense import screen
from tests.jopoi.sense.made_up import health_posts

# Our search and lme4's stop at slightly different points of a flat top: both are right to 1e-6.
AGREES = {"rel": 1e-6, "abs": 1e-6}


def coefficients(found):
    sheet = found.sheets["coefficients"]
    return dict(zip(sheet["term"], sheet.select("estimate", "standard_error").rows(), strict=True))


def test_inner_london_has_the_variances_of_lme4(exam):
    found, lme4 = exam
    school, residual = (part["vcov"] for part in lme4["varcorr"])
    assert found.values["effect_variance"] == pytest.approx(school, **AGREES)
    assert found.values["noise_variance"] == pytest.approx(residual, **AGREES)


def test_inner_london_has_the_coefficients_of_lme4(exam):
    found, lme4 = exam
    for ours, theirs in {"constant": "(Intercept)", "standLRT": "standLRT"}.items():
        expected = (lme4["fixef"][theirs], lme4["fixef_se"][theirs])
        assert coefficients(found)[ours] == pytest.approx(expected, **AGREES)


def test_milk_by_area_has_the_variance_of_metafor_and_sae(reference):
    frame, numbers = reference("fay_herriot_milk")
    found = screen(
        frame.with_columns(pl.col("MajorArea").cast(pl.String)),
        unit="SmallArea", outcome="yi", standard_error="SD", context=["MajorArea"],
    )  # fmt: skip
    assert found.values["effect_variance"] == pytest.approx(numbers["metafor_REML"]["tau2"], **AGREES)
    estimates = [estimate for estimate, _ in coefficients(found).values()]
    errors = [error for _, error in coefficients(found).values()]
    assert estimates == pytest.approx(numbers["sae_REML"]["beta"], **AGREES)
    assert errors == pytest.approx(numbers["sae_REML"]["beta_se"], **AGREES)


def test_eight_schools_have_no_variance_of_their_own(reference):
    frame, numbers = reference("eb_eight_schools")
    found = screen(frame, unit="school", outcome="y", standard_error="s")
    mean, error = coefficients(found)["constant"]
    assert found.values["effect_variance"] == numbers["metafor_REML"]["tau2"] == 0.0
    assert mean == pytest.approx(numbers["metafor_REML"]["mu"], **AGREES)
    assert error == pytest.approx(numbers["metafor_REML"]["mu_se"], **AGREES)


def test_statsmodels_finds_the_same_in_an_unbalanced_panel():
    frame, _ = draw(World("live", units=150, balanced=False), np.random.default_rng(4))
    found = screen(frame, **World("live").options)
    model = smf.mixedlm("outcome ~ poverty + size + C(period)", frame.to_pandas(), groups="unit")
    theirs = model.fit(reml=True)
    # statsmodels stops where its gradient is small but not nothing, a few parts in 100,000 away.
    assert found.values["noise_variance"] == pytest.approx(theirs.scale, rel=1e-4)
    assert found.values["effect_variance"] == pytest.approx(float(theirs.cov_re.iloc[0, 0]), rel=1e-4)
    ours = [estimate for estimate, _ in coefficients(found).values()]
    order = ["Intercept", "poverty", "size", *(f"C(period)[T.{period}]" for period in (1, 2, 3))]
    assert ours == pytest.approx(theirs.fe_params[order].to_numpy(), rel=1e-5, abs=1e-6)


def test_posts_in_districts_have_the_variances_of_lme4():
    # lme4 1.1.31 under R 4.2.2, on health_posts() written to CSV:
    # lmer(visits ~ distance + factor(year) + (1 | district) + (1 | post), REML = TRUE,
    #      control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12)))
    found = screen(
        health_posts(), unit="post", outcome="visits", period="year", context=["distance"], group="district"
    )
    variances = [found.values[f"{part}_variance"] for part in ("effect", "group", "noise")]
    assert variances == pytest.approx([0.77091850345, 1.47852821091, 1.94054803249], rel=2e-6)
    assert coefficients(found)["constant"] == pytest.approx((50.563482591862, 0.5912551746234), **AGREES)
    assert coefficients(found)["distance"] == pytest.approx((-0.333874829894, 0.0290392789934), **AGREES)
    assert coefficients(found)["year = 2022"] == pytest.approx((1.860283964206, 0.3288106734212), **AGREES)


def test_scatter_beyond_the_given_errors_widens_them():
    world = World("given", units=200, given_error=True)
    frame, _ = draw(world, np.random.default_rng(1))
    found = screen(frame.with_columns(pl.col("error") / 2), **world.options)
    assert found.values["overdispersion"] == pytest.approx(4.0, rel=0.15)
    assert "MoreScatter" in {caution.name for caution in found.warnings}
