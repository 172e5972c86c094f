"""Groups taken out, lists that crowd in one group, and indicators held up as a mirror."""

import polars as pl
import pytest

from jopoi.sense import screen
from tests.jopoi.sense.conftest import MICHIGAN


def caution(found, name):
    return next((caution for caution in found.warnings if caution.name == name), None)


def test_michigans_list_is_told_to_crowd_in_one_district(michigan_confirmed):
    told = caution(michigan_confirmed, "OneGroup")
    listed = michigan_confirmed.sheets["shortlist"]["group"]
    assert told.facts["group"] == "82010"
    assert told.facts["selected"] == (listed == 82010).sum()
    assert told.facts["of"] == len(listed)
    assert told.facts["selected"] / told.facts["of"] > 3 * told.facts["units"]


def test_concentration_counts_the_list_by_group(michigan_confirmed):
    sheet, units = (michigan_confirmed.sheets[name] for name in ("concentration", "units"))
    counted = units.group_by("group").agg(pl.col("selected").sum(), units=pl.len())
    joined = sheet.join(counted, on="group")
    assert joined["selected"].to_list() == joined["selected_right"].to_list()
    assert joined["units"].to_list() == joined["units_right"].to_list()
    assert sheet["selected"].sum() == michigan_confirmed.values["selected"]
    assert sheet["share"].sum() == pytest.approx(1.0)


def test_what_the_list_would_be_with_the_groups_left_in(michigan, michigan_confirmed):
    left_in = screen(michigan, **MICHIGAN, confirm=[1996, 1997, 1998], rng=1)
    kept = michigan_confirmed.sheets["concentration"]["selected_if_kept"].sum()
    assert kept == left_in.values["selected"] > michigan_confirmed.values["selected"]


def test_a_unit_that_changed_its_group_is_counted_once_and_said_so(schools, ask):
    moved = schools.with_columns(
        district=pl.when((pl.col("school") == "s004") & (pl.col("year") > 1995))
        .then(pl.lit("d7"))
        .otherwise("district")
    )
    found = ask(moved, group="district")
    assert caution(found, "SeveralGroups").facts["units"] == 1
    assert len(found.sheets["units"]) == 80


def test_groups_without_an_effect_change_nothing(schools, ask):
    one = schools.with_columns(country=pl.lit("PY"))
    with_group, without = ask(one, group="country"), ask(one)
    assert with_group.values["group_variance"] == 0.0
    assert with_group.sheets["units"]["selected"].to_list() == without.sheets["units"]["selected"].to_list()


@pytest.fixture
def bought(schools):
    """The schools, of which s010 and s020 buy their scores with drop-outs."""
    guilty = pl.col("school").is_in(["s010", "s020"])
    return schools.with_columns(pl.col("drop_out") + 15 * guilty)


def test_a_unit_bought_with_a_bad_mirror_is_flagged(bought, ask):
    found = ask(bought, mirror={"drop_out": "lower"})
    flagged = set(found.sheets["units"].filter("mirror_flag")["unit"])
    assert {"s010", "s020"} <= flagged
    listed = found.sheets["shortlist"].filter("mirror_flag").height
    assert caution(found, "BadMirror").facts["flagged"] == listed >= 1


def test_a_mirror_knows_which_way_is_better(bought, ask):
    lower, higher = (
        ask(bought, mirror={"drop_out": better}).sheets["mirror"] for better in ("lower", "higher")
    )
    assert lower["effect"].to_numpy() == pytest.approx(higher["effect"].to_numpy())
    assert lower["worse_probability"].to_numpy() == pytest.approx(
        1.0 - higher["worse_probability"].to_numpy(), abs=1e-9
    )
    assert ask(bought, mirror="drop_out").spec.mirror == {"drop_out": "higher"}


def test_a_mirror_does_not_change_who_is_listed(bought, ask):
    with_mirror, without = ask(bought, mirror={"drop_out": "lower"}), ask(bought)
    assert with_mirror.sheets["shortlist"]["unit"].to_list() == without.sheets["shortlist"]["unit"].to_list()


def test_a_gap_in_the_mirror_costs_no_unit_its_place(bought, ask):
    gaps = bought.with_columns(drop_out=pl.when(pl.col("school") < "s040").then(None).otherwise("drop_out"))
    found = ask(gaps, mirror={"drop_out": "lower"})
    assert found.values["units"] == 80
    assert found.values["rows_left_out"] == 0
    assert len(found.sheets["mirror"]) == 40
