"""What waits around money: what must start, and what must be spent or returned."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import unspent_grants_for, with_their_steps
from jopoi_workbench.shell.access.money import that_press
from jopoi_workbench.shell.models import Grant, Member
from jopoi_workbench.shell.money import SOON, Money, design_of
from jopoi_workbench.shell.waiting.things import Reckoned, Waiting

_AHEAD = timedelta(days=366)  # a design may have to start long before its money lapses


def expiring_money(member: Member) -> Reckoned[Grant]:
    """Money that lapses, for programme managers: what must start by when, what to spend or return.

    What must start follows from how steps wait for one another, so each design is put in order here.
    """
    today = timezone.localdate()
    return Reckoned(unspent_grants_for(member, today + _AHEAD), partial(_lapsing, member, today))


def _lapsing(member: Member, today: date, rows: QuerySet[Grant]) -> Iterator[Waiting]:
    for grants, steps in with_their_steps(member, that_press(rows, today, today + SOON)):
        for money in design_of(grants, steps, today).money:
            yield from _things(money)


def _things(money: Money) -> Iterator[Waiting]:
    grant, today = money.grant, money.today
    if money.tightest and today <= money.tightest[1] <= today + SOON:
        yield _thing(money, money.must_start(), money.tightest[1])
    elif money.fit.days_over and not money.lapsed:
        yield _thing(money, _("Make the design fit its money"), grant.lapses_on)
    if grant.lapses_on <= today + SOON:
        told = {"amount": money.left, "day": date_format(grant.lapses_on, "DATE_FORMAT")}
        yield _thing(money, _("Spend or return %(amount)s by %(day)s") % told, grant.lapses_on)


def _thing(money: Money, what: str, due: date) -> Waiting:
    grant = money.grant
    told = {"source": grant.source, "title": grant.challenge.title}
    return Waiting(
        what=what,
        why=next(iter(money.warnings), _("%(source)s, for “%(title)s”.") % told),
        href=reverse("money", args=[grant.challenge_id]),
        since=grant.edited_at or grant.created_at,
        challenge=grant.challenge_id,
        due=due,
    )
