"""What waits around experiments: permissions that lapse, stop rules that somebody has to look at."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi.loop import lapses_on, look_due
from jopoi_workbench.shell.access.inquiry import experiments_for
from jopoi_workbench.shell.checking import permission_of
from jopoi_workbench.shell.models import Experiment, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Reckoned, Waiting

_SOON = timedelta(days=30)
_WATCH = timedelta(days=3)
_AT_MOST = 60
State = Experiment.State


def experiments_in_hand(member: Member) -> Reckoned[Experiment]:
    """Permissions that lapse within a month or have lapsed, and stop rules to be looked at."""
    asked = any(may(member, act) for act in (Act.INQUIRE, Act.AUTHORISE, Act.STOP))
    in_hand = experiments_for(member).filter(state__in=[State.AUTHORISED, State.RUNNING])
    rows = in_hand.order_by("authorised_until", "pk") if asked else in_hand.none()
    return Reckoned(rows, partial(_things, rows[:_AT_MOST], member, timezone.localdate()))


def _things(in_hand: Iterable[Experiment], member: Member, today: date) -> Iterator[Waiting]:
    answers = may(member, Act.INQUIRE) or may(member, Act.AUTHORISE)
    for experiment in in_hand:
        if answers:
            yield from _lapse(experiment, today)
        if may(member, Act.STOP) and experiment.state == State.RUNNING:
            yield from _look(experiment, today)


def _lapse(experiment: Experiment, today: date) -> Iterator[Waiting]:
    day = lapses_on(permission_of(experiment))
    if day is None or day > today + _SOON:
        return
    lapsed = day < today
    why = (
        _("What “%(title)s” is permitted by has lapsed. Renew it, or stop.")
        if lapsed
        else _("What “%(title)s” is permitted by lapses soon.")
    )
    yield Waiting(
        what=_("Stop, or renew the permission") if lapsed else _("Renew the permission"),
        why=why % {"title": experiment.title},
        href=experiment.get_absolute_url(),
        since=experiment.edited_at or experiment.created_at,
        challenge=experiment.challenge_id,
        due=day,
    )


def _look(experiment: Experiment, today: date) -> Iterator[Waiting]:
    last = experiment.looked_on or experiment.started_on or today
    due = look_due(permission_of(experiment), last=last)
    if due is None or due > today + _WATCH:
        return
    told = {
        "title": experiment.title,
        "watched": experiment.watched,
        "threshold": experiment.threshold,
    }
    yield Waiting(
        what=_("Look at the stop rule"),
        why=_("“%(title)s”: %(watched)s. Too much is: %(threshold)s.") % told,
        href=f"{experiment.get_absolute_url()}#stop-rule",
        since=experiment.edited_at or experiment.created_at,
        challenge=experiment.challenge_id,
        due=due,
    )
