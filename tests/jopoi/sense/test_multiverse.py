"""Whether a list depends on how one asks: what is tried, what is counted, which choice moves it."""

import warnings
from itertools import combinations

import numpy as np
import polars as pl
import pytest

from jopoi.errors import OptionError, TableError
from jopoi.sense import multiverse, screen

POSTS, YEARS = 60, 4


def posts(seed=1, lead=12.0, turn=0.0):
    """Sixty posts, every tenth better; with ``turn`` others are so in the later years."""
    dice = np.random.default_rng(seed)
    post, year = np.repeat(np.arange(POSTS), YEARS), np.tile(np.arange(YEARS), POSTS)
    far, staff = dice.uniform(0, 30, POSTS), dice.uniform(1, 9, POSTS)
    early = post % 10 == 0
    late = post % 10 == 5
    better = np.where(turn * (year >= YEARS // 2) > 0, late, early)
    return pl.DataFrame(
        {
            "post": post,
            "year": 2020 + year,
            "got": 70 - 0.8 * far[post] + lead * better + dice.normal(0, 3, len(post)),
            "far": far[post],
            "staff": staff[post],
            "district": [f"d{k // 15}" for k in post],
        }
    )


ASKED = {"unit": "post", "outcome": "got", "period": "year", "context": ["far"]}


def asked(frame=None, **changes):
    with warnings.catch_warnings(action="ignore"):
        return multiverse(posts() if frame is None else frame, **ASKED | changes)


def names(found):
    return {caution.name for caution in found.warnings}


def test_every_combination_is_tried_the_one_asked_for_first():
    found = asked(optional=["staff"], group="district")
    ways = found.sheets["specifications"]
    assert ways.height == 2 * 2 * 3 * 2 * 2 * 2 * 2
    first = ways.row(0, named=True)
    assert (first["context"], first["group"], first["periods"]) == ("far", "district", "all")
    assert (first["prior"], first["top"], first["false_share"], first["stays"]) == ("normal", 0.1, 0.2, 1.0)
    assert (
        ways.select("context", "group", "periods", "expectation", "prior", "top", "false_share")
        .is_unique()
        .all()
    )


@pytest.mark.parametrize("number", [1, 14, 30])
def test_each_way_lists_what_a_screening_lists(number):
    found = asked(optional=["staff"])
    way = found.sheets["specifications"].row(number - 1, named=True)
    held = {"all": [], "earlier half": [2022, 2023], "later half": [2020, 2021]}[way["periods"]]
    told = {name: way[name] for name in ("expectation", "prior", "top", "false_share")}
    with warnings.catch_warnings(action="ignore"):
        own = screen(posts(), **ASKED | told | {"context": way["context"].split(", "), "confirm": held})
    assert own.values["selected"] == way["listed"]
    assert own.values["expected_false_share"] == pytest.approx(way["expected_false_share"])


def test_those_far_ahead_are_listed_whatever_one_chooses():
    units = asked().sheets["units"]
    steady = set(units.filter("steady")["unit"])
    assert {10, 20, 30, 40, 50} <= steady <= {0, 10, 20, 30, 40, 50}
    assert (units.filter(pl.col("unit") % 10 != 0)["share"] < 0.5).all()


def test_when_others_lead_later_the_periods_move_the_list_most():
    found = asked(posts(turn=1.0))
    choices = found.sheets["choices"].filter(~pl.col("choice").is_in(["top", "false_share"]))
    assert choices["choice"][0] == "periods"
    assert choices["stays"][0] < 0.5
    assert "ChoiceDecides" in names(found)
    assert "which periods are looked at" in found.headline()[1] or "NobodySteady" in names(found)


def test_what_stays_is_the_mean_overlap_of_pairs_that_differ_in_one_choice():
    found = asked(optional=["staff"])
    ways = found.sheets["specifications"].to_dicts()
    lists = {}
    for way in ways:
        held = {"all": [], "earlier half": [2022, 2023], "later half": [2020, 2021]}[way["periods"]]
        told = {name: way[name] for name in ("expectation", "prior", "top", "false_share")}
        with warnings.catch_warnings(action="ignore"):
            own = screen(posts(), **ASKED | told | {"context": way["context"].split(", "), "confirm": held})
        lists[way["specification"]] = set(own.sheets["shortlist"]["unit"])
    others = ("context", "group", "expectation", "prior", "top", "false_share")
    overlaps = [
        len(lists[a["specification"]] & lists[b["specification"]])
        / (len(lists[a["specification"]] | lists[b["specification"]]) or 1)
        for a, b in combinations(ways, 2)
        if a["periods"] != b["periods"] and all(a[name] == b[name] for name in others)
    ]
    told = found.sheets["choices"].filter(pl.col("choice") == "periods").row(0, named=True)
    assert told["pairs"] == len(overlaps)
    assert told["stays"] == pytest.approx(np.mean(overlaps))


def test_too_many_are_drawn_and_it_is_said():
    found = asked(optional=["staff"], most=7, rng=1)
    assert found.values["specifications"] == 7
    assert found.values["specifications_there_are"] == 96
    assert "SpecificationsDrawn" in names(found)
    assert found.sheets["specifications"].equals(
        asked(optional=["staff"], most=7, rng=1).sheets["specifications"]
    )


def test_a_way_without_an_answer_is_kept_with_its_problem():
    """In the later half nothing differs from year to year, so that chance cannot be told from what lasts."""
    later = pl.when(pl.col("year") >= 2022).then(pl.col("got").last().over("post"))
    found = asked(posts().with_columns(got=later.otherwise(pl.col("got"))))
    failed = found.sheets["specifications"].filter(pl.col("problem").is_not_null())
    assert set(failed["periods"]) == {"later half"}
    assert found.values["specifications_failed"] == failed.height
    assert "SpecificationsFailed" in names(found)


def test_where_nothing_was_declared_it_is_said():
    frame = posts().filter(pl.col("year") < 2023)
    dice = np.random.default_rng(2)
    frame = frame.with_columns(of=50, n=pl.Series(dice.binomial(50, 0.6, frame.height)))
    found = asked(frame, outcome="n", denominator="of", context=[])
    assert "NothingDeclared" in names(found)
    assert found.summary("es")


def test_counts_have_their_multiverse_too():
    dice = np.random.default_rng(2)
    lead = 0.2 * (posts()["post"].to_numpy() % 10 == 0)
    frame = posts().with_columns(of=60, n=pl.Series(dice.binomial(60, 0.5 + lead)))
    found = asked(frame, outcome="n", denominator="of")
    assert found.values["specifications"] == 3 * 2 * 2 * 2 * 2
    assert found.values["steady"] >= 4


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"optional": ["far"]}, "more than one part"),
        ({"optional": [f"x{k}" for k in range(7)]}, "at most 6 columns"),
        ({"most": 1}, "at least 2"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(wrong, said):
    with pytest.raises(OptionError, match=said):
        asked(**wrong)


def test_what_cannot_be_asked_as_it_was_asked_is_an_error():
    with pytest.raises(TableError):
        asked(posts().filter(pl.col("year") == 2020), period=None)
