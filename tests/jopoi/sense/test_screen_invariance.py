"""What must not matter does not: order, units of measurement, direction, names."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from jopoi.sense import screen
from tests.contract.examples import schools as made_up_schools
from tests.jopoi.sense.conftest import SCHOOLS

MEASURES = ["effect", "posterior_mean", "lower", "upper"]
few = settings(max_examples=12, deadline=None)
seeds = st.integers(0, 2**16)


def units(frame, **changes):
    return screen(frame, **{**SCHOOLS, **changes}).sheets["units"]


def same(found, expected, *, scale=1.0):
    """Whether two screenings agree to what a search that stops 1e-9 apart allows, in scaled units."""
    for name in MEASURES:
        assert found[name].to_numpy() == pytest.approx(
            scale * expected[name].to_numpy(), rel=1e-6, abs=1e-6 * scale
        )
    assert found["tail_probability"].to_numpy() == pytest.approx(
        expected["tail_probability"].to_numpy(), abs=1e-6
    )
    assert found["selected"].to_list() == expected["selected"].to_list()


@few
@given(seed=seeds)
def test_the_order_of_rows_does_not_matter(seed):
    frame = made_up_schools()
    same(units(frame.sample(fraction=1.0, shuffle=True, seed=seed)), units(frame))


@few
@given(scale=st.floats(1e-4, 1e4), shift=st.floats(-1e5, 1e5))
def test_the_outcomes_unit_of_measurement_does_not_matter(scale, shift):
    frame = made_up_schools()
    same(units(frame.with_columns(score=scale * pl.col("score") + shift)), units(frame), scale=scale)


@few
@given(scale=st.floats(1e-6, 1e6), shift=st.floats(-1e6, 1e6))
def test_the_contexts_unit_of_measurement_does_not_matter(scale, shift):
    frame = made_up_schools()
    same(units(frame.with_columns(poverty=scale * pl.col("poverty") + scale * shift)), units(frame))


def test_lower_is_better_is_the_mirror_image():
    frame = made_up_schools()
    plain, turned = units(frame), units(frame.with_columns(-pl.col("score")), higher_is_better=False)
    for name in ("effect", "posterior_mean", "observed", "expected"):
        assert turned[name].to_numpy() == pytest.approx(-plain[name].to_numpy(), rel=1e-12)
    assert turned["lower"].to_numpy() == pytest.approx(-plain["upper"].to_numpy(), rel=1e-12)
    for name in ("tail_probability", "standard_error"):
        assert turned[name].to_numpy() == pytest.approx(plain[name].to_numpy(), rel=1e-9)
    for name in ("unit", "selected", "grade", "steady"):
        assert turned[name].to_list() == plain[name].to_list()


def test_what_all_share_in_a_period_is_nobodys_merit():
    frame = made_up_schools()
    same(units(frame.with_columns(pl.col("score") + 50 * (pl.col("year") == 1995))), units(frame))


def test_what_a_district_shares_is_taken_out_with_group():
    frame = made_up_schools()
    rich = frame.with_columns(pl.col("score") + 100 * (pl.col("district") == "d0"))
    lucky = rich.filter(pl.col("district") == "d0")["school"].unique().to_list()
    counted = pl.col("unit").is_in(lucky) & pl.col("selected")
    assert units(rich).filter(counted).height >= 7
    assert units(rich, group="district").filter(counted).height <= 4


def test_indicators_of_a_text_column_equal_numbers_made_by_hand():
    frame = made_up_schools().with_columns(
        place=pl.when(pl.col("poverty") > 40).then(pl.lit("urban")).otherwise(pl.lit("rural"))
    )
    by_hand = frame.with_columns(place=(pl.col("place") == "urban").cast(pl.Int8))
    same(units(frame, context=["place"]), units(by_hand, context=["place"]))


def test_equal_units_keep_the_order_of_their_labels():
    frame = made_up_schools()
    star = frame.filter(pl.col("school") == "s020")
    twin = star.with_columns(school=pl.lit("s020 again"))
    found = screen(pl.concat([twin, frame]), **SCHOOLS)
    places = found.sheets["shortlist"]["unit"].to_list()
    assert places.index("s020 again") == places.index("s020") + 1
    tails = dict(found.sheets["units"].select("unit", "tail_probability").rows())
    assert tails["s020"] == pytest.approx(tails["s020 again"], rel=1e-12)


def test_the_same_call_gives_the_same_result():
    first, second = (screen(made_up_schools(), **SCHOOLS) for _ in range(2))
    # Threads add in the order in which they finish, so that the last digits may differ.
    for name, sheet in first.sheets.items():
        assert_frame_equal(second.sheets[name], sheet, rel_tol=1e-9, abs_tol=1e-12)
    assert second.input_digest == first.input_digest
    assert second.summary() == first.summary()
