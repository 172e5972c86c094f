"""A change beside the change elsewhere, against the numbers that the sources give."""

import pytest

from jopoi.errors import OptionError
from jopoi.loop.relative import relative_change


def test_speedwatch_is_a_sixth_beyond_great_britain():
    found = relative_change(-0.35, comparator=-0.22)
    assert found.ratio == pytest.approx(0.833, abs=5e-4)
    assert found.beyond == pytest.approx(-0.167, abs=5e-4)
    assert found.points == pytest.approx(-13)


def test_the_sentence_names_both_changes_and_the_comparator():
    told = relative_change(-0.35, comparator=-0.22).said()
    assert told.say("en").startswith("−35.0% here, −22.0% where nothing was done: relative to the comparator")
    assert "−16,7" in told.say("es")
    assert "0,833" in told.say("es")


# Lambeth: from 85.2 in 1998 to 59.5, and from 100 in 2003: the first year chosen makes the figure.
@pytest.mark.parametrize(("first", "fall"), [(85.2, -0.302), (100.0, -0.405)])
def test_lambeth_depends_on_the_first_year(first, fall):
    assert relative_change(59.5 / first - 1, comparator=0.0).beyond == pytest.approx(fall, abs=5e-4)


@pytest.mark.parametrize("gone", [-1.0, -1.2, float("nan")])
def test_nothing_relative_can_be_said_of_what_is_gone(gone):
    with pytest.raises(OptionError, match="above −100"):
        relative_change(-0.1, comparator=gone)
