"""The turns of a loop: one is open at a time, and what was found stays with its turn."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Decision, Loop, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.refusals import RefusedError


@transaction.atomic
def close_turn(*, actor: Member, challenge: Challenge, learned: str, at: datetime) -> Loop:
    """Close the open turn, with what was learned in it.

    Raises
    ------
    RefusedError
        If none is open, or if decisions wait in it.
    """
    require(actor, Act.DECIDE)
    _lock(challenge)
    loop = challenge.loops.filter(closed_at=None).first()
    if loop is None:
        raise RefusedError(_("No turn of this loop is open. Load the page again."))
    waiting = loop.decisions.filter(state=Decision.State.OPEN).count()
    if waiting:
        raise RefusedError(
            ngettext(
                "One decision still waits in this turn. Take it or drop it first.",
                "%(n)s decisions still wait in this turn. Take or drop them first.",
                waiting,
            )
            % {"n": waiting}
        )
    loop.closed_at, loop.closed_by, loop.learned = at, actor, learned
    loop.save(update_fields=["closed_at", "closed_by", "learned"])
    record(lab=challenge.lab, actor=actor, action="turn.closed", about=loop, at=at,
           name=challenge.title, turn=loop.turn)  # fmt: skip
    return loop


@transaction.atomic
def open_turn(*, actor: Member, challenge: Challenge, why: str, at: datetime) -> Loop:
    """Open the next turn, with what it asks that the last one left open.

    Raises
    ------
    RefusedError
        If one is open.
    """
    require(actor, Act.DECIDE)
    _lock(challenge)
    last = challenge.loops.order_by("-turn").first()
    if last and last.closed_at is None:
        raise RefusedError(_("Turn %(turn)s is open. Close it before the next.") % {"turn": last.turn})
    loop = challenge.loops.create(turn=last.turn + 1 if last else 1, why=why, opened_at=at)
    record(lab=challenge.lab, actor=actor, action="turn.opened", about=loop, at=at,
           name=challenge.title, turn=loop.turn)  # fmt: skip
    return loop


def _lock(challenge: Challenge) -> None:
    Challenge.objects.select_for_update().get(pk=challenge.pk)
