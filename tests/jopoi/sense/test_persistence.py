"""Whether a list holds up: regression to the mean by the book, and Michigan's schools."""

import numpy as np
import polars as pl
import pytest
from scipy.stats import norm

from jopoi.sense import Screening, screen
from jopoi.sense._persistence import hold_out, top_share


@pytest.fixture(scope="module")
def two_years():
    """20,000 units in two years whose figures correlate by .6: variance .6 lasts, .4 is chance."""
    rng = np.random.default_rng(99)
    units = 20_000
    lasting = rng.normal(0.0, np.sqrt(0.6), units)
    seen = lasting + rng.normal(0.0, np.sqrt(0.4), (2, units))
    frame = pl.DataFrame(
        {
            "unit": np.tile(np.arange(units), 2),
            "year": np.repeat([1, 2], units),
            "figure": seen.ravel(),
            "error": np.full(2 * units, np.sqrt(0.4)),
        }
    )
    found = screen(frame, unit="unit", outcome="figure", period="year", standard_error="error", confirm=[2])
    return {row["list"]: row for row in found.sheets["persistence"].to_dicts()}


def test_the_top_tenth_averages_1_755_and_falls_back_to_1_053(two_years):
    plain = two_years["plain top share"]
    assert norm.pdf(norm.ppf(0.9)) / 0.1 == pytest.approx(1.755, abs=5e-4)
    # 2,000 units: standard errors of .009 (cut off below) and .018 (full width); three of each allowed.
    assert plain["effect_before"] == pytest.approx(1.755, abs=0.03)
    assert plain["effect_after"] == pytest.approx(0.6 * 1.755, abs=0.055)
    assert plain["effect_expected"] == pytest.approx(1.053, abs=0.03)


def test_as_many_hold_up_as_regression_to_the_mean_leaves(two_years):
    for row in two_years.values():
        wobble = np.sqrt(row["with_records"]) * 0.5
        assert row["held_up"] == pytest.approx(row["by_regression_to_the_mean"], abs=3 * wobble)
        assert row["by_chance"] == pytest.approx(0.1 * row["with_records"])


def test_michigan_keeps_67_of_167_where_chance_keeps_17(michigan_confirmed):
    lists = {row["list"]: row for row in michigan_confirmed.sheets["persistence"].to_dicts()}
    plain = lists["plain top share"]
    assert (plain["units"], plain["held_up"]) == (167, 67)
    assert plain["by_chance"] == pytest.approx(16.7, abs=0.15)


def test_more_of_our_list_than_of_the_plain_one_holds_up_in_michigan(michigan_confirmed):
    shortlist, plain = michigan_confirmed.sheets["persistence"].to_dicts()
    assert shortlist["list"] == "shortlist"
    assert shortlist["held_up"] / shortlist["with_records"] > plain["held_up"] / plain["with_records"]
    units = michigan_confirmed.sheets["shortlist"]
    assert units["held_up"].sum() == shortlist["held_up"]


def test_the_held_out_years_do_not_touch_the_screening(michigan, michigan_confirmed):
    early = michigan.filter(pl.col("year") < 1996)
    alone = screen(
        early, unit="schid", outcome="math4", period="year", context=["lunch", "lenrol"], group="distid"
    )
    found = michigan_confirmed.sheets["units"].select("unit", "posterior_mean", "selected")
    joined = alone.sheets["units"].join(found, on="unit")
    assert len(joined) == len(found)
    assert joined["selected"].to_list() == joined["selected_right"].to_list()
    assert joined["posterior_mean"].to_numpy() == pytest.approx(
        joined["posterior_mean_right"].to_numpy(), abs=1e-5
    )


def test_a_unit_without_later_records_is_neither_up_nor_down(schools, ask):
    gone = schools.filter((pl.col("school") != "s010") | (pl.col("year") < 1997))
    units = ask(gone, confirm=[1997, 1998]).sheets["units"]
    row = units.row(by_predicate=pl.col("unit") == "s010", named=True)
    assert row["confirm_effect"] is None
    assert row["held_up"] is None
    assert row["selected"] is not None


def test_a_unit_with_only_later_records_is_left_out_and_said_so(schools, ask):
    new = schools.filter((pl.col("school") != "s010") | (pl.col("year") >= 1997))
    found = ask(new, confirm=[1997, 1998])
    assert found.sheets["left_out"].rows() == [("s010", 2, "no complete row in the screened periods")]
    assert "s010" not in found.sheets["units"]["unit"]


def test_a_list_that_falls_back_is_told_so(schools, ask):
    undone = schools.with_columns(
        pl.col("score") - 18 * (pl.col("school").str.ends_with("0") & (pl.col("year") > 1995))
    )
    found = ask(undone, confirm=[1996, 1997, 1998])
    assert found.values["confirm_held_up"] == 0
    assert "FellBack" in {caution.name for caution in found.warnings}


def test_places_in_the_held_out_top_are_counted_among_those_seen():
    after = hold_out(np.array([3.0, np.nan, 1.0, 2.0, 0.0]), np.ones(5), 0.5)
    assert after.again.tolist() == [True, False, False, True, False]
    assert (after.units, after.edge, after.share) == (4, 2.0, 0.5)


def test_the_plain_top_share_looks_only_at_units_that_can_be_compared():
    among = np.array([True, False, True, True])
    assert top_share(np.array([1.0, 9.0, 3.0, 2.0]), 0.4, among).tolist() == [2]


def test_michigan_survives_being_written_and_read(michigan_confirmed):
    again = Screening.from_json(michigan_confirmed.to_json(figures=False))
    assert again.summary() == michigan_confirmed.summary()
    assert again.spec == michigan_confirmed.spec
    assert again.warnings == michigan_confirmed.warnings
    for name, sheet in michigan_confirmed.sheets.items():
        assert again.sheets[name].equals(sheet), name
