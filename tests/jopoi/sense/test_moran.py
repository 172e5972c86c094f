"""Whether neighbours are alike: Moran's I by its definition, its test, and what a screening says of it."""

import warnings

import numpy as np
import polars as pl
import pytest

from jopoi.errors import ColumnError, OptionError
from jopoi.sense import screen
from jopoi.sense._moran import NEIGHBOURS, likeness


def places(seed, units):
    draw = np.random.default_rng(seed)
    return np.column_stack([draw.uniform(-27.0, -22.0, units), draw.uniform(-60.0, -55.0, units)])


def by_definition(value, where):
    """Great circles between all pairs, the eight nearest of each, and the formula as it is written."""
    north, east = np.radians(where).T
    half = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    np.fill_diagonal(half, np.inf)
    weights = np.zeros_like(half)
    np.put_along_axis(weights, np.argsort(half, axis=1)[:, :NEIGHBOURS], 1.0, axis=1)
    away = value - value.mean()
    return len(value) / weights.sum() * (away @ weights @ away) / (away @ away)


@pytest.mark.parametrize("units", [20, 150])
def test_it_is_the_formula(units):
    where, value = places(units, units), np.random.default_rng(2).normal(size=units)
    assert likeness(value, where).index == pytest.approx(by_definition(value, where), rel=1e-12)


def test_by_chance_it_is_found_as_often_as_it_says():
    """2,000 shuffles of 120 values: the index is a little skewed, so that .05 is .06 to .07."""
    draw, where = np.random.default_rng(4), places(4, 120)
    value = draw.normal(size=120)
    found = [likeness(draw.permutation(value), where).p_value for _ in range(2_000)]
    assert np.mean(np.array(found) < 0.05) == pytest.approx(0.05, abs=0.03)


def test_units_at_one_place_and_units_without_a_place():
    where = places(1, 60)
    where[:10] = where[0]
    where[10:14] = np.nan
    found = likeness(np.random.default_rng(1).normal(size=60), where)
    assert found.units == 56
    assert np.isfinite(found.index)
    assert likeness(np.arange(12.0), where[:12]) is None
    assert likeness(np.zeros(60), where) is None


def posts(alike):
    draw, where = np.random.default_rng(6), places(6, 150)
    lead = 6.0 * np.sin(where[:, 0]) * alike + draw.normal(0.0, 2.0, 150)
    unit = np.tile(np.arange(150), 4)
    return pl.DataFrame(
        {
            "post": unit,
            "year": np.repeat(np.arange(4), 150),
            "seen": lead[unit] + draw.normal(0.0, 1.0, 600),
            "north": where[unit, 0],
            "east": where[unit, 1],
        }
    )


def asked(frame, **changes):
    given = {"unit": "post", "outcome": "seen", "period": "year", "latitude": "north", "longitude": "east"}
    with warnings.catch_warnings(action="ignore"):
        return screen(frame, **given | changes)


def test_a_screening_says_that_neighbours_are_alike():
    found = asked(posts(alike=1.0))
    told = next(caution for caution in found.warnings if caution.name == "NeighboursAlike")
    assert found.values["neighbours_alike"] > 0.4
    assert found.values["effective_units"] < 75
    assert "Moran" in told.say("en")
    assert "Moran" in told.say("es")


def test_and_does_not_where_they_are_not():
    found = asked(posts(alike=0.0))
    assert "NeighboursAlike" not in {caution.name for caution in found.warnings}
    assert abs(found.values["neighbours_alike"]) < 0.15
    assert "neighbours_alike" not in asked(posts(0.0), latitude=None, longitude=None).values


def test_places_change_no_list_and_no_row():
    plain, placed = asked(posts(1.0), latitude=None, longitude=None), asked(posts(1.0))
    assert plain.sheets["units"].equals(placed.sheets["units"])
    unplaced = posts(1.0).with_columns(north=pl.when(pl.col("post") > 9).then(pl.col("north")))
    assert asked(unplaced).values["units"] == 150


@pytest.mark.parametrize(
    ("frame", "options", "error", "said"),
    [
        (posts(0.0), {"longitude": None}, OptionError, "belong together"),
        (posts(0.0), {"longitude": "north"}, OptionError, "more than one part"),
        (posts(0.0).with_columns(north=pl.lit(95.0)), {}, ColumnError, "degrees lie between"),
        (posts(0.0), {"latitude": "nowhere"}, ColumnError, "nowhere"),
        (posts(0.0).with_columns(north=pl.lit("far")), {}, ColumnError, "north"),
    ],
)
def test_a_place_that_is_none_is_refused(frame, options, error, said):
    with pytest.raises(error, match=said):
        asked(frame, **options)
