"""What must not matter does not, for every method of the room and every kind of screening."""

import numpy as np
import polars as pl
import pytest

from jopoi import sense
from tests.contract.examples import EXAMPLES, schools

UNITS = {"unit": "school", "period": "year", "outcome": "score", "context": ["poverty"]}
COUNTS = UNITS | {"outcome": "passed"}
SCREENINGS = {
    "means": UNITS,
    "means, any shape": UNITS | {"prior": "nonparametric"},
    "weighted": UNITS | {"weight": "pupils"},
    "weighted, with precision": UNITS | {"weight": "pupils", "prior": "precision"},
    "estimates": UNITS | {"standard_error": "doubt"},
    "groups": UNITS | {"group": "district"},
    "by neighbours": UNITS | {"expectation": "neighbours", "peers": 8},
    "shares": COUNTS | {"denominator": "pupils"},
    "rates": COUNTS | {"exposure": "pupils"},
}
OTHERS = ("backtest", "cases", "frontier", "multiverse", "quantiles", "ranks", "stochastic")
CALLS = {
    **{name: (sense.screen, options) for name, options in SCREENINGS.items()},
    **{name: (getattr(sense, name), EXAMPLES[f"sense.{name}"].options) for name in OTHERS},
}
# Searches for variances stop 1e-9 apart, which tails magnify; shapes are certified to 1e-3.
CLOSE = {"rel": 1e-5, "abs": 1e-5}
SHAPED = {"rel": 0.05, "abs": 0.05}
every_call = pytest.mark.parametrize("name", CALLS)


def units_of(name, frame, **changes):
    method, options = CALLS[name]
    units = method(frame, **options | changes).sheets["units"]
    return units.sort("unit", *units.columns)


def same(found, expected, name):
    """Whether all that is told of units is the same but for digits."""
    close = SHAPED if name == "means, any shape" else CLOSE
    assert found.columns == expected.columns
    for column in expected.columns:
        there, here = found[column], expected[column]
        if here.dtype.is_float():
            assert there.fill_null(np.nan).to_numpy() == pytest.approx(
                here.fill_null(np.nan).to_numpy(), nan_ok=True, **close
            ), column
        else:
            assert there.to_list() == here.to_list(), column


@every_call
def test_the_order_of_rows_does_not_matter(name):
    frame = schools()
    same(units_of(name, frame.sample(fraction=1.0, shuffle=True, seed=3)), units_of(name, frame), name)


@every_call
def test_the_names_of_units_do_not_matter(name):
    """They are turned round, so that also their order is another one."""
    frame = schools()
    other = pl.format("u{}", 999 - pl.col("school").str.slice(1).cast(pl.Int64))
    back = pl.format("s{}", (999 - pl.col("unit").str.slice(1).cast(pl.Int64)).cast(pl.String).str.zfill(3))
    found = units_of(name, frame.with_columns(school=other)).with_columns(unit=back).sort("unit")
    same(found, units_of(name, frame), name)


@pytest.mark.parametrize("name", [name for name in CALLS if name not in ("shares", "rates", "cases")])
def test_the_scale_of_the_outcome_is_not_what_is_compared(name):
    """In tenths or thousands the same units are chosen, as surely, and at the same places."""
    frame = schools()
    found = units_of(name, frame.with_columns(pl.col("score", "doubt") * 1000.0))
    plain = units_of(name, frame)
    told = {
        *("selected", "grade", "steady", "tail_probability", "on_list", "share", "persistent", "reason"),
        *("efficiency", "score", "on_frontier", "best_place", "worst_place", "surely_top", "above"),
    }
    columns = [column for column in plain.columns if column in told]
    assert columns
    same(found.select("unit", *columns), plain.select("unit", *columns), name)


@pytest.mark.parametrize(
    "name", [name for name in CALLS if name not in ("shares", "rates", "frontier", "stochastic")]
)
def test_what_is_added_to_the_outcome_is_not_what_is_compared(name):
    frame = schools()
    found, plain = units_of(name, frame.with_columns(pl.col("score") + 500.0)), units_of(name, frame)
    moved = {"observed", "expected", "outcome", "bar", "level", "mean", "estimate"}
    kept = [column for column in plain.columns if column not in moved]
    same(found.select(kept), plain.select(kept), name)


def test_a_period_that_comes_twice_changes_no_mean_that_a_frontier_compares():
    frame = schools().filter(pl.col("year") == 1995)
    plain, twice = (units_of("frontier", table) for table in (frame, pl.concat([frame, frame])))
    same(twice.drop("rows", strict=False), plain.drop("rows", strict=False), "frontier")


@pytest.mark.parametrize("name", [name for name in SCREENINGS if name != "estimates"])
def test_a_period_that_comes_twice_is_said(name):
    frame = schools()
    found = sense.screen(pl.concat([frame, frame.filter(pl.col("year") == 1995)]), **SCREENINGS[name])
    assert "RepeatedRows" in [caution.name for caution in found.warnings]


def test_the_order_of_people_does_not_matter():
    options = EXAMPLES["sense.pulse"].options
    plain, mixed = (
        sense.pulse(frame, **options).values
        for frame in (schools(), schools().sample(fraction=1.0, seed=3, shuffle=True))
    )
    assert mixed == {
        key: pytest.approx(value) if isinstance(value, float) else value for key, value in plain.items()
    }


@pytest.mark.parametrize("times", [0.001, 1000.0])
def test_hours_cost_as_much_in_any_currency(times):
    options = EXAMPLES["sense.burden"].options
    plain = sense.burden(schools(), **options).values
    other = sense.burden(schools(), **options | {"hour_value": options["hour_value"] * times}).values
    money = [
        key
        for key, value in plain.items()
        if (isinstance(value, float) and "saving" in key) or key.startswith("cost")
    ]
    assert money
    for key in money:
        assert other[key] == pytest.approx(times * plain[key], rel=1e-9), key
