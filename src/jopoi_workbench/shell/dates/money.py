"""The days on which money lapses, and by which the planned design must start to be paid for."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import unspent_grants_for, with_their_steps
from jopoi_workbench.shell.dates.things import AT_MOST, Day, changed
from jopoi_workbench.shell.models import Member, PlannedStep
from jopoi_workbench.shell.money import Money, design_of


def money(member: Member) -> Iterator[Day]:
    """Grants with money left, for whoever is told of them in the queue."""
    today = timezone.localdate()
    for grants, steps in with_their_steps(member, unspent_grants_for(member)[:AT_MOST]):
        yield from (_lapses(one) for one in design_of(grants, [], today).money)
        # Which step has the least time to spare depends on today; once its day is past, none helps any more.
        for one in design_of(grants, steps, today).money:
            if one.tightest and one.tightest[1] >= today:
                yield _must_start(one, steps)


def _lapses(one: Money) -> Day:
    grant = one.grant
    told = {"source": grant.source, "title": grant.challenge.title, "amount": one.left}
    return Day(
        uid=f"grant-{grant.pk}-lapses",
        on=grant.lapses_on,
        what=_("%(source)s lapses: spend or return %(amount)s") % told,
        why=grant.challenge.title,
        path=reverse("money", args=[grant.challenge_id]),
        **changed(grant),
    )


def _must_start(one: Money, steps: Sequence[PlannedStep]) -> Day:
    step, by = one.tightest or (None, one.today)
    told = {"step": step.name if step else "", "title": one.grant.challenge.title}
    return Day(
        uid=f"grant-{one.grant.pk}-start",
        on=by,
        what=_("Latest day to start: %(step)s") % told,
        why=one.must_start(),
        path=reverse("money", args=[one.grant.challenge_id]),
        **changed(one.grant, *steps),
    )
