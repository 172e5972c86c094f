"""A look at a table finds what is wrong with it, says it in a sentence, and drops nothing."""

import duckdb
import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from jopoi.errors import ColumnError, JopoiWarning, OptionError, TableError
from jopoi.files import read_table
from jopoi.sense import Fitness, fitness, screen

pytestmark = pytest.mark.filterwarnings("ignore::jopoi.errors.JopoiWarning")

WHOLE = {"unit": "post", "period": "year", "outcome": "seen", "context": ["far"]}


def posts(**columns):
    """Thirty health posts in four years, with nothing wrong; ``columns`` replaces some."""
    number, year = np.repeat(np.arange(30), 4), np.tile(np.arange(2020, 2024), 30)
    seen = 50.0 + 8.0 * np.sin(12.9898 * (number * 4 + year)) + 3.0 * np.cos(4.1414 * number)
    frame = {"post": [f"p{n:02}" for n in number], "year": year, "seen": seen, "far": np.cos(1.7 * number)}
    return pl.DataFrame(frame | columns)


def names(result):
    return [caution.name for caution in result.warnings]


def column(result, name):
    return result.sheets["columns"].filter(pl.col("column") == name).row(0, named=True)


def test_a_good_table_has_nothing_against_it():
    result = fitness(posts(), **WHOLE)
    assert result.headline() == (
        "All 120 rows can be used; they hold 30 units.",
        "Nothing in the figures themselves speaks against them.",
    )
    assert names(result) == []
    assert (result.values["units"], result.values["periods"]) == (30, 4)


def test_gaps_are_counted_by_column_and_by_period():
    frame = posts().with_columns(seen=pl.when(pl.col("year") == 2021).then(None).otherwise("seen"))
    result = fitness(frame, **WHOLE)
    assert (column(result, "seen")["missing"], column(result, "seen")["missing_share"]) == (30, 0.25)
    gaps = result.sheets["missing_by_period"].filter(pl.col("column") == "seen")["missing"]
    assert gaps.to_list() == [0, 30, 0, 0]
    assert "MissingUnevenly" in names(result)


def test_not_a_number_is_a_gap():
    assert column(fitness(posts(far=[float("nan")] * 60 + [1.0, 2.0] * 30), **WHOLE), "far")["missing"] == 60


def test_double_rows_are_named():
    result = fitness(pl.concat([posts(), posts().head(2)]), **WHOLE)
    assert result.sheets["duplicates"].rows() == [("p00", 2020, 2), ("p00", 2021, 2)]
    assert (
        result.warnings[0]
        .say()
        .startswith(
            "In 2 cases a unit has more than one row in a period, 4 rows in all; first “p00” in 2020."
        )
    )


def test_units_seen_once_are_counted():
    frame = posts().filter((pl.col("post") != "p07") | (pl.col("year") == 2020))
    result = fitness(frame, **WHOLE)
    assert result.values["units_one_period"] == 1
    assert result.sheets["periods_per_unit"].rows() == [(1, 1), (4, 29)]


def test_impossible_values_are_counted_and_told():
    frame = posts(births=[-1, 0] + [10] * 118)
    result = fitness(frame, **WHOLE, denominator="births", bounds=(45, 60))
    outside = int(((frame["seen"] < 45) | (frame["seen"] > 60)).sum())
    assert column(result, "seen")["outside_bounds"] == outside
    assert column(result, "births")["outside_bounds"] == 2
    assert {"ImpossibleValues", "NotAboveZero"} <= set(names(result))


def test_standard_errors_must_be_above_zero():
    result = fitness(posts(doubt=[0.0] + [1.0] * 119), **WHOLE, standard_error="doubt")
    assert column(result, "doubt")["outside_bounds"] == 1


@pytest.mark.parametrize(
    ("changed", "caution"),
    [
        ({"far": [1.0] * 120}, "ConstantColumn"),
        ({"far": pl.Series([None] * 120, dtype=pl.Float64)}, "EmptyColumn"),
        ({"far": [float("inf")] + [1.0, 2.0] * 59 + [3.0]}, "InfiniteValues"),
        ({"post": [f"row{n}" for n in range(120)]}, "UnitIsRow"),
        ({"post": ["p"] * 120}, "OneUnit"),
        ({"year": [2020] * 120}, "OnePeriod"),
        ({"year": np.arange(120)}, "ManyLevels"),
        ({"far": [f"village {n}" for n in range(120)]}, "ManyLevels"),
    ],
)
def test_a_doubtful_column_is_told_gravest_first(changed, caution):
    result = fitness(posts(**changed), **WHOLE)
    assert caution in names(result)
    weights = [told.kind.importance for told in result.warnings]
    assert weights == sorted(weights)


def test_a_preference_for_round_values_is_found():
    draw = np.random.default_rng(5)
    honest = draw.integers(1, 100, 1200)
    rounded = np.where(draw.random(1200) < 0.4, 5 * np.round(honest / 5), honest)
    frame = pl.DataFrame({"post": np.arange(1200) % 100, "honest": honest, "rounded": rounded})
    result = fitness(frame, unit="post", outcome="rounded", context=["honest"])
    assert column(result, "rounded")["heaped"]
    assert not column(result, "honest")["heaped"]
    assert column(result, "honest")["heaping_expected"] == pytest.approx(0.2)


def test_pile_up_at_the_ceiling_is_found():
    result = fitness(posts(seen=posts()["seen"].clip(None, 52.0)), **WHOLE)
    assert column(result, "seen")["at_ceiling"] > 0.3
    assert "PileUp" in names(result)


def test_the_histogram_holds_every_value_once():
    result = fitness(posts(), **WHOLE)
    assert result.sheets["outcome_histogram"]["rows"].sum() == 120


def test_what_would_be_lost_is_what_a_screening_loses():
    gaps = {"seen": posts()["seen"].scatter([0, 5, 6, 7, 4], None), "far": posts()["far"].scatter(0, None)}
    frame = posts(**gaps)
    lost = fitness(frame, **WHOLE, bounds=(40, 60)).sheets["dropped"]
    screened = screen(frame, **WHOLE, bounds=(40, 60), rng=1)
    assert lost.filter(pl.col("reason") != "any").select("reason", "column", "rows").rows() == (
        screened.sheets["exclusions"].select("cause", "column", "rows").rows()
    )
    every = lost.filter(pl.col("reason") == "any").row(0, named=True)
    assert every["rows"] == screened.values["rows_left_out"]
    assert every["units_lost"] == screened.values["units_left_out"] == 1


def test_nothing_is_changed():
    frame = posts()
    before = frame.clone()
    fitness(frame, **WHOLE)
    assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    "turn",
    [
        lambda frame: frame.to_pandas(),
        lambda frame: frame.to_arrow(),
        lambda frame: frame.lazy(),
        lambda frame: duckdb.from_arrow(frame.to_arrow()),
    ],
    ids=["pandas", "pyarrow", "polars-lazy", "duckdb"],
)
def test_every_frame_gives_the_same_answer(turn):
    frame = posts(seen=posts()["seen"].scatter([3, 9], None), day=[None, "x"] * 60)
    options = {**WHOLE, "group": "day", "bounds": (40, 60)}
    expected, result = fitness(frame, **options), fitness(turn(frame), **options)
    assert dict(result.values) == dict(expected.values)
    assert names(result) == names(expected)
    for name, sheet in expected.sheets.items():
        assert_frame_equal(result.sheets[name], sheet, check_exact=False)


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"outcome": "unseen"}, ColumnError, "“unseen” is not in the table"),
        ({"outcome": "word"}, ColumnError, "“word” has text"),
        ({"context": ["seen"]}, OptionError, "more than one part"),
        ({"bounds": (5, 1)}, OptionError, "lower and then a higher"),
        ({"outcome": None, "bounds": (0, 1)}, OptionError, "`bounds` needs `outcome`"),
    ],
)
def test_a_mistake_is_one_clear_sentence(options, error, says):
    with pytest.raises(error, match=says):
        fitness(posts(word=["x"] * 120), **(WHOLE | options))


def test_an_empty_table_is_refused():
    with pytest.raises(TableError, match="empty"):
        fitness(posts().clear(), **WHOLE)


def test_each_caution_is_also_a_named_warning():
    with pytest.warns(JopoiWarning) as given:
        result = fitness(posts(far=[1.0] * 120), **WHOLE)
    assert [one.category.__name__ for one in given] == names(result)


def test_a_result_is_stored_read_and_drawn_again():
    result = fitness(posts(), **WHOLE, bounds=(0, 100))
    again = Fitness.from_json(result.to_json())
    assert again.summary("es") == result.summary("es") != result.summary()
    assert list(again.figures(theme="dark", narrow=True)) == ["missing", "outcome", "periods"]


def test_every_part_has_a_row_in_the_shown_table():
    shown = fitness(posts(), **WHOLE).shown("es")
    assert [row[1] for row in shown.groups[0].rows] == ["unidad", "período", "resultado", "contexto"]


def test_the_michigan_schools(shared_folder):
    table = read_table(shared_folder / "data/michigan_schools/michigan_school93_98.csv").frame
    result = fitness(table, unit="schid", period="year", outcome="math4", context=["lunch", "lenrol"])
    raw = pl.read_csv(
        shared_folder / "data/michigan_schools/michigan_school93_98.csv", infer_schema_length=None
    )
    assert result.values["rows"] == raw.height
    assert result.values["units"] == raw["schid"].n_unique()
    seen_once = raw.group_by("schid").agg(pl.col("year").n_unique()).filter(pl.col("year") == 1).height
    assert result.values["units_one_period"] == seen_once


def drawn(seed, units=400, years=4):
    """Posts whose figures bend evenly, as figures that nobody touched do."""
    dice = np.random.default_rng(seed)
    post = np.repeat(np.arange(units), years)
    kind = seed % 3
    level = {
        0: 70 + 12 * dice.normal(size=units),
        1: 100 * dice.beta(5, 2, units),
        2: dice.gamma(4, 9, units),
    }
    seen = (level[kind][post] + 3 * dice.normal(size=len(post))).clip(0, 100)
    return pl.DataFrame({"post": post, "year": np.tile(np.arange(years), units), "seen": seen})


ASKED = {"unit": "post", "period": "year", "outcome": "seen"}


def test_figures_moved_over_a_threshold_are_found():
    frame = drawn(0)
    near = pl.col("seen").is_between(75, 80) & (pl.col("post") % 3 > 0)
    moved = frame.with_columns(seen=pl.when(near).then(pl.col("seen") + 5).otherwise("seen"))
    found = fitness(moved, **ASKED)
    assert "JumpAbove" in names(found)
    assert found.sheets["jumps"]["value"][0] == 80.0
    assert "Just above 80" in " ".join(caution.say("en") for caution in found.warnings)
    mirrored = moved.with_columns(seen=100 - pl.col("seen"))
    assert "JumpBelow" in names(fitness(mirrored, **ASKED))


def test_figures_that_nobody_touched_seldom_raise_an_alarm():
    alarms = sum(
        bool({"JumpAbove", "JumpBelow", "GapsTell"} & set(names(fitness(drawn(s), **ASKED))))
        for s in range(60)
    )
    rounded = sum(
        "JumpAbove" in names(fitness(drawn(s).with_columns(pl.col("seen").round(0)), **ASKED))
        for s in range(60)
    )
    assert alarms <= 1
    assert rounded <= 1


def test_gaps_that_flatter_are_told():
    frame = drawn(0)
    low = frame.with_columns(seen=pl.when(pl.col("seen") < 55).then(None).otherwise("seen"))
    found = fitness(low, **ASKED)
    assert "GapsTell" in names(found)
    by_chance = frame.with_columns(
        seen=pl.when(pl.Series(np.random.default_rng(1).random(frame.height) < 0.1))
        .then(None)
        .otherwise("seen")
    )
    assert "GapsTell" not in names(fitness(by_chance, **ASKED))
