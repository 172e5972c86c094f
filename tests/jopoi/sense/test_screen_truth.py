"""Simulations with a known truth, quick enough for every day; the long ones are `make study`."""

import pytest

from benchmarks.known_truth import World
from benchmarks.study_screening import study

WORLDS = (World("little signal", 0.5, balanced=False), World("much signal", 2.0, balanced=False))


@pytest.fixture(scope="module", params=WORLDS, ids=lambda world: world.name)
def tally(request):
    return study(request.param, replications=24)


def test_the_realised_false_share_is_the_announced_one(tally):
    # .02 is what is promised. Half a Monte-Carlo error more keeps lists of some 40 units from failing by
    # luck; the study, with its 240 replications, has no such excuse.
    assert abs(tally.false_share(0) - tally.announced) < 0.02 + 0.5 * tally.false_share_error(0)


def test_the_intervals_cover_what_they_say(tally):
    assert 0.93 <= tally.covered.mean() <= 0.97


def test_the_intervals_of_the_selected_cover_as_well(tally):
    # Some 1,000 to 4,000 listed units: a standard error of half a percentage point.
    assert 0.93 <= tally.covered_on_the_list <= 0.97


def test_the_usual_lists_hold_more_false_ones(tally):
    ours, raw, significant, _ = (tally.false_share(rule) for rule in range(4))
    assert ours < raw < significant
