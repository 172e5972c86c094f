"""Time against money: days and whole amounts, checked by moving the steps about."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from jopoi.errors import OptionError
from jopoi.loop import Grant, Step, fit, place, unspent

TODAY = date(2026, 3, 2)
LOTTERY = Step(key=1, weeks=1, starts=date(2026, 3, 9), done=None)
COUPONS = Step(key=2, weeks=4, after=1)
VISITS = Step(key=3, weeks=3, after=2)
MONEY = Grant(key=9, amount=28_000_000, spent=7_000_000, starts=date(2026, 1, 1), lapses=date(2026, 5, 3))


def fitted(steps, grant=MONEY, today=TODAY):
    return fit(place(steps, today), grant, today)


def days(steps, today=TODAY):
    return {one.step.key: (one.first.isoformat(), one.last.isoformat()) for one in place(steps, today)}


def test_a_step_begins_the_day_after_the_one_it_waits_for():
    assert days([VISITS, COUPONS, LOTTERY]) == {
        1: ("2026-03-09", "2026-03-15"), 2: ("2026-03-16", "2026-04-12"), 3: ("2026-04-13", "2026-05-03"),
    }  # fmt: skip


def test_a_later_day_of_its_own_counts_more():
    assert days([LOTTERY, replace(COUPONS, starts=date(2026, 4, 1))])[2][0] == "2026-04-01"


def test_what_ended_early_or_late_moves_what_follows():
    done = replace(LOTTERY, done=date(2026, 3, 20))
    assert days([done, COUPONS]) == {1: ("2026-03-09", "2026-03-20"), 2: ("2026-03-21", "2026-04-17")}


def test_what_is_not_done_has_not_ended_before_today():
    assert days([LOTTERY, COUPONS], date(2026, 4, 1))[1] == ("2026-03-09", "2026-04-01")


def test_a_step_with_neither_day_nor_another_begins_today():
    assert days([Step(key=1, weeks=1)])[1] == ("2026-03-02", "2026-03-08")


def test_it_fits_to_the_day():
    found = fitted([LOTTERY, COUPONS, VISITS])
    assert (found.days_over, found.first_over, found.last) == (0, None, MONEY.lapses)
    assert found.start_by[1] == LOTTERY.starts


def test_a_week_late_is_seven_days_over_and_names_the_first_that_does_not_fit():
    found = fitted([replace(LOTTERY, weeks=2), COUPONS, VISITS])
    assert (found.days_over, found.first_over) == (7, 3)


@pytest.mark.parametrize("lapses", [date(2026, 5, 3) + timedelta(days) for days in (-40, -9, 0, 1, 30)])
def test_the_latest_start_is_the_last_one_that_fits(lapses):
    grant = replace(MONEY, lapses=lapses)
    by = fitted([LOTTERY, COUPONS, VISITS], grant).start_by[1]
    early = min(by, TODAY)
    assert fitted([replace(LOTTERY, starts=by), COUPONS, VISITS], grant, early).days_over == 0
    late = by + timedelta(1)
    assert fitted([replace(LOTTERY, starts=late), COUPONS, VISITS], grant, early).days_over == 1


def test_a_grant_counts_only_what_it_pays_for_and_what_that_waits_for():
    other = replace(VISITS, grant=8)
    found = fitted([LOTTERY, replace(COUPONS, grant=9), other], replace(MONEY, lapses=date(2026, 4, 12)))
    assert (found.days_over, set(found.start_by)) == (0, {1, 2})


def test_the_tightest_step_is_the_one_with_least_to_spare():
    loose = Step(key=4, weeks=1, starts=date(2026, 3, 3))
    assert fitted([loose, LOTTERY, COUPONS, VISITS]).tightest == 1


def test_nothing_planned_fits_any_grant():
    found = fitted([])
    assert (found.last, found.days_over, found.tightest) == (None, 0, None)


@pytest.mark.parametrize("steps", [
    [Step(key=1, weeks=1, after=2), Step(key=2, weeks=1, after=1)],
    [Step(key=1, weeks=1, after=1)],
    [Step(key=1, weeks=1, after=7)],
])  # fmt: skip
def test_steps_that_wait_in_a_circle_or_for_nothing_are_refused(steps):
    with pytest.raises(OptionError):
        place(steps, TODAY)


@pytest.mark.parametrize(("spent", "today", "share"), [
    (0, TODAY, Fraction(1)),
    (7_000_000, date(2026, 3, 3), Fraction(1, 2)),  # a quarter of it in half the time
    (28_000_000, TODAY, Fraction(0)),
    (7_000_000, date(2027, 1, 1), Fraction(3, 4)),  # it lapsed: what is left is left
    (0, date(2026, 1, 1), None),
])  # fmt: skip
def test_what_stays_unspent_at_the_present_pace(spent, today, share):
    assert unspent(replace(MONEY, spent=spent), today) == share


def test_without_a_first_day_there_is_no_pace():
    assert unspent(replace(MONEY, starts=None), TODAY) is None
