"""What each option of a screening does."""

import polars as pl
import pytest

from jopoi.errors import ColumnError, OptionError
from jopoi.sense import backtest, cases, multiverse, quantiles, ranks, screen
from tests.jopoi.sense.conftest import SCHOOLS


def names(found):
    return {caution.name for caution in found.warnings}


def test_the_gifted_schools_are_found(schools, ask):
    found = ask(schools)
    gifted = {f"s{number:03}" for number in range(0, 80, 10)}
    listed = set(found.sheets["shortlist"]["unit"])
    assert len(listed & gifted) >= 6
    assert len(listed - gifted) <= 1


def test_the_announced_false_share_is_the_mean_doubt_of_the_list(schools, ask):
    found = ask(schools)
    doubt = 1.0 - found.sheets["shortlist"]["tail_probability"]
    assert found.values["expected_false_share"] == pytest.approx(doubt.mean())
    assert found.values["expected_false_share"] <= 0.20
    assert found.values["expected_false"] == pytest.approx(doubt.sum())


def test_a_stricter_bound_gives_the_head_of_the_same_list(schools, ask):
    strict, loose = (
        ask(schools, false_share=share).sheets["shortlist"]["unit"].to_list() for share in (0.05, 0.4)
    )
    assert len(strict) < len(loose)
    assert loose[: len(strict)] == strict


def test_a_wider_top_lowers_the_bar(schools, ask):
    fifth, tenth = (ask(schools, top=top) for top in (0.2, 0.1))
    assert 0 < fifth.values["bar"] < tenth.values["bar"]
    assert fifth.values["selected"] > tenth.values["selected"]


def test_capacity_takes_the_surest(schools, ask):
    assert (
        ask(schools, capacity=3).sheets["shortlist"]["unit"].to_list()
        == (ask(schools).sheets["shortlist"]["unit"].to_list()[:3])
    )


def test_capacity_beyond_the_list_changes_nothing(schools, ask):
    assert ask(schools, capacity=1000).values["selected"] == ask(schools).values["selected"]


def test_only_the_listed_have_a_grade(schools, ask):
    units = ask(schools).sheets["units"]
    assert units.filter("selected")["grade"].is_in(["A", "B", "C"]).all()
    assert units.filter(~pl.col("selected"))["grade"].is_null().all()
    assert units["unit"].is_sorted()


def test_rows_outside_the_bounds_are_left_out_and_counted(schools, ask):
    outside = schools.filter(~pl.col("score").is_between(20, 75)).height
    found = ask(schools, bounds=(20, 75))
    assert found.sheets["exclusions"].rows() == [("outside bounds", "score", outside)]
    assert found.values["rows_left_out"] == outside > 0
    assert "RowsLeftOut" in names(found)


def test_missing_cells_are_left_out_by_cause_and_nothing_is_filled_in(schools, ask):
    gaps = schools.with_columns(
        score=pl.when(pl.int_range(pl.len()) < 5).then(None).otherwise("score"),
        poverty=pl.when(pl.int_range(pl.len()).is_between(4, 7)).then(float("nan")).otherwise("poverty"),
    )
    found = ask(gaps)
    assert dict(found.sheets["exclusions"].select("column", "rows").rows()) == {"score": 5, "poverty": 4}
    assert found.values["rows_left_out"] == 8
    assert found.sheets["units"]["rows"].sum() == 480 - 8


def test_a_unit_without_a_complete_row_is_named_with_the_reason(schools, ask):
    gone = schools.with_columns(score=pl.when(pl.col("school") != "s033").then("score"))
    found = ask(gone)
    assert found.sheets["left_out"].rows() == [("s033", 6, "no complete row")]
    assert found.values["units"] == 79


def test_context_that_adds_nothing_is_dropped_and_said_so(schools, ask):
    double = schools.with_columns(twice=2 * pl.col("poverty") + 1)
    found, plain = ask(double, context=["poverty", "twice"]), ask(schools, context=["poverty"])
    assert "RedundantContext" in names(found)
    assert found.sheets["units"]["effect"].to_numpy() == pytest.approx(
        plain.sheets["units"]["effect"].to_numpy()
    )


def test_a_text_context_gets_an_indicator_a_level(schools, ask):
    terms = ask(schools, context=["poverty", "district"]).sheets["coefficients"]["term"].to_list()
    assert [term for term in terms if term.startswith("district")] == [
        f"district = d{k}" for k in range(1, 8)
    ]


@pytest.mark.parametrize(
    "written", [[1996, 1997], ["1996", "1997"], [1996.0, 1997.0], (y for y in (1996, 1997))]
)
def test_periods_to_confirm_on_may_be_written_in_any_way(written, schools, ask):
    assert ask(schools, confirm=written).spec.confirm == ("1996", "1997")


def test_repeated_rows_are_counted_and_said_so(schools, ask):
    found = ask(pl.concat([schools, schools.head(7)]))
    repeated = next(caution for caution in found.warnings if caution.name == "RepeatedRows")
    assert repeated.facts["rows"] == 7


def test_the_range_of_lists_over_what_is_not_known_is_shown(schools, ask):
    cases = {row["case"]: row for row in ask(schools).sheets["sensitivity"].to_dicts()}
    assert (
        cases["low"]["effect_variance"]
        < cases["estimate"]["effect_variance"]
        < cases["high"]["effect_variance"]
    )
    steady = ask(schools).sheets["units"]["steady"].sum()
    assert steady <= min(case["selected"] for case in cases.values())


def test_if_all_is_chance_nobody_is_listed(schools, ask):
    level = schools.with_columns(pl.col("score") - pl.col("score").mean().over("school"))
    found = ask(level, context=[])
    assert found.values["effect_variance"] == 0.0
    assert found.values["selected"] == 0
    assert found.warnings[0].name == "AllChance"


def test_a_list_that_rests_on_few_periods_says_so(schools, ask):
    thin = schools.filter((pl.col("year") < 1995) | ~pl.col("school").str.ends_with("0"))
    found = ask(thin)
    caution = next(caution for caution in found.warnings if caution.name == "FewPeriods")
    assert caution.facts["few"] == found.sheets["shortlist"].filter(pl.col("periods") <= 3).height > 0


def test_few_units_are_said_to_be_few(schools, ask):
    some = schools.filter(pl.col("school").rank("dense") <= 40)
    assert "FewUnits" in names(ask(some))
    assert "FewUnits" not in names(ask(schools))


def test_rows_that_are_not_periods_are_not_counted_as_such(schools, ask):
    uneven = schools.filter(
        (pl.col("year") < pl.col("year").max() - 2) | (pl.col("school").rank("dense") > 30)
    )
    assert "FewPeriods" not in names(ask(uneven, period=None))


@pytest.mark.parametrize("method", [screen, backtest, cases, multiverse, ranks])
def test_what_units_do_is_refused_as_context(schools, method):
    with pytest.raises(OptionError, match="“spending” is what units do"):
        method(schools, **{**SCHOOLS, "practices": ["spending"]})


def test_what_units_do_is_refused_as_context_of_a_bar(schools):
    asked = {
        "unit": "school",
        "outcome": "score",
        "context": ["poverty", "spending"],
        "practices": ["spending"],
    }
    with pytest.raises(OptionError, match="“spending” is what units do"):
        quantiles(schools, **asked)
    found = quantiles(schools, **asked, practices_in_context="allowed")
    assert found.warnings[0].name == "PracticesTakenOut"
    with pytest.raises(ColumnError, match="nobody"):
        quantiles(schools, **asked | {"practices": ["nobody"]})


def test_what_units_do_may_be_forced_with_a_caution(schools, ask):
    found = ask(schools, practices=["spending"], practices_in_context="allowed")
    assert found.warnings[0].name == "PracticesTakenOut"
    assert "“spending”" in found.headline()[1] + found.summary()
    plain = ask(schools)
    assert found.sheets["units"].equals(plain.sheets["units"])


def test_an_optional_context_that_units_do_is_refused_too(schools):
    options = {**SCHOOLS, "context": ["poverty"], "optional": ["spending"], "practices": "spending"}
    with pytest.raises(OptionError, match="what units do"):
        multiverse(schools, **options)


def test_a_practice_that_the_table_lacks_is_named(schools, ask):
    with pytest.raises(ColumnError, match="“spendin”"):
        ask(schools, practices=["spendin"])
