"""Whether a list lasts: which splits are tried, what is counted, who is called persistent."""

import warnings

import numpy as np
import polars as pl
import pytest

from jopoi.errors import OptionError, TableError
from jopoi.sense import backtest, screen

POSTS, YEARS = 120, 5


def posts(seed=1, *, spread=4.0, lasts=True):
    """Posts whose differences last, or are drawn anew after the third year."""
    dice = np.random.default_rng(seed)
    post, year = np.repeat(np.arange(POSTS), YEARS), np.tile(np.arange(YEARS), POSTS)
    lead = dice.normal(0, spread, (2, POSTS))
    now = np.zeros(len(year), int) if lasts else (year >= 3).astype(int)
    got = 60 + lead[now, post] + dice.normal(0, 4, len(post))
    return pl.DataFrame({"post": post, "year": 2020 + year, "got": got})


ASKED = {"unit": "post", "outcome": "got", "period": "year"}


def asked(frame=None, **changes):
    with warnings.catch_warnings(action="ignore"):
        return backtest(posts() if frame is None else frame, **ASKED | changes)


def names(found):
    return {caution.name for caution in found.warnings}


def test_every_split_with_two_periods_to_screen_on_is_tried_those_forward_first():
    splits = asked().sheets["splits"]
    assert splits.height == sum(1 for held in range(1, 2**YEARS - 1) if YEARS - held.bit_count() >= 2)
    assert splits["forward"].to_list() == [True] * 3 + [False] * (splits.height - 3)
    assert splits.row(0)[:2] == ("2020, 2021", "2022, 2023, 2024")


def test_a_split_says_what_a_screening_that_keeps_those_periods_back_says():
    split = asked().sheets["splits"].row(1, named=True)
    with warnings.catch_warnings(action="ignore"):
        own = screen(posts(), **ASKED, confirm=split["held_out"].split(", "))
    fared = own.sheets["persistence"].row(0, named=True)
    for mine, theirs in (("listed", "units"), *((name, name) for name in ("held_up", "by_chance"))):
        assert split[mine] == pytest.approx(fared[theirs])
    for name in ("by_regression_to_the_mean", "effect_before", "effect_expected", "effect_after"):
        assert split[name] == pytest.approx(fared[name])


def test_where_differences_last_regression_to_the_mean_is_all_there_is():
    """Ten tables: what held up and what was expected agree to a few in a hundred."""
    told = [asked(posts(seed), most=10).values for seed in range(10)]
    held, expected = (np.mean([one[name] for one in told]) for name in ("held_up_share", "expected_share"))
    assert held == pytest.approx(expected, abs=0.05)
    before, after = (np.mean([one[name] for one in told]) for name in ("effect_before", "effect_after"))
    assert after < before
    assert after == pytest.approx(np.mean([one["effect_expected"] for one in told]), abs=0.4)


def test_where_they_do_not_last_it_is_said():
    found = asked(posts(lasts=False))
    assert names(found) & {"FadesFaster", "NoBetterThanChance"}
    assert found.values["held_up_forward"] < found.values["expected_forward"]
    lasting = asked(posts())
    assert found.values["persistent"] < lasting.values["persistent"]


def test_persistent_are_those_listed_now_and_often_that_hold_up():
    found = asked()
    units = found.sheets["units"]
    lasting = units.filter("persistent")
    assert lasting.height == found.values["persistent"] >= 3
    assert lasting["on_list"].all()
    assert lasting["listed"].min() >= 0.5
    assert lasting["held_up"].min() >= 0.8
    with warnings.catch_warnings(action="ignore"):
        own = screen(posts(), **ASKED)
    assert set(units.filter("on_list")["unit"]) == set(own.sheets["shortlist"]["unit"])


def test_lower_may_be_better():
    found = asked(posts().with_columns(got=-pl.col("got")), higher_is_better=False)
    plain = asked()
    assert found.values["held_up_share"] == pytest.approx(plain.values["held_up_share"])
    assert found.values["effect_before"] == pytest.approx(-plain.values["effect_before"])


def test_many_splits_are_drawn_all_forward_ones_kept():
    found = asked(most=6, rng=1)
    assert found.sheets["splits"].height == 6
    assert found.sheets["splits"]["forward"].sum() == 3
    assert "SplitsDrawn" in names(found)


def test_counts_are_looked_back_at_too():
    dice = np.random.default_rng(3)
    share = 0.5 + 0.3 * (posts()["post"].to_numpy() % 10 == 0)
    frame = posts().with_columns(of=40, n=pl.Series(dice.binomial(40, share)))
    found = asked(frame, outcome="n", denominator="of", most=6)
    assert found.values["persistent"] >= 8
    assert found.values["splits_there_are"] == 2**YEARS - 2


def test_where_nobody_is_listed_there_is_nothing_to_look_back_at():
    found = asked(posts(spread=0.0))
    if found.values["held_up_share"] is None:
        assert found.figures() == {}
    assert found.summary("en")
    assert found.summary("es")


def test_few_looks_back_are_said_to_be_few():
    assert "FewLooksBack" in names(asked(posts().filter(pl.col("post") < 30), most=3))
    assert "FewLooksBack" not in names(asked())


def test_two_periods_are_too_few():
    with pytest.raises(TableError, match="at least 3 periods"):
        asked(posts().filter(pl.col("year") < 2022))


def test_periods_are_needed():
    with pytest.raises(OptionError, match="`period` must be a text"):
        asked(period=None)
