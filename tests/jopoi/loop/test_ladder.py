"""The ladder never gives more than a design carries: over every combination of facts."""

from dataclasses import fields, replace
from itertools import product

import pytest

from jopoi.loop.ladder import HIGHEST, Comparison, Design, grade

FLAGS = [f.name for f in fields(Design) if f.type is bool]
GOOD = ("told", "logical_case", "measured", "registered", "manual")
FAULTS = ("attrition", "contamination", "unlike", "few")
EVERY = [
    Design(**dict(zip(FLAGS, ticked, strict=True)), comparison=comparison, repeats=repeats, agreeing=agreeing)
    for ticked in product((False, True), repeat=len(FLAGS))
    for comparison in Comparison
    for repeats, agreeing in ((0, 0), (2, 1), (2, 2))
]
BEFORE_AFTER = Design(logical_case=True, measured=True)
TRIAL = replace(BEFORE_AFTER, comparison=Comparison.RANDOMISED)


def test_every_combination_is_there():
    assert set(FLAGS) == set(GOOD) | set(FAULTS)
    assert len(EVERY) == 2**9 * len(Comparison) * 3


def test_without_a_comparison_nothing_rises_above_two():
    assert max(grade(d).level for d in EVERY if d.comparison is Comparison.NONE) == 2


def test_without_a_measurement_nothing_rises_above_one():
    assert max(grade(d).level for d in EVERY if not d.measured) == 1


def test_a_good_fact_never_lowers_and_a_fault_never_raises():
    for design in EVERY:
        level = grade(design).level
        assert all(grade(replace(design, **{good: True})).level >= level for good in GOOD)
        assert all(grade(replace(design, **{fault: True})).level <= level for fault in FAULTS)
        assert grade(replace(design, repeats=design.repeats + 1, agreeing=design.agreeing + 1)).level >= level


def test_there_is_always_a_reason_and_below_the_top_a_way_up_in_both_languages():
    for design in EVERY:
        found = grade(design)
        assert bool(found.why_not_higher) is (found.level < HIGHEST)
        for said in (found.reason, found.name, *found.why_not_higher):
            assert said.say("en") != said.say("es")


@pytest.mark.parametrize(
    ("design", "level"),
    [
        (Design(), 0),
        (Design(told=True), 1),
        (Design(logical_case=True), 1),
        (Design(measured=True), 2),
        (replace(BEFORE_AFTER, repeats=9, agreeing=9, manual=True, registered=True), 2),
        (replace(TRIAL, logical_case=False), 2),
        (TRIAL, 3),
        (replace(TRIAL, unlike=True), 3),
        (replace(TRIAL, attrition=True), 2),
        (replace(TRIAL, contamination=True), 2),
        (replace(TRIAL, few=True), 2),
        (replace(BEFORE_AFTER, comparison=Comparison.DIFFERENCE_IN_DIFFERENCES, unlike=True), 2),
        (replace(BEFORE_AFTER, comparison=Comparison.MATCHED), 2),
        (replace(BEFORE_AFTER, comparison=Comparison.MATCHED, registered=True), 3),
        (replace(TRIAL, repeats=3, agreeing=2, manual=True), 3),
        (replace(TRIAL, repeats=1, agreeing=1), 4),
        (replace(TRIAL, repeats=1, agreeing=1, manual=True), 5),
    ],
)
def test_a_design_has_its_level(design, level):
    assert grade(design).level == level


# The claims of the source documents (DOMAIN 9), by what is known of how they were found.
SOURCES = {
    "Speedwatch: casualties fell by 35 %, no control counties": (BEFORE_AFTER, 2),
    "Lambeth: three figures by choice of the first year": (BEFORE_AFTER, 2),
    "Stockport: an estimate of savings, visits counted": (Design(logical_case=True), 1),
    "Highland: in-patients, from a year before it began": (BEFORE_AFTER, 2),
    "Peer educators go on to college: no denominators": (Design(told=True), 1),
}


@pytest.mark.parametrize("name", SOURCES)
def test_what_the_sources_claim_stays_low(name):
    design, level = SOURCES[name]
    assert grade(design).level == level
    no_comparison = "There is no comparison" in " ".join(said.say() for said in grade(design).why_not_higher)
    assert no_comparison is (level == 2)
