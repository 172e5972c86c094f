"""Saying that a challenge grew from an earlier one, with what changed and why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.services.refusals import RefusedError


@transaction.atomic
def grow_from(
    *, actor: Member, challenge: Challenge, parent: Challenge | None, what_changed: str, at: datetime
) -> Challenge:
    """Say which challenge this one grew from; none takes it back.

    Raises
    ------
    RefusedError
        If it would grow from itself, over however many steps, or from what the lab cannot see.
    """
    require(actor, Act.OPEN_CHALLENGE)
    if parent is not None:
        if parent.lab_id != challenge.lab_id and not parent.public:
            raise RefusedError(_("That challenge is not there. Choose one of the list."))
        # The whole line is locked, then read again: nobody closes it to a circle meanwhile.
        line = [challenge.pk, *line_of(parent.pk)]
        list(Challenge.objects.select_for_update().filter(pk__in=line).order_by("pk").values_list("pk"))
        if challenge.pk in line_of(parent.pk):
            told = _("“%(title)s” itself grew from this challenge. Choose an earlier one.")
            raise RefusedError(told % {"title": parent.title})
    now = Challenge.objects.get(pk=challenge.pk)
    values = {"grown_from": parent, "what_changed": what_changed if parent else ""}
    if change(now, version=now.version, values=values, actor=actor, at=at):
        action = "challenge.grown" if parent else "challenge.ungrown"
        record(lab=challenge.lab, actor=actor, action=action, about=challenge, at=at, name=challenge.title,
               parent=parent.pk if parent else None)  # fmt: skip
    return now


def line_of(pk: int) -> list[int]:
    """A challenge and those it grew from, one after the other."""
    line: list[int] = []
    at: int | None = pk
    while at is not None and at not in line:
        line.append(at)
        at = Challenge.objects.values_list("grown_from", flat=True).get(pk=at)
    return line
