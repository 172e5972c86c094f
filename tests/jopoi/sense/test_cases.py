"""Choosing whom to visit: criteria that can be repeated, quotas, reasons, journeys, blindness."""

import warnings

import numpy as np
import polars as pl
import pytest

from jopoi.errors import ColumnError, OptionError
from jopoi.sense import cases, screen
from jopoi.sense._cases_choice import choose, journeys, kilometres

POSTS, YEARS = 80, 5


def posts(seed=1):
    """Eighty posts in four districts; every eighth does much better."""
    dice = np.random.default_rng(seed)
    post = np.repeat(np.arange(POSTS), YEARS)
    far, lead = dice.uniform(0, 30, POSTS), dice.normal(0, 3, POSTS) + 14.0 * (np.arange(POSTS) % 8 == 0)
    north, east = -25 - dice.uniform(0, 2, POSTS), -57 + dice.uniform(0, 2, POSTS)
    return pl.DataFrame(
        {
            "post": [f"p{k:02}" for k in post],
            "year": np.tile(np.arange(2020, 2020 + YEARS), POSTS),
            "got": 70 - 0.8 * far[post] + lead[post] + dice.normal(0, 4, len(post)),
            "far": far[post],
            "district": [f"d{k // 20}" for k in post],
            "north": north[post],
            "east": east[post],
            "why": [None] * len(post),
        },
        schema_overrides={"why": pl.String},
    )


ASKED = {"unit": "post", "outcome": "got", "period": "year", "context": ["far"], "rng": 4}


def asked(frame=None, **changes):
    with warnings.catch_warnings(action="ignore"):
        return cases(posts() if frame is None else frame, **ASKED | changes)


def names(found):
    return {caution.name for caution in found.warnings}


def outstanding(found):
    return set(found.sheets["key"].filter(pl.col("role") == "potential")["unit"])


def barred(*units, why="closed"):
    told = pl.when(pl.col("post").is_in(list(units))).then(pl.lit(why))
    return posts().with_columns(why=told)


def test_without_quota_or_reason_the_cases_are_the_surest_of_the_shortlist():
    with warnings.catch_warnings(action="ignore"):
        listed = screen(posts(), **ASKED).sheets["shortlist"]
    found = asked(capacity=5)
    assert outstanding(found) == set(listed["unit"].head(5))
    assert found.values["expected_false_share"] <= 0.2
    full = found.sheets["turned_away"]
    assert set(full["why"]) == {"list full"}
    assert full["unit"].to_list() == listed["unit"].to_list()[5:]


def test_every_outstanding_unit_has_an_ordinary_and_a_low_one_of_like_circumstances():
    found = asked(capacity=6)
    roles = found.sheets["key"].group_by("set").agg(pl.col("role").sort())
    assert set(map(tuple, roles["role"].to_list())) <= {
        ("low", "ordinary", "potential"),
        ("ordinary", "potential"),  # low ones may run out
    }
    assert found.values["low"] >= 3
    far = dict(posts().group_by("post").agg(pl.col("far").first()).iter_rows())
    sets = found.sheets["key"].pivot("role", index="set", values="unit")
    apart = [abs(far[a] - far[b]) for a, b in zip(sets["potential"], sets["ordinary"], strict=True)]
    assert np.mean(apart) < np.std(list(far.values())) / 2


def test_who_was_turned_away_is_logged_with_the_reason_and_is_nobodys_comparison():
    best = asked().sheets["key"].filter(pl.col("role") == "potential").sort("chance")["unit"].to_list()
    found = asked(barred(best[-1], why="no road in winter"), rejected="why")
    logged = found.sheets["turned_away"].row(0, named=True)
    assert (logged["unit"], logged["why"], logged["told"]) == (best[-1], "turned away", "no road in winter")
    assert best[-1] not in set(found.sheets["visits"]["unit"])
    assert "no road in winter" in str(found.shown())
    ordinary = asked().sheets["key"].filter(pl.col("role") == "ordinary")["unit"][0]
    again = asked(barred(ordinary), rejected="why")
    assert ordinary not in set(again.sheets["visits"]["unit"])


def test_a_quota_spreads_the_cases_over_regions():
    found = asked(region="district", quota=1)
    regions = found.sheets["regions"]
    assert regions["cases"].max() == 1
    assert (regions["shortlist"] > 1).any()
    assert "region full" in set(found.sheets["turned_away"]["why"])
    assert "at most 1 of one “district”" in found.may_say()[0]


def test_who_is_clearly_worse_on_a_mirror_is_no_case():
    best = asked().sheets["key"].filter(pl.col("role") == "potential")["unit"][0]
    dropped = pl.when(pl.col("post") == best).then(30.0).otherwise(10.0)
    noise = pl.Series(np.random.default_rng(5).normal(0, 1, POSTS * YEARS))
    found = asked(posts().with_columns(dropout=dropped + noise), mirror={"dropout": "lower"})
    turned = found.sheets["turned_away"].filter(pl.col("unit") == best)
    assert turned["why"].to_list() == ["mirror"]


def test_visits_are_blind_shuffled_and_repeatable():
    found = asked(region="district")
    visits = found.sheets["visits"]
    assert visits.columns == ["visit", "unit", "set", "region"]
    assert visits.equals(asked(region="district").sheets["visits"])
    assert not visits.equals(asked(region="district", rng=5).sheets["visits"])
    blind = str(found.shown())
    assert not any(word in blind for word in ("potential", "+1", "tail"))


def test_journeys_are_no_wider_than_asked_and_count_everyone():
    found = asked(latitude="north", longitude="east", reach=60)
    ways, visits = found.sheets["journeys"], found.sheets["visits"]
    assert ways["kilometres"].max() <= 60
    assert ways["visits"].sum() == visits.height
    places = posts().group_by("post").agg(pl.col("north", "east").first())
    at = visits.join(places, left_on="unit", right_on="post", how="left")
    for _journey, part in at.group_by("journey"):
        assert kilometres(part.select("north", "east").to_numpy()).max() <= 60


def test_a_unit_without_a_place_is_visited_all_the_same():
    some = asked(latitude="north", longitude="east").sheets["visits"]["unit"][0]
    lost = posts().with_columns(north=pl.when(pl.col("post") != some).then(pl.col("north")))
    found = asked(lost, latitude="north", longitude="east")
    if some in set(found.sheets["visits"]["unit"]):
        assert "PlacesUnknown" in names(found)
        assert found.values["without_place"] == 1
    nowhere = asked(posts().with_columns(north=pl.lit(None, pl.Float64)), latitude="north", longitude="east")
    assert nowhere.values["visits"] == found.values["visits"]


def test_kilometres_are_those_of_the_globe():
    """Asunción to Encarnación: 286 km along the surface; and over the line where dates change."""
    assert kilometres(np.array([[-25.2637, -57.5759], [-27.3306, -55.8667]]))[0, 1] == pytest.approx(
        286, abs=2
    )
    around = kilometres(np.array([[0.0, 179.9], [0.0, -179.9]]))[0, 1]
    assert around == pytest.approx(22.24, abs=0.05)


def test_one_place_is_one_journey_and_none_is_none():
    journey, width = journeys(np.array([[1.0, 2.0]]), 10.0)
    assert (journey.tolist(), dict(width)) == ([1], {1: 0.0})
    journey, width = journeys(np.full((2, 2), np.nan), 10.0)
    assert (journey.tolist(), dict(width)) == ([0, 0], {})


def test_the_choice_stops_where_luck_would_have_too_large_a_part():
    """The six units of the reference numbers: at a false share of .20 only the first."""
    tail = np.array([0.8577, 0.7417, 0.3120, 0.0867, 0.2814, 0.0001])
    told = {"flagged": np.zeros(6, bool), "regions": None, "quota": None, "capacity": 9}
    assert choose(tail, 0.2, reasons=[""] * 6, **told).chosen.tolist() == [0]
    without = choose(tail, 0.3, reasons=["closed", *[""] * 5], **told)
    assert without.chosen.tolist() == [1]
    assert without.turned == [(0, "reason", "closed")]


def test_quotas_do_not_let_luck_in():
    """The list of five holds .20 in the mean; without the two sure ones of the full region it would not."""
    tail = np.array([0.99, 0.98, 0.97, 0.56, 0.50])
    told = {"reasons": [""] * 5, "flagged": np.zeros(5, bool), "capacity": 9}
    found = choose(tail, 0.2, regions=["a", "a", "a", "b", "c"], quota=1, **told)
    assert found.chosen.tolist() == [0]
    assert [why for _place, why, _told in found.turned] == ["quota", "quota", "luck", "luck"]
    assert choose(tail, 0.2, regions=None, quota=None, **told).chosen.tolist() == [0, 1, 2, 3, 4]


def test_when_access_decides_it_is_said():
    best = sorted(outstanding(asked()))
    assert "AccessDecides" in names(asked(barred(*best[:5]), rejected="why"))
    nobody = asked(barred(*[f"p{k:02}" for k in range(POSTS)]), rejected="why")
    assert "NobodyToVisit" in names(nobody)
    assert nobody.values["visits"] == 0
    assert nobody.figures() == {}
    assert nobody.summary("es")


def test_the_criteria_are_kept_and_asked_for():
    found = asked(criteria="Ministry interviews and records")
    assert "Set by: Ministry interviews and records" in found.may_say()[0]
    assert "CriteriaUnsaid" in names(asked())
    assert "CriteriaUnsaid" not in names(found)


def test_counts_are_chosen_from_too():
    dice = np.random.default_rng(2)
    frame = posts().with_columns(of=pl.Series(dice.integers(20, 80, POSTS * YEARS)))
    share = (frame["got"].to_numpy() / 100).clip(0.05, 0.95)
    frame = frame.with_columns(n=pl.Series(dice.binomial(frame["of"].to_numpy(), share)))
    found = asked(frame, outcome="n", denominator="of")
    assert found.values["outstanding"] > 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quota": 2}, "needs `region`"),
        ({"latitude": "north"}, "belong together"),
        ({"region": "district", "rejected": "district"}, "given twice"),
        ({"region": "post"}, "given twice"),
        ({"capacity": 0}, "at least 1"),
        ({"reach": 0.0}, "above 0"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(wrong, said):
    with pytest.raises(OptionError, match=said):
        asked(**wrong)


def test_columns_are_checked():
    with pytest.raises(ColumnError, match="“nowhere” is not in the table"):
        asked(region="nowhere")
    with pytest.raises(ColumnError, match="degrees lie between −90 and 90"):
        asked(posts().with_columns(north=pl.lit(125.0)), latitude="north", longitude="east")
    with pytest.raises(ColumnError, match="text"):
        asked(latitude="district", longitude="east")
