"""Small cells and what gives them away, held against every table that a reader could still think of."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jopoi.privacy import suppress

MINIMUM = 3
small_tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 6), min_size=width, max_size=width), min_size=1, max_size=2
    )
)


def thinkable(table, hidden, cell):
    """Every value that a hidden cell can have, by trying all tables with these totals and shown cells."""
    places = [(r, c) for r, row in enumerate(hidden) for c, gone in enumerate(row) if gone]
    rows, columns = len(table), len(table[0])
    most = sum(table[r][c] for r, c in places)
    found = set()
    for values in product(range(most + 1), repeat=len(places) - 1):
        left = most - sum(values)
        if left < 0:
            continue
        guess = [list(row) for row in table]
        for (r, c), value in zip(places, (*values, left), strict=True):
            guess[r][c] = value
        same_rows = columns == 1 or all(sum(guess[r]) == sum(table[r]) for r in range(rows))
        same_columns = rows == 1 or all(
            sum(g[c] for g in guess) == sum(t[c] for t in table) for c in range(columns)
        )
        if same_rows and same_columns:
            found.add(guess[cell[0]][cell[1]])
    return found


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_nobody_can_work_out_a_small_cell(table):
    hidden = suppress(table, minimum=MINIMUM)
    if all(all(row) for row in hidden):
        return  # nothing is left to hide behind
    for r, row in enumerate(table):
        for c, count in enumerate(row):
            if 0 < count < MINIMUM:
                values = thinkable(table, hidden, (r, c))
                assert max(values) - min(values) >= MINIMUM - 1


@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_every_small_cell_is_hidden_and_a_table_without_one_is_shown_whole(table):
    hidden = suppress(table, minimum=MINIMUM)
    small = [[0 < count < MINIMUM for count in row] for row in table]
    for told, is_small in zip(hidden, small, strict=True):
        assert all(gone for gone, kept_back in zip(told, is_small, strict=True) if kept_back)
    assert any(map(any, small)) or not any(map(any, hidden))


def test_the_complement_of_a_small_cell_is_hidden_too():
    assert suppress([[12, 3], [20, 30]]) == [[True, True], [True, True]]
    assert suppress([[3, 20, 30, 40]]) == [[True, True, False, False]]


@pytest.mark.parametrize("wrong", [[[1, 2], [3]], [[-1]], [1, 2]])
def test_what_is_no_table_of_counts_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011 - numpy words the ragged one itself
        suppress(wrong)
