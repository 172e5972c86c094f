"""What waits around money: what must start, and what must be spent or returned."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import unspent_designs_for, unspent_grants_for
from jopoi_workbench.shell.models import Grant, Member, Role
from jopoi_workbench.shell.money import SOON, Money, design_of
from jopoi_workbench.shell.waiting.things import AT_MOST, Reckoned, Waiting

_AHEAD = timedelta(days=366)  # a design may have to start long before its money lapses


def expiring_money(member: Member) -> Reckoned[Grant]:
    """Money that lapses, for programme managers: what must start by when, what to spend or return."""
    until = timezone.localdate() + _AHEAD
    left = unspent_grants_for(member, until)
    rows = left if Role.MANAGER in member.roles else left.none()
    return Reckoned(rows, partial(_lapsing, member, until - _AHEAD))


def _lapsing(member: Member, today: date) -> Iterator[Waiting]:
    if Role.MANAGER not in member.roles:
        return
    for _challenge, grants, steps in unspent_designs_for(member, today + _AHEAD, AT_MOST):
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
