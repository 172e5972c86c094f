"""The days on which somebody wanted to be reminded of a partnership that lapsed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import kept_for
from jopoi_workbench.shell.dates.things import AT_MOST, Day, changed
from jopoi_workbench.shell.models import Member, Partner
from jopoi_workbench.shell.roles import Act, may


def reminders(member: Member) -> Iterator[Day]:
    """Partners that lapsed, for whoever keeps the registers."""
    if not may(member, Act.OPEN_CHALLENGE):
        return
    lapsed = kept_for(member, Partner).filter(status=Partner.Status.LAPSED, remind_on__isnull=False)
    for partner in lapsed.order_by("remind_on", "pk")[:AT_MOST]:
        if partner.remind_on is not None:
            told = {"name": partner.name, "title": partner.challenge.title}
            yield Day(
                uid=f"partner-{partner.pk}",
                on=partner.remind_on,
                what=_("Take up the talks with %(name)s again, or let them rest") % told,
                why=_("The partnership lapsed under “%(title)s”.") % told,
                path=reverse("partner-move", args=[partner.challenge_id, partner.pk]),
                **changed(partner),
            )
