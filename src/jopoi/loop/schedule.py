"""Whether what is planned can be done before the money for it lapses: dates and whole amounts only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from jopoi.errors import OptionError
from jopoi.words import N_

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A planned step of a design.

    Attributes
    ----------
    key : int
    weeks : int
        How long it takes.
    starts : date, optional
        Not before this day.
    after : int, optional
        The step that must be over first.
    done : date, optional
        Its last day, once it is over.
    grant : int, optional
        The grant that pays for it; if none is named, it counts against each.
    """

    key: int
    weeks: int
    starts: date | None = None
    after: int | None = None
    done: date | None = None
    grant: int | None = None


@dataclass(frozen=True)
class Placed:
    """A step with its first and its last day."""

    step: Step
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Money that may be spent up to and including a day, in whole minor units of its currency."""

    key: int
    amount: int
    spent: int
    lapses: date
    starts: date | None = None


@dataclass(frozen=True)
class Fit:
    """How a design fits a grant.

    Attributes
    ----------
    last : date or None
        The last day of what the grant pays for; none if it pays for nothing.
    days_over : int
        By how many days that is too late; 0 if it fits.
    first_over : int or None
        The first step that ends too late.
    start_by : mapping of int to date
        For each step that is not done: the latest first day with which everything after it still fits.
    tightest : int or None
        Of the steps that have not begun, the one with the least time to spare.
    """

    last: date | None
    days_over: int
    first_over: int | None
    start_by: Mapping[int, date]
    tightest: int | None


def place(steps: Iterable[Step], today: date) -> list[Placed]:
    """Give each step its days.

    A step begins on its day or, if that is later, on the day after the step it waits for; without either it
    begins today. What is not done has not ended before today.

    Parameters
    ----------
    steps : iterable of Step
    today : date

    Returns
    -------
    list of Placed
        The earliest first.

    Raises
    ------
    OptionError
        If steps wait for one another in a circle, or for one that is not there.

    Examples
    --------
    >>> lottery = Step(key=1, weeks=1, starts=date(2026, 3, 2))
    >>> coupons = Step(key=2, weeks=4, after=1)
    >>> [str(placed.last) for placed in place([coupons, lottery], date(2026, 3, 2))]
    ['2026-03-08', '2026-04-05']
    """
    known = {step.key: step for step in steps}
    placed: dict[int, Placed] = {}
    for step in _in_order(known):
        before = placed[step.after] if step.after is not None else None
        placed[step.key] = _placed(step, before, today)
    return sorted(placed.values(), key=lambda one: (one.first, one.last, one.step.key))


def _in_order(known: Mapping[int, Step]) -> list[Step]:
    """The steps, each after the one it waits for."""
    order: dict[int, Step] = {}
    for step in known.values():
        chain: dict[int, Step] = {}
        here: Step | None = step
        while here is not None and here.key not in order:
            if here.key in chain:
                raise OptionError(
                    N_("Steps wait for one another in a circle."), N_("Let one begin on a day.")
                )
            chain[here.key] = here
            if here.after is not None and here.after not in known:
                raise OptionError(N_("A step waits for one that is not there."))
            here = None if here.after is None else known[here.after]
        order |= dict(reversed(chain.items()))
    return list(order.values())


def _placed(step: Step, before: Placed | None, today: date) -> Placed:
    length = step.weeks * _WEEK
    bounds = [day for day in (step.starts, before.last + _DAY if before else None) if day is not None]
    if step.done is not None:
        first = max(bounds, default=step.done - length + _DAY)
        return Placed(step, min(first, step.done), step.done)
    first = max(bounds, default=today)
    return Placed(step, first, max(first + length - _DAY, today))


def fit(placed: Sequence[Placed], grant: Grant, today: date) -> Fit:
    """Compare a design with the day on which a grant lapses.

    Parameters
    ----------
    placed : sequence of Placed
        What `place` gave.
    grant : Grant
    today : date

    Returns
    -------
    Fit

    Examples
    --------
    >>> steps = place([Step(key=1, weeks=4, starts=date(2026, 6, 15))], date(2026, 6, 1))
    >>> found = fit(steps, Grant(key=1, amount=100, spent=0, lapses=date(2026, 6, 30)), date(2026, 6, 1))
    >>> found.days_over, str(found.start_by[1])
    (12, '2026-06-03')
    """
    paid = [one for one in placed if one.step.grant in {None, grant.key} and one.step.done is None]
    over = [one for one in paid if one.last > grant.lapses]
    last = max((one.last for one in paid), default=None)
    start_by = _start_by(placed, {one.step.key for one in paid}, grant.lapses)
    ahead = [one for one in placed if one.step.key in start_by and one.first >= today]
    spare = min(ahead, key=lambda one: (start_by[one.step.key] - one.first, one.first), default=None)
    return Fit(
        last=last,
        days_over=max(0, (last - grant.lapses).days) if last else 0,
        first_over=min(over, key=lambda one: (one.last, one.first)).step.key if over else None,
        start_by=start_by,
        tightest=spare.step.key if spare else None,
    )


def _start_by(placed: Sequence[Placed], paid: set[int], lapses: date) -> dict[int, date]:
    """The latest first day of each step that is paid for, or that such a step waits for."""
    latest: dict[int, date] = {}
    for one in reversed(_in_order({one.step.key: one.step for one in placed})):
        if one.done is not None:
            continue
        ends = [latest[key] - _DAY for key in _followers(placed, one.key) if key in latest]
        ends += [lapses] if one.key in paid else []
        if ends:
            latest[one.key] = min(ends) - one.weeks * _WEEK + _DAY
    return latest


def _followers(placed: Sequence[Placed], key: int) -> list[int]:
    return [one.step.key for one in placed if one.step.after == key]


def unspent(grant: Grant, today: date) -> Fraction | None:
    """The share of a grant that stays unspent if spending goes on as it did.

    Parameters
    ----------
    grant : Grant
    today : date

    Returns
    -------
    Fraction or None
        None while there is no pace yet: nobody said when it began, or it began today.

    Examples
    --------
    >>> half_way = date(2026, 4, 1)
    >>> money = Grant(key=1, amount=100, spent=20, starts=date(2026, 1, 1), lapses=date(2026, 6, 30))
    >>> unspent(money, half_way)
    Fraction(3, 5)
    """
    if grant.amount <= 0 or grant.starts is None or today <= grant.starts:
        return None
    whole = max((grant.lapses - grant.starts).days, 0)
    so_far = min((today - grant.starts).days, whole)
    at_the_end = grant.spent * Fraction(whole, so_far) if so_far else Fraction(grant.spent)
    return max(Fraction(0), 1 - at_the_end / grant.amount)
