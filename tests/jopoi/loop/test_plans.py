"""Every difference from a plan is listed, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from jopoi.loop.plans import Planned, Ran, deviations

SPEC = {"outcome": "passed", "context": ["lunch"], "top": 0.1, "group": None}
PLAN = Planned(
    frozen_at=datetime(2026, 1, 1, tzinfo=UTC),
    method="sense.screen",
    spec=SPEC,
    outcomes=("passed",),
    columns=("passed", "lunch"),
    periods=("2026",),
    rows=100,
    expected=date(2026, 5, 1),
)
RUN = Ran(
    at=datetime(2026, 6, 1, tzinfo=UTC),
    method="sense.screen",
    spec=SPEC,
    outcomes=("passed",),
    columns=("school", "passed", "lunch"),
    periods=("2025", "2026"),
    rows=100,
)


def keys(plan=PLAN, **changed):
    return [deviation.key for deviation in deviations(plan, replace(RUN, **changed))]


def test_what_was_done_as_planned_has_none():
    assert keys() == []


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"at": datetime(2025, 12, 31, tzinfo=UTC)}, "before"),
        ({"at": datetime(2026, 4, 30, tzinfo=UTC)}, "early"),
        ({"method": "shell.record", "spec": {}}, "method"),
        ({"spec": SPEC | {"top": 0.2}}, "spec:top"),
        ({"spec": SPEC | {"rng": 7}}, "spec:rng"),
        ({"columns": ("passed",)}, "column:lunch"),
        ({"periods": ("2025",)}, "period:2026"),
        ({"rows": 99}, "rows"),
        ({"outcomes": ("passed", "absent")}, "outcome:absent"),
    ],
)
def test_each_difference_is_named(changed, key):
    assert keys(**changed) == [key]


def test_a_missing_option_is_the_same_as_one_left_empty():
    assert keys(spec={name: value for name, value in SPEC.items() if value is not None}) == []


def test_without_a_table_nothing_is_said_of_its_rows():
    assert keys(columns=None, periods=None, rows=None) == []


def test_a_plan_without_a_method_compares_no_options():
    assert keys(replace(PLAN, method="", spec={}), spec={"top": 0.5}) == []


def test_it_is_said_in_both_languages():
    for deviation in deviations(PLAN, replace(RUN, spec=SPEC | {"top": 0.2}, rows=3)):
        assert deviation.said.say("en") != deviation.said.say("es")
