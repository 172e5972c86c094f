"""What waits around partners: talks to take up again, and roles that nobody holds."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import challenges_for, kept_for
from jopoi_workbench.shell.models import Member, Partner, Role
from jopoi_workbench.shell.partners import NEEDED, warning
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import AT_MOST, Waiting


def lapsed_partners(member: Member) -> Iterator[Waiting]:
    """Partnerships that lapsed, from the day on which someone wanted to be reminded."""
    if not may(member, Act.OPEN_CHALLENGE):
        return
    lapsed = kept_for(member, Partner).filter(status="lapsed", remind_on__lte=timezone.localdate())
    for partner in lapsed.order_by("remind_on")[:AT_MOST]:
        yield Waiting(
            what=_("Take up the talks with %(name)s again, or let them rest") % {"name": partner.name},
            why=_("The partnership lapsed under “%(title)s”.") % {"title": partner.challenge.title},
            href=reverse("partner-move", args=[partner.challenge_id, partner.pk]),
            since=partner.edited_at or partner.created_at,
            challenge=partner.challenge_id,
            due=partner.remind_on,
        )


def unheld_loops(member: Member) -> Iterator[Waiting]:
    """Challenges whose loop nobody holds together; a programme manager is asked to name someone."""
    if Role.MANAGER not in member.roles:
        return
    now = Q(coordinators__loop__closed_at=None, coordinators__since__lte=timezone.localdate())
    now &= Q(coordinators__until=None) | Q(coordinators__until__gte=timezone.localdate())
    focal, field = (
        Count("coordinators", filter=now & Q(coordinators__part=part), distinct=True) for part in NEEDED
    )
    counted = challenges_for(member).annotate(focal=focal, field=field)
    for challenge in counted.filter(Q(focal=0) | Q(field=0))[:AT_MOST]:
        missing = [
            part for part, held in zip(NEEDED, (challenge.focal, challenge.field), strict=True) if not held
        ]
        yield Waiting(
            what=_("Name who holds the loop together"),
            why=_("“%(title)s”: %(warning)s") % {"title": challenge.title, "warning": warning(missing)},
            href=reverse("coordinator-new", args=[challenge.pk]),
            since=challenge.created_at,
            challenge=challenge.pk,
        )
