"""Decisions that wait for someone."""

from django.utils.translation import gettext as _

from jopoi_workbench.shell.access.decisions import decisions_asked_of
from jopoi_workbench.shell.models import Decision, Member
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def open_decisions(member: Member) -> Pile[Decision]:
    """Decisions that were asked of the member, or of nobody in particular."""
    return Pile(decisions_asked_of(member).select_related(None), _decide, due="due_on")


def _decide(decision: Decision) -> Waiting:
    return Waiting(
        what=_("Decide"),
        why=decision.question,
        href=decision.get_absolute_url(),
        since=decision.opened_at,
        challenge=decision.challenge_id,
        due=decision.due_on,
    )
