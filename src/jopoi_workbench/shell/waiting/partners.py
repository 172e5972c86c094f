"""What waits around partners: talks to take up again, and roles that nobody holds."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import challenges_for, kept_for
from jopoi_workbench.shell.models import Challenge, Coordinator, Member, Partner, Role
from jopoi_workbench.shell.partners import NEEDED, warning
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def lapsed_partners(member: Member) -> Pile[Partner]:
    """Partnerships that lapsed, from the day on which someone wanted to be reminded."""
    lapsed = kept_for(member, Partner).filter(status="lapsed", remind_on__lte=timezone.localdate())
    rows = lapsed.order_by("remind_on", Coalesce("edited_at", "created_at"), "pk")
    return Pile(rows if may(member, Act.OPEN_CHALLENGE) else rows.none(), _talk, due="remind_on")


def unheld_loops(member: Member) -> Pile[Challenge]:
    """Challenges whose loop nobody holds together; a programme manager is asked to name someone."""
    today = timezone.localdate()
    now = Coordinator.objects.filter(
        Q(until=None) | Q(until__gte=today), challenge=OuterRef("pk"), loop__closed_at=None, since__lte=today
    )
    held = {part.value: Exists(now.filter(part=part)) for part in NEEDED}
    unheld = challenges_for(member).annotate(**held).exclude(**dict.fromkeys(held, True))
    rows = unheld.order_by("created_at", "pk") if Role.MANAGER in member.roles else unheld.none()
    return Pile(rows, _name_someone, challenge="pk")


def _talk(partner: Partner) -> Waiting:
    return Waiting(
        what=_("Take up the talks with %(name)s again, or let them rest") % {"name": partner.name},
        why=_("The partnership lapsed under “%(title)s”.") % {"title": partner.challenge.title},
        href=reverse("partner-move", args=[partner.challenge_id, partner.pk]),
        since=partner.edited_at or partner.created_at,
        challenge=partner.challenge_id,
        due=partner.remind_on,
    )


def _name_someone(challenge: Challenge) -> Waiting:
    missing = [part for part in NEEDED if not getattr(challenge, part.value)]
    return Waiting(
        what=_("Name who holds the loop together"),
        why=_("“%(title)s”: %(warning)s") % {"title": challenge.title, "warning": warning(missing)},
        href=reverse("coordinator-new", args=[challenge.pk]),
        since=challenge.created_at,
        challenge=challenge.pk,
    )
