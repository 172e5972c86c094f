"""The days on which what permits an experiment lapses, and by which its stop rule is looked at."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi.loop import lapses_on, look_due
from jopoi_workbench.shell.access.inquiry import lapsing_for, looked_at_for
from jopoi_workbench.shell.checking import permission_of
from jopoi_workbench.shell.dates.things import AT_MOST, Day, changed
from jopoi_workbench.shell.models import Member


def permissions(member: Member) -> Iterator[Day]:
    """The last day on which an experiment in hand may run, for whoever answers for it."""
    for experiment in lapsing_for(member)[:AT_MOST]:
        last = lapses_on(permission_of(experiment))
        if last is not None:
            yield Day(
                uid=f"experiment-{experiment.pk}-ends",
                on=last,
                what=_("Last day that is permitted: %(title)s") % {"title": experiment.title},
                why=_("Renew the permission, or end it by then."),
                path=experiment.get_absolute_url(),
                **changed(experiment),
            )


def looks(member: Member) -> Iterator[Day]:
    """The next look at the stop rule of each running experiment, for whoever may stop it."""
    today = timezone.localdate()
    for experiment in looked_at_for(member, today)[:AT_MOST]:
        last = experiment.looked_on or experiment.started_on or today
        due = look_due(permission_of(experiment), last=last)
        if due is not None:
            told = {"watched": experiment.watched, "threshold": experiment.threshold}
            yield Day(
                uid=f"experiment-{experiment.pk}-look",
                on=due,
                what=_("Look at the stop rule: %(title)s") % {"title": experiment.title},
                why=_("%(watched)s. Too much is: %(threshold)s.") % told,
                path=f"{experiment.get_absolute_url()}#stop-rule",
                **changed(experiment),
            )
