"""What waits around experiments: permissions that lapse, stop rules that somebody has to look at."""

from datetime import date, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi.loop import lapses_on, look_due
from jopoi_workbench.shell.access.inquiry import lapsing_for, looked_at_for
from jopoi_workbench.shell.checking import permission_of
from jopoi_workbench.shell.models import Experiment, Member
from jopoi_workbench.shell.waiting.things import Pile, Waiting

_SOON = timedelta(days=30)
_WATCH = timedelta(days=3)


def permissions_that_lapse(member: Member) -> Pile[Experiment]:
    """What permits an experiment and lapses within a month, or has lapsed."""
    today = timezone.localdate()
    return Pile(lapsing_for(member, today + _SOON), partial(_lapse, today), due="lapses")


def stop_rules(member: Member) -> Pile[Experiment]:
    """Stop rules to be looked at within three days, or by now."""
    today = timezone.localdate()
    return Pile(looked_at_for(member, today, today + _WATCH), partial(_look, today), due="look_by")


def _lapse(today: date, experiment: Experiment) -> Waiting:
    day = lapses_on(permission_of(experiment))
    lapsed = day is not None and day < today
    why = (
        _("What “%(title)s” is permitted by has lapsed. Renew it, or stop.")
        if lapsed
        else _("What “%(title)s” is permitted by lapses soon.")
    )
    return Waiting(
        what=_("Stop, or renew the permission") if lapsed else _("Renew the permission"),
        why=why % {"title": experiment.title},
        href=experiment.get_absolute_url(),
        since=experiment.edited_at or experiment.created_at,
        challenge=experiment.challenge_id,
        due=day,
    )


def _look(today: date, experiment: Experiment) -> Waiting:
    last = experiment.looked_on or experiment.started_on or today
    told = {
        "title": experiment.title,
        "watched": experiment.watched,
        "threshold": experiment.threshold,
    }
    return Waiting(
        what=_("Look at the stop rule"),
        why=_("“%(title)s”: %(watched)s. Too much is: %(threshold)s.") % told,
        href=f"{experiment.get_absolute_url()}#stop-rule",
        since=experiment.edited_at or experiment.created_at,
        challenge=experiment.challenge_id,
        due=look_due(permission_of(experiment), last=last),
    )
