"""Bad input gets one clear error that names the column, and the rows where there are some."""

import re

import duckdb
import polars as pl
import pytest

from jopoi.errors import ColumnError, OptionError, TableError


def at(row, value, column="score"):
    """An expression that changes one cell, counted from row 1."""
    return pl.when(pl.int_range(pl.len()) == row - 1).then(pl.lit(value)).otherwise(column).alias(column)


def refusal(kind, ask, frame, **changes):
    with pytest.raises(kind) as caught:
        ask(frame, **changes)
    return str(caught.value)


def test_text_in_row_4711_is_found(schools, ask):
    many = pl.concat([schools] * 10).with_columns(pl.col("score").cast(pl.String))
    said = refusal(ColumnError, ask, many.with_columns(at(4711, "n/a")))
    assert re.search(r"“score” has text in 1 row.*4,711.*“n/a”", said)


def test_text_in_a_pandas_column_of_mixed_type_is_found(schools, ask):
    mixed = schools.to_pandas()
    mixed["score"] = mixed["score"].astype(object)
    mixed.loc[9, "score"] = "n/a"
    assert re.search(r"“score”.*row.* 10 \(“n/a”\)", refusal(ColumnError, ask, mixed))


@pytest.mark.parametrize("column", ["score", "poverty", "drop_out", "doubt"])
@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_infinities_are_refused_and_counted(column, value, schools, ask):
    frame = schools.with_columns(at(10, value, column))
    said = refusal(ColumnError, ask, frame, mirror="drop_out", standard_error="doubt")
    assert f"“{column}” holds infinite or impossibly large values (1; rows 10)" in said


def test_a_missing_column_is_named_with_those_there_are(schools, ask):
    said = refusal(ColumnError, ask, schools, outcome="scores")
    assert "“scores” is not in the table" in said
    assert "“score”" in said


def test_a_column_that_is_all_missing_is_named(schools, ask):
    empty = schools.with_columns(poverty=pl.lit(None, dtype=pl.Float64))
    assert "“poverty” is empty" in refusal(ColumnError, ask, empty)


def test_two_columns_of_one_name_are_refused(schools, ask):
    frame = schools.to_pandas()
    frame.columns = [*frame.columns[:-1], "score"]
    assert "more than one column called “score”" in refusal(ColumnError, ask, frame)


@pytest.mark.parametrize("frame", [None, [1, 2], {"school": ["a"]}, "schools.csv"])
def test_what_is_not_a_table_is_refused(frame, ask):
    assert "is not one" in refusal(TableError, ask, frame)


@pytest.mark.parametrize(
    "empty", [lambda frame: frame.head(0), lambda frame: duckdb.from_arrow(frame.head(0).to_arrow())]
)
def test_an_empty_table_is_refused(empty, schools, ask):
    assert "empty" in refusal(TableError, ask, empty(schools))


def test_a_unit_that_is_the_rows_own_number_is_refused(schools, ask):
    said = refusal(TableError, ask, schools.with_row_index("number"), unit="number")
    assert "“number” stands in one row only (480 rows)" in said
    assert "standard error" in said


def test_one_period_is_not_enough_without_standard_errors(schools, ask):
    one = schools.filter(pl.col("year") == 1993)
    assert "cannot be told apart" in refusal(TableError, ask, one)
    assert ask(one, standard_error="doubt").values["periods"] == 1


def test_an_outcome_that_never_varies_is_refused(schools, ask):
    assert "same value in every row" in refusal(ColumnError, ask, schools.with_columns(score=pl.lit(70)))


def test_too_few_units_for_the_expectation_are_refused(schools, ask):
    said = refusal(TableError, ask, schools.filter(pl.col("school") < "s005"))
    assert "There are 5 units" in said


def test_a_context_with_a_level_a_row_is_refused(schools, ask):
    frame = schools.with_columns(note=pl.col("school") + pl.col("year").cast(pl.String))
    assert "“note” has more than 60 different values" in refusal(ColumnError, ask, frame, context=["note"])


def test_a_column_plays_one_part_only(schools, ask):
    assert "more than one part" in refusal(OptionError, ask, schools, context=["score"])
    assert "more than one part" in refusal(OptionError, ask, schools, context=["poverty", "poverty"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"confirm": [2020]}, "2020"),
        ({"confirm": range(1993, 1999)}, "every period"),
        ({"confirm": [1993], "period": None}, "needs `period`"),
        ({"bounds": (100, 0)}, "Got 100 and 0"),
        ({"top": 0.0}, "`top`"),
        ({"top": 0.6}, "`top`"),
        ({"false_share": 1.0}, "`false_share`"),
        ({"capacity": 0}, "`capacity`"),
        ({"rng": -1}, "`rng`"),
        ({"mirror": {"drop_out": "best"}}, "`mirror`"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(changes, said, schools, ask):
    assert said in refusal(OptionError, ask, schools, **changes)


def test_unknown_periods_come_with_those_there_are(schools, ask):
    assert "1993, 1994, 1995, 1996, 1997 and 1998" in refusal(OptionError, ask, schools, confirm=[2020])


def test_bounds_that_leave_nothing_name_the_outcome(schools, ask):
    assert "“score”" in refusal(ColumnError, ask, schools, bounds=(200, 300))


def test_errors_speak_spanish(schools, ask):
    with pytest.raises(ColumnError) as caught:
        ask(schools, outcome="scores")
    assert "La columna «scores» no está en la tabla" in caught.value.say("es")


def test_figures_carried_forward_show_no_chance(schools, ask):
    frozen = schools.with_columns(score=pl.col("score").mean().over("school"))
    assert "each unit does the same in every period" in refusal(ColumnError, ask, frozen)


def test_a_group_for_each_unit_is_no_group(schools, ask):
    alone = schools.with_columns(alone=pl.col("school"))
    assert "Each unit is a group of its own in “alone”" in refusal(OptionError, ask, alone, group="alone")


@pytest.mark.parametrize(
    ("mirror", "says"),
    [
        (pl.lit(None, dtype=pl.Float64), "Mirror “side” has no value in the screened rows"),
        (pl.when(pl.col("year") == pl.col("year").min()).then("score"), "Mirror “side” has one value a unit"),
    ],
)
def test_a_mirror_that_shows_nothing_is_named(mirror, says, schools, ask):
    assert says in refusal(ColumnError, ask, schools.with_columns(side=mirror), mirror="side")


def test_standard_errors_in_different_units_are_refused(schools, ask):
    said = refusal(ColumnError, ask, schools.with_columns(at(4, 1e-12, "doubt")), standard_error="doubt")
    assert "some must be in another unit" in said


@pytest.mark.parametrize(
    "outcome",
    [pl.concat_list("score"), pl.duration(days=pl.col("score").cast(pl.Int64)), pl.date(2020, 1, 1)],
)
def test_an_outcome_of_another_kind_is_refused(outcome, schools, ask):
    assert "not numbers" in refusal(ColumnError, ask, schools.with_columns(score=outcome))


def test_values_that_no_sum_can_hold_are_refused(schools, ask):
    said = refusal(ColumnError, ask, schools.with_columns(score=pl.col("score") * 1e200))
    assert "impossibly large" in said
