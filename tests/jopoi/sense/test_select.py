"""Who is on the list: the six units worked out by hand, and what must hold of every list."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm

from jopoi.sense._select import bar, grades, shortlist, tail_probability

OUTCOME = np.array([2.2, 1.6, 1.4, 0.9, 2.6, 0.2])
ERROR = np.array([0.5, 0.3, 0.6, 0.4, 1.5, 0.3])
TAILS = arrays(float, st.integers(1, 30), elements=st.floats(0.0, 1.0))


@pytest.fixture
def six():
    """The tail probabilities of six units under a standard normal prior, top tenth."""
    kept = 1.0 / (1.0 + ERROR**2)
    return tail_probability(kept * OUTCOME, np.sqrt(kept) * ERROR, bar(1.0, 0.10))


def test_the_six_units_have_the_tail_probabilities_worked_out_by_hand(six):
    assert six.round(4).tolist() == [0.8577, 0.7417, 0.3120, 0.0867, 0.2814, 0.0001]


def test_at_a_false_share_of_a_fifth_the_first_unit_stands_alone(six):
    assert shortlist(six, 0.20).tolist() == [0]


def test_two_units_need_a_bound_just_above_a_fifth(six):
    assert np.mean(1.0 - six[[0, 1]]) == pytest.approx(0.2003, abs=5e-5)
    assert shortlist(six, 0.2004).tolist() == [0, 1]


def test_the_largest_raw_value_ranks_fourth_because_it_is_the_noisiest(six):
    order = np.argsort(-six).tolist()
    assert order.index(int(np.argmax(OUTCOME))) == 3


def test_the_bar_cuts_off_the_top_share_of_the_prior():
    assert norm.sf(bar(4.0, 0.10), scale=2.0) == pytest.approx(0.10)
    assert bar(0.0, 0.10) == 0.0


def test_units_of_which_nothing_is_known_are_not_on_the_list():
    tail = tail_probability(np.zeros(3), np.zeros(3), 0.0)
    assert tail.tolist() == [0.0, 0.0, 0.0]
    assert len(shortlist(tail, 0.5)) == 0


def test_capacity_keeps_the_surest(six):
    assert shortlist(six, 0.5, capacity=2).tolist() == [0, 1]


def test_equal_units_stay_in_the_order_given():
    assert shortlist(np.array([0.9, 0.95, 0.9, 0.95]), 0.5).tolist() == [1, 3, 0, 2]


@given(tail=TAILS, share=st.floats(0.01, 0.99))
def test_no_longer_list_would_keep_the_bound(tail, share):
    chosen = shortlist(tail, share)
    best = np.sort(tail)[::-1]
    assert np.array_equal(tail[chosen], best[: len(chosen)])
    means = [np.mean(1.0 - best[:size]) for size in range(1, len(tail) + 1)]
    slack = 1e-9
    assert all(mean <= share + slack for mean in means[: len(chosen)])
    assert all(mean >= share - slack for mean in means[len(chosen) :])


def test_grades_say_how_sure_it_is():
    assert grades(np.array([0.96, 0.95, 0.94, 0.80, 0.79])).tolist() == ["A", "A", "B", "B", "C"]
