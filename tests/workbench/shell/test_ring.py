"""Every stitch of the ring is a fact, and the words beside it say the same."""

import re

import pytest

from jopoi_workbench.shell.loops import loops_of, quarter_words
from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.ring import PETALS, Quarter, draw

NOTHING = [Quarter()] * 4


def stitches(facts, size="large"):
    return {stitch.style: stitch.d for stitch in draw([facts, *NOTHING[1:]], size)[0].stitches}


def petals(d):
    return len(re.findall("Q", d)) // 2


def test_a_ring_without_facts_is_thread_and_open_hem():
    assert [{stitch.style for stitch in quarter.stitches} for quarter in draw(NOTHING)] == [
        {"thread", "hem open"}
    ] * 4


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize(
    ("kind", "style"), [("done", "s-d"), ("running", "s-r"), ("waits", "s-w"), ("planned", "s-p")]
)
@pytest.mark.parametrize("n", [1, 3, 6, 8])
def test_a_petal_for_each_piece_of_evidence(size, kind, style, n):
    assert petals(stitches(Quarter(**{kind: n}), size)[style]) == n


def test_a_quarter_holds_no_more_petals_than_can_be_told_apart():
    assert petals(stitches(Quarter(done=40))["s-d"]) == PETALS


def test_a_dot_for_each_person_and_a_diamond_for_each_decision():
    d = stitches(Quarter(people=3, decisions=2))["s-d"]
    assert d.count("a4.3 4.3 0 1 0 8.6 0") == 3
    assert d.count("L") == 2 * 3


def test_a_decision_closes_the_hem():
    assert {"hem", "hem-f"} <= set(stitches(Quarter(done=1, closed=True)))
    assert "hem open" not in stitches(Quarter(done=1, closed=True))


@pytest.mark.parametrize(("number", "signs"), [(0, (1, -1)), (1, (1, 1)), (2, (-1, 1)), (3, (-1, -1))])
def test_the_quarters_run_clockwise_from_noon(number, signs):
    facts = [Quarter(done=3) if n == number else Quarter() for n in range(4)]
    d = next(stitch.d for stitch in draw(facts)[number].stitches if stitch.style == "s-d")
    tips = re.findall(r" (-?[\d.]+) (-?[\d.]+)Q", d)
    assert tips
    assert all(float(x) * signs[0] > 0 and float(y) * signs[1] > 0 for x, y in tips)


@pytest.mark.parametrize("size", ["small", "large"])
def test_a_ring_stays_inside_its_picture(size):
    full = [Quarter(done=4, running=2, waits=1, planned=1, people=8, decisions=3, closed=True)] * 4
    edge = 56 if size == "small" else 112
    for quarter in draw(full, size):
        for stitch in quarter.stitches:
            assert all(abs(float(n)) <= edge for n in re.findall(r"-?\d+\.?\d*", stitch.d))
            assert "nan" not in stitch.d


def test_the_words_say_what_the_stitches_show():
    assert (
        quarter_words(Quarter(done=4, running=1, waits=1, closed=True))
        == "4 filed, 1 running, 1 waits, closed"
    )
    assert quarter_words(Quarter()) == "not begun"


def test_facts_come_from_the_register(evidence, challenge, analyst):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.DONE)
    (loop,) = loops_of([challenge], [])
    assert loop.facts["sense"] == Quarter(done=1, people=1)
    assert loop.words == (
        "Schools beyond their means. Sense: 1 filed, 1 person took part; Explore: not begun; "
        "Test: not begun; Grow: not begun."
    )


def test_what_was_replaced_or_cancelled_is_not_drawn(evidence, challenge):
    Evidence.objects.filter(pk=evidence.pk).update(state=Evidence.State.SUPERSEDED)
    assert loops_of([challenge], [])[0].facts["sense"] == Quarter()
