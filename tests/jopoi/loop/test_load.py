"""How work lies on people, and what would be missing if one left."""

from fractions import Fraction

from jopoi.loop import Held, loads, resting_on_one

HELD = [Held(7, "fair"), Held(7, "fair"), Held(7, "school"), Held(3, "school")]


def test_the_busiest_comes_first_with_their_share():
    assert [(one.person, one.things, one.share) for one in loads(HELD)] == [
        (7, 3, Fraction(3, 4)), (3, 1, Fraction(1, 4)),
    ]  # fmt: skip


def test_what_nobody_else_holds_rests_on_one():
    assert resting_on_one(HELD) == {7: ["fair"]}


def test_nothing_rests_on_nobody():
    assert (loads([]), resting_on_one([])) == ([], {})
