"""Comparison units: nearest in circumstances, each used once, and visitors who cannot tell who is who."""

import numpy as np
import polars as pl
import pytest

from jopoi.sense._matching import nearest, standardised


def test_each_unit_gets_its_nearest():
    context = np.array([[0.0], [10.0], [1.0], [12.0], [50.0]])
    match, distance = nearest(np.array([0, 1]), np.array([2, 3, 4]), context)
    assert match.tolist() == [2, 3]
    assert distance.tolist() == [1.0, 2.0]


def test_nobody_is_the_match_of_two():
    context = np.array([[0.0], [0.1], [0.2], [5.0]])
    match, _ = nearest(np.array([0, 1]), np.array([2, 3]), context)
    assert match.tolist() == [3, 2]


def test_when_the_pool_is_used_up_the_last_ones_have_no_match():
    match, distance = nearest(np.array([0, 1]), np.array([2]), np.array([[0.0], [0.5], [0.6]]))
    assert match.tolist() == [-1, 2]
    assert np.isnan(distance[0])


def test_an_empty_pool_matches_nobody():
    match, _ = nearest(np.array([0, 1]), np.array([], dtype=int), np.zeros((2, 1)))
    assert match.tolist() == [-1, -1]


def test_circumstances_count_alike_whatever_they_are_measured_in():
    scaled = standardised(np.array([[1.0, 5000.0, 3.0], [2.0, 9000.0, 3.0], [3.0, 7000.0, 3.0]]))
    assert scaled[:, :2].std(axis=0) == pytest.approx([1.0, 1.0])
    assert scaled[:, 2].tolist() == [0.0, 0.0, 0.0]


def test_every_selected_unit_has_an_ordinary_one_beside_it(schools, ask):
    found = ask(schools)
    matches = found.sheets["matches"]
    potential = matches.filter(pl.col("role") == "potential")
    assert potential["unit"].to_list() == found.sheets["shortlist"]["unit"].to_list()
    beside = matches.filter(pl.col("role") != "potential").join(found.sheets["units"], on="unit")
    assert not beside["selected"].any()
    assert set(beside.filter(pl.col("role") == "ordinary")["set"]) == set(potential["set"])
    assert matches["unit"].is_unique().all()


def test_ordinary_units_are_ordinary_and_low_ones_are_low(schools, ask):
    low_end = schools.with_columns(pl.col("score") - 25 * pl.col("school").str.ends_with("5"))
    found = ask(low_end)
    roles = found.sheets["matches"].join(found.sheets["units"], on="unit")
    ordinary, low = (roles.filter(pl.col("role") == role) for role in ("ordinary", "low"))
    assert (ordinary["lower"] <= 0).all()
    assert (ordinary["upper"] >= 0).all()
    assert len(low) > 0
    assert (low["posterior_mean"] < 0).all()


def test_the_visit_list_does_not_say_who_is_who(schools, ask):
    found = ask(schools)
    visits, matches = found.sheets["visits"], found.sheets["matches"]
    assert set(visits.columns) <= {"visit", "unit", "group", "set"}
    assert sorted(visits["unit"]) == sorted(matches["unit"])
    # The same units visit one another's neighbours: the sets hold together under other numbers.
    together = visits.join(matches, on="unit").group_by("set").agg(pl.col("set_right").n_unique())
    assert together["set_right"].to_list() == [1] * len(together)


def test_the_order_of_visits_depends_on_the_seed_alone(schools, ask):
    orders = [ask(schools, rng=seed).sheets["visits"]["unit"].to_list() for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2])


def test_without_a_seed_the_order_follows_from_the_data(schools, ask):
    first, again = (ask(schools, rng=None).sheets["visits"] for _ in range(2))
    assert first.equals(again)


def test_the_surest_do_not_come_first_in_the_visit_list(schools, ask):
    found = ask(schools)
    firsts = [ask(schools, rng=seed).sheets["visits"]["unit"][0] for seed in range(20)]
    selected = set(found.sheets["shortlist"]["unit"])
    assert 0 < sum(first in selected for first in firsts) < 20
