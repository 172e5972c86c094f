"""Money and planned steps in words: what fits, what does not, and by when something must start."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jopoi import loop
from jopoi.errors import OptionError
from jopoi_workbench.shell.models import Grant, PlannedStep

SOON = timedelta(weeks=9)
# Spanish as the lab's region writes money; English has no sign for guaraníes and would write the bare code.
_LOCALES = {"es": "es_PY"}
_NO_SPACE = re.compile(r"(?<=[A-Za-z])(?=\d)")
_WORTH_SAYING = Fraction(1, 20)


def language() -> str:
    return (get_language() or "en").partition("-")[0]


def amount_words(minor: int, currency: str) -> str:
    """An amount in the reader's language and its own currency."""
    amount = Decimal(minor).scaleb(-get_currency_precision(currency))
    said = format_currency(amount, currency, locale=Locale.parse(_LOCALES.get(language(), language())))
    return _NO_SPACE.sub("\N{NO-BREAK SPACE}", said.replace("PYG", "Gs"))


def sum_words(amount: Decimal, currency: str) -> str:
    """A sum as the reader's language writes it, cents only if there are some, after the currency's code."""
    places = 0 if amount == amount.to_integral_value() else 2
    said = number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{currency} {said}".strip()


def as_step(step: PlannedStep) -> loop.Step:
    """A planned step as the rules of the loop take it."""
    return loop.Step(
        key=step.pk, weeks=step.weeks, starts=step.starts_on, after=step.after_id, done=step.done_on,
        grant=step.grant_id,
    )  # fmt: skip


def as_grant(grant: Grant) -> loop.Grant:
    """A grant as the rules of the loop take it."""
    return loop.Grant(
        key=grant.pk, amount=grant.amount, spent=grant.spent, lapses=grant.lapses_on, starts=grant.starts_on
    )


@dataclass(frozen=True)
class Row:
    """A step with its days; ``late`` if it ends after a grant that pays for it lapsed."""

    step: PlannedStep
    first: date
    last: date
    start_by: date | None
    late: bool


@dataclass(frozen=True)
class Money:
    """A grant beside the design."""

    grant: Grant
    fit: loop.Fit
    share_unspent: Fraction | None
    steps: dict[int, PlannedStep] = field(repr=False)
    today: date

    @property
    def amount(self) -> str:
        return amount_words(self.grant.amount, self.grant.currency)

    @property
    def spent(self) -> str:
        return amount_words(self.grant.spent, self.grant.currency)

    @property
    def left(self) -> str:
        return amount_words(self.grant.amount - self.grant.spent, self.grant.currency)

    @property
    def tightest(self) -> tuple[PlannedStep, date] | None:
        """The step with the least time to spare, and the latest day on which it may start."""
        key = self.fit.tightest
        return None if key is None else (self.steps[key], self.fit.start_by[key])

    @property
    def lapsed(self) -> bool:
        return self.grant.lapses_on < self.today

    @property
    def warnings(self) -> list[str]:
        return list(self._warnings())

    def _warnings(self) -> Iterator[str]:
        told = {"source": self.grant.source, "day": _day(self.grant.lapses_on), "left": self.left}
        if self.lapsed:
            if self.grant.spent < self.grant.amount:
                yield _("%(source)s lapsed on %(day)s with %(left)s unspent.") % told
            return
        if self.fit.days_over and self.fit.first_over is not None:
            yield ngettext(
                "The design ends %(n)s day after %(source)s lapses on %(day)s. The first step that does "
                "not fit is “%(step)s”.",
                "The design ends %(n)s days after %(source)s lapses on %(day)s. The first step that does "
                "not fit is “%(step)s”.",
                self.fit.days_over,
            ) % {**told, "n": self.fit.days_over, "step": self.steps[self.fit.first_over].name}
            yield self._way_out()
        elif self.tightest and self.tightest[1] <= self.today + SOON:
            yield self.must_start()
        yield from self._pace()

    def must_start(self) -> str:
        """By when the tightest step must start."""
        step, by = self.tightest or (None, self.today)
        name = step.name if step else ""
        return _("“%(step)s” must start by %(day)s or its grant lapses.") % {"step": name, "day": _day(by)}

    def _way_out(self) -> str:
        if self.tightest and self.tightest[1] >= self.today:
            step, by = self.tightest
            return _("It would fit if “%(step)s” started by %(day)s.") % {"step": step.name, "day": _day(by)}
        return _("It would not fit even if the next step started today: shorten it, or ask for more time.")

    def _pace(self) -> Iterator[str]:
        if self.share_unspent is None or self.share_unspent < _WORTH_SAYING:
            return
        rest = int(self.grant.amount * self.share_unspent)
        yield _("At the present pace %(share)s of %(source)s stays unspent: %(rest)s.") % {
            "share": loop_percent(self.share_unspent),
            "source": self.grant.source,
            "rest": amount_words(rest, self.grant.currency),
        }


def loop_percent(share: Fraction) -> str:
    """A share in whole hundredths, as the reader's language writes it."""
    return _("%(n)s%%") % {"n": round(100 * share)}


@dataclass(frozen=True)
class Design:
    """The planned steps of a challenge beside its money; ``trouble`` if they cannot be put in order."""

    rows: list[Row]
    money: list[Money]
    trouble: str = ""

    @property
    def warnings(self) -> list[str]:
        return [warning for one in self.money for warning in one.warnings]


def design_of(grants: Iterable[Grant], steps: Sequence[PlannedStep], today: date) -> Design:
    """Put the steps on their days and hold them against each grant."""
    known = {step.pk: step for step in steps}
    try:
        placed = loop.place([as_step(step) for step in steps], today)
    except OptionError as error:
        return Design([], [], error.say(language()))
    money = [
        Money(
            grant,
            loop.fit(placed, as_grant(grant), today),
            loop.unspent(as_grant(grant), today),
            known,
            today,
        )
        for grant in grants
    ]
    return Design([_row(known[one.step.key], one, money, today) for one in placed], money)


def _row(step: PlannedStep, placed: loop.Placed, money: list[Money], today: date) -> Row:
    bys = [one.fit.start_by[step.pk] for one in money if step.pk in one.fit.start_by]
    paid = [one for one in money if step.grant_id in {None, one.grant.pk}]
    late = step.done_on is None and any(placed.last > one.grant.lapses_on for one in paid)
    start_by = min(bys, default=None) if placed.first >= today else None  # what has begun need not begin
    return Row(step, placed.first, placed.last, start_by, late)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
