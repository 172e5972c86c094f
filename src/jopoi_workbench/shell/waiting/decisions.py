"""Decisions that wait for someone."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import decisions_for
from jopoi_workbench.shell.models import Decision, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def open_decisions(member: Member) -> Pile[Decision]:
    """Decisions that were asked of the member, or of nobody in particular."""
    found = decisions_for(member).filter(Q(asked=member) | Q(asked=None), state=Decision.State.OPEN)
    found = found.order_by(F("due_on").asc(nulls_last=True), "opened_at")
    return Pile(found if may(member, Act.DECIDE) else found.none(), _decide, due="due_on")


def _decide(decision: Decision) -> Waiting:
    return Waiting(
        what=_("Decide"),
        why=decision.question,
        href=decision.get_absolute_url(),
        since=decision.opened_at,
        challenge=decision.challenge_id,
        due=decision.due_on,
    )
