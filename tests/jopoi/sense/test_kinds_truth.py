"""The study of kinds, in small: counts of two kinds of units, of which the better ones are one in ten."""

import numpy as np
import pytest

from benchmarks.study_kinds import Cell, draw_picture, rank, reading, replicate, table


@pytest.mark.parametrize("prior", ["normal", "nonparametric"])
@pytest.mark.parametrize("kind", ["shares", "rates"])
def test_false_shares_and_intervals_hold_for_counts_of_two_kinds(kind, prior):
    rows = np.array([replicate((kind, "two kinds", prior, seed)) for seed in range(8)])
    cell = Cell(kind, "two kinds", prior, rows)
    assert cell.holds
    assert rows[:, 3].mean() > 0.92
    assert rows[:, 4].mean() > 0.9
    assert f"{cell.false_share:.3f}" in "".join(table([cell]))


def test_places_and_grades_hold_in_small():
    rows = np.array([rank(("means", "normal", seed)) for seed in range(8)])
    assert rows[:, 0].mean() >= 0.75  # 95 % is promised; of eight, two may fail once in sixteen thousand
    assert rows[:, 1].mean() < 0.08


def test_what_does_not_hold_is_named_and_drawn():
    bad = Cell("rates", "skewed", "normal", np.array([[10.0, 9.0, 2.0, 0.5, 0.1]] * 5))
    good = Cell("rates", "skewed", "nonparametric", np.array([[10.0, 1.0, 2.0, 0.95, 0.5]] * 5))
    assert "**above**" in table([bad])[-1]
    assert "it was above in: rates, skewed (0.90)" in reading([bad, good])
    assert "<svg" in draw_picture([bad, good])
