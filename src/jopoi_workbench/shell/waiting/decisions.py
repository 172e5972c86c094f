"""Decisions that wait for someone."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import decisions_for
from jopoi_workbench.shell.models import Decision, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import AT_MOST, Waiting


def open_decisions(member: Member) -> Iterator[Waiting]:
    """Decisions that were asked of the member, or of nobody in particular."""
    if not may(member, Act.DECIDE):
        return
    found = decisions_for(member).filter(Q(asked=member) | Q(asked=None), state=Decision.State.OPEN)
    for decision in found.order_by("due_on", "opened_at")[:AT_MOST]:
        yield Waiting(
            what=_("Decide"),
            why=decision.question,
            href=decision.get_absolute_url(),
            since=decision.opened_at,
            challenge=decision.challenge_id,
            due=decision.due_on,
        )
