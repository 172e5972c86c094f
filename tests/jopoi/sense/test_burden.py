"""Time, cost and visits: by hand, under a known truth, and with everything that can be wrong."""

import json
import warnings

import numpy as np
import polars as pl
import pytest

from jopoi.errors import ColumnError, OptionError, TableError
from jopoi.sense import Burden, burden
from jopoi.sense import _burden_draws as draws

# Four people before, of whom one gives up, and four after.
FRAME = pl.DataFrame(
    {
        "when": ["before"] * 4 + ["after"] * 4,
        "hours": [3.0, 3, 3, 3, 1, 1, 1, 1],
        "visits": [2, 2, 2, 2, 1, 1, 1, 1],
        "way": [1.5] * 8,
        "fare": [5.0] * 8,
        "fees": [10.0, 10, 10, 10, 4, 4, 4, 4],
        "days": [10.0, 20, 30, None, 2, 2, 4, 4],
        "got": ["yes", "Sí", "1", "no", "yes", "yes", "yes", "yes"],
        "area": ["town", "town", "country", "country"] * 2,
    }
)
ASKED = {
    "moment": "when", "hours": "hours", "visits": "visits", "travel_hours": "way", "fare": "fare",
    "fees": "fees", "elapsed": "days", "finished": "got", "hour_value": 2.0,
}  # fmt: skip


def asked(frame=FRAME, **changes):
    with warnings.catch_warnings(action="ignore"):
        return burden(frame, **{k: v for k, v in (ASKED | changes).items() if v is not None})


def names(found):
    return {caution.name for caution in found.warnings}


def test_by_hand():
    """Before: 3 h × 2 + 2 visits × (1.5 h × 2 + 5) + 10 = 32 each, four people, three who got it."""
    found = asked()
    saving = {row["part"]: row for row in found.sheets["saving"].iter_rows(named=True)}
    assert found.values["cost_before"] == pytest.approx(4 * 32 / 3)
    assert found.values["cost_after"] == pytest.approx(2 + (3 + 5) + 4)
    assert saving["time"]["before"] == pytest.approx(4 * 6 / 3)
    assert saving["travel"]["before"] == pytest.approx(4 * 6 / 3)
    assert saving["all"]["saving"] == pytest.approx(4 * 32 / 3 - 14)
    before = found.sheets["moments"].row(0, named=True)
    assert (before["gave_up"], before["hours"], before["visits"]) == pytest.approx((0.25, 4.0, 8 / 3))
    assert (before["elapsed"], before["median_elapsed"]) == (20.0, 20.0)


def test_a_year_is_gross_until_something_is_known():
    gross = asked(uses=1000)
    assert gross.sheets["year"]["step"].to_list() == ["gross"]
    assert {"Gross", "NoAgencyCost"} <= names(gross)
    saving = gross.values["saving"]
    net = asked(uses=1000, attribution=0.5, agency_cost=2000.0)
    steps = dict(net.sheets["year"].select("step", "value").iter_rows())
    assert steps == pytest.approx({"gross": 1000 * saving, "due": 500 * saving, "net": 500 * saving - 2000})
    assert not {"Gross", "NoAgencyCost"} & names(net)


def test_waiting_is_kept_apart():
    found = asked(day_value=3.0)
    assert found.values["waiting_value"] == pytest.approx((20 - 3) * 3.0)
    assert found.values["saving"] == asked().values["saving"]


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """95 % of 200 tables of 80 people each; three standard errors of that share are .046."""
    dice, held = np.random.default_rng(5), 0
    for turn in range(200):
        hours = np.concatenate([dice.gamma(2.0, 2.0, 80), dice.gamma(2.0, 1.0, 80)])
        got = np.concatenate([dice.random(80) < 0.8, dice.random(80) < 0.9])
        frame = pl.DataFrame({"when": [0] * 80 + [1] * 80, "hours": hours, "got": got})
        with warnings.catch_warnings(action="ignore"):
            found = burden(frame, moment="when", hours="hours", hour_value=1.0, finished="got", rng=turn)
        held += found.values["lower"] <= 4.0 / 0.8 - 2.0 / 0.9 <= found.values["upper"]
    assert held / 200 == pytest.approx(0.95, abs=0.046)


def test_very_many_people_are_drawn_as_normal(monkeypatch):
    dice = np.random.default_rng(3)
    frame = pl.DataFrame({"when": [0, 1] * 600, "hours": dice.gamma(2.0, 1.0, 1200)})
    told = {"moment": "when", "hours": "hours", "hour_value": 1.0, "rng": 1}
    with warnings.catch_warnings(action="ignore"):
        own = burden(frame, **told)
        monkeypatch.setattr(draws, "_MANY", 100)
        near = burden(frame, **told)
    for end in ("lower", "upper"):  # both ends come from 1,999 draws: to a twentieth of their distance
        assert near.values[end] == pytest.approx(own.values[end], abs=0.02)


def test_weights_count_as_so_many_people():
    twice = pl.concat([FRAME, FRAME.filter(pl.col("area") == "town")])
    weighted = FRAME.with_columns(w=pl.when(pl.col("area") == "town").then(2.0).otherwise(1.0))
    assert asked(weighted, weight="w").values["saving"] == pytest.approx(asked(twice).values["saving"])


def test_the_order_of_rows_and_the_unit_of_money_change_nothing():
    found = asked()
    assert asked(FRAME.reverse()).values["saving"] == pytest.approx(found.values["saving"])
    dearer = FRAME.with_columns(pl.col("fees", "fare") * 7000)
    scaled = asked(dearer, hour_value=14_000.0)
    assert scaled.values["saving"] == pytest.approx(7000 * found.values["saving"])
    assert asked(rng=4).values == asked(rng=4).values


def test_groups_share_people_and_saving():
    found = asked(group="area")
    groups = found.sheets["groups"]
    assert groups["share_of_people"].sum() == pytest.approx(1.0)
    assert groups["share_of_saving"].sum() == pytest.approx(1.0)
    assert "FewInGroup" in names(found)
    alone = asked(FRAME.filter(pl.col("area") == "town"))
    assert groups.filter(group="town")["saving"][0] == pytest.approx(alone.values["saving"])


def test_cautions_name_what_flatters():
    assert "SurvivorsOnly" in names(asked(finished=None, elapsed=None))
    worse = FRAME.with_columns(got=pl.Series(["yes"] * 4 + ["yes", "no", "no", "yes"]))
    assert "MoreGiveUp" in names(asked(worse))
    assert "FewPeople" in names(asked())
    dice = np.random.default_rng(1)
    way = dice.uniform(1, 4, 200)
    doubled = pl.DataFrame({"when": [0, 1] * 100, "hours": way + 0.5, "way": way, "visits": [1] * 200})
    found = asked(doubled, fare=None, fees=None, elapsed=None, finished=None)
    assert "TravelTwice" in names(found)
    fair = doubled.with_columns(hours=pl.Series(dice.uniform(0.2, 2, 200)))
    assert "TravelTwice" not in names(asked(fair, fare=None, fees=None, elapsed=None, finished=None))


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["antes", "después"], "antes"),
        (["post", "pre"], "pre"),
        ([2023, 2025], "2023"),
        (["no", "yes"], "no"),
    ],
)
def test_which_is_before_is_read_from_the_words(values, first):
    before, after = values[::-1] if str(values[1]) == first else values
    frame = FRAME.with_columns(when=pl.Series([before] * 4 + [after] * 4))
    assert asked(frame).sheets["moments"]["moment"][0] == first


def test_words_that_do_not_tell_are_asked_about():
    frame = FRAME.with_columns(when=pl.Series(["north"] * 4 + ["south"] * 4))
    with pytest.raises(ColumnError, match="which of them is before"):
        asked(frame)
    assert asked(frame, before="north").values["cost_before"] == pytest.approx(4 * 32 / 3)
    with pytest.raises(ColumnError, match="but column “when” says"):
        asked(frame, before="west")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hours": [-1.0] + [1.0] * 7}, "holds −1 in row 1"),
        ({"hours": ["a"] + ["1"] * 7}, "has text in 1 rows"),
        ({"got": ["maybe"] + ["yes"] * 7}, "neither yes nor no"),
        ({"when": ["before"] * 8}, "must have two values"),
        ({"when": ["a", "b", "c", "d"] * 2}, "must have two values"),
        ({"fare": [float("inf")] + [1.0] * 7}, "in row 1"),
    ],
)
def test_a_wrong_cell_is_named(change, said):
    with pytest.raises(ColumnError, match=said):
        asked(FRAME.with_columns(**{name: pl.Series(value, strict=False) for name, value in change.items()}))


def test_nobody_left():
    empty = FRAME.with_columns(hours=pl.Series([None] * 4 + [1.0] * 4))
    with pytest.raises(TableError, match="Nobody is left from before"):
        asked(empty)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"visits": None}, "needs `visits`"),
        ({"day_value": 2.0, "elapsed": None}, "needs `elapsed`"),
        ({"attribution": 0.5}, "needs `uses`"),
        ({"hour_value": -1.0}, "must be at least 0"),
        ({"fees": "fare"}, "is given twice"),
        ({"uses": 10.0, "attribution": 1.5}, "must be at most 1"),
    ],
)
def test_options_that_make_no_sense(change, said):
    with pytest.raises(OptionError, match=said):
        asked(**change)


def test_rows_without_a_value_are_left_out_and_counted():
    found = asked(FRAME.with_columns(fees=pl.Series([None, 10.0, 10, 10, 4, 4, 4, 4])))
    assert found.sheets["left_out"].rows() == [("fees", 1)]
    assert found.values["rows"] == 7
    assert "PeopleLeftOut" in names(found)


def test_it_is_told_in_both_languages_and_read_back():
    found = asked(currency="Gs", uses=1000, group="area")
    again = Burden.from_json(found.to_json(figures=False))
    for language in ("en", "es"):
        assert again.summary(language) == found.summary(language)
        assert "Gs" in found.headline(language)[0]
        assert found.shown(language).groups[1].title == "area"
        assert found.figures(language)
    assert found.summary("es") != found.summary("en")
    assert json.loads(found.to_json(figures=False))["method"] == "sense.burden"
