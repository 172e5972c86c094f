"""Sums by unit: beside plain arithmetic on the rows, in every engine."""

from dataclasses import replace

import duckdb
import narwhals as nw
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jopoi._core.frames import take
from jopoi._core.reduce import Design, centres, reduce_by_unit

DESIGN = Design(
    unit="unit",
    outcome="y",
    numbers=("a", "b"),
    levels=(("place", ("east", "west")),),
    group="group",
)


def rows(seed=1, number=200, offset=0.0):
    rng = np.random.default_rng(seed)
    unit = rng.integers(0, 17, number)
    return pl.DataFrame(
        {
            "unit": unit,
            "group": unit % 3,
            "place": rng.choice(["east", "west"], number),
            "a": rng.normal(3.0, 2.0, number) + offset,
            "b": rng.integers(0, 5, number),
            "y": rng.normal(50.0, 9.0, number) + offset,
            "error": rng.uniform(0.5, 2.0, number),
        }
    )


def columns_of(frame):
    west = (frame["place"] == "west").cast(pl.Float64)
    return np.column_stack([np.ones(len(frame)), frame["a"], frame["b"], west, frame["y"]]).astype(float)


@pytest.mark.parametrize("engine", ["eager", "lazy", "duckdb"])
@pytest.mark.parametrize(
    ("by", "power"), [({}, 0), ({"error": "error"}, -2), ({"weight": "error"}, 1)], ids=str
)
def test_the_sums_are_those_of_the_rows(engine, by, power):
    frame = rows()
    source = {"eager": frame, "lazy": frame.lazy(), "duckdb": duckdb.from_arrow(frame.to_arrow())}[engine]
    sums = reduce_by_unit(take(source), replace(DESIGN, **by), None)
    weights = frame["error"].to_numpy() ** float(power)
    plain = (columns_of(frame) - sums.centre) / sums.scale
    member = frame["unit"].to_numpy()[:, None] == sums.unit.to_numpy()
    by_unit = member.T @ (plain * weights[:, None])
    assert np.column_stack([sums.x, sums.y]) == pytest.approx(by_unit, rel=1e-9, abs=1e-9)
    assert sums.cross == pytest.approx((plain * weights[:, None]).T @ plain, rel=1e-9, abs=1e-9)
    assert sums.weight == pytest.approx(member.T @ weights)
    assert sums.rows.tolist() == member.sum(axis=0).tolist()


def test_units_come_in_the_order_of_their_labels_with_their_groups():
    sums = reduce_by_unit(take(rows()), DESIGN, None)
    assert sums.unit.is_sorted()
    assert sums.group.to_list() == [unit % 3 for unit in sums.unit]


def test_only_the_rows_that_are_kept_count():
    frame = rows()
    kept = reduce_by_unit(take(frame), DESIGN, nw.col("b") < 3)
    assert kept.rows.sum() == frame.filter(pl.col("b") < 3).height


def test_no_digits_are_lost_far_from_zero():
    near, far = (reduce_by_unit(take(rows(offset=offset)), DESIGN, None) for offset in (0.0, 1e7))
    # 1e7 leaves nine digits to a value; naive squares of 1e14 would leave two to its variance.
    assert far.cross == pytest.approx(near.cross, rel=1e-7, abs=1e-5)


def test_centres_ignore_what_is_missing():
    frame = pl.DataFrame({"a": [1.0, None, 3.0, float("nan"), 5.0], "b": [2.0] * 5})
    mean, spread = centres(take(frame), ["a", "b"])
    assert mean.tolist() == [3.0, 2.0]
    assert spread.tolist() == [2.0, 1.0]


def test_keeping_some_columns_keeps_their_sums():
    whole = reduce_by_unit(take(rows()), DESIGN, None)
    part = whole.keep([0, 2])
    assert part.terms == ("constant", "b")
    assert np.array_equal(part.x, whole.x[:, [0, 2]])
    assert np.array_equal(part.cross, whole.cross[np.ix_([0, 2, 4], [0, 2, 4])])


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000))
def test_two_halves_add_up_to_the_whole(seed):
    frame = rows(seed)
    whole = reduce_by_unit(take(frame), DESIGN, None)
    parts = [reduce_by_unit(take(frame), DESIGN, keep) for keep in (nw.col("b") < 2, nw.col("b") >= 2)]
    total = pl.concat([pl.DataFrame({"unit": part.unit, "y": part.y}) for part in parts])
    assert total.group_by("unit").agg(pl.col("y").sum()).sort("unit")["y"].to_numpy() == pytest.approx(
        whole.y
    )
