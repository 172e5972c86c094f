"""Showing a challenge to everyone, or to the lab alone again."""

from datetime import datetime

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change


@transaction.atomic
def show_challenge(
    *, actor: Member, challenge: Challenge, visibility: Challenge.Visibility, version: int, at: datetime
) -> Challenge:
    """Show a challenge, as the actor read it at ``version``, to everyone or to the lab alone.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
        If its words changed since: what is shown to everyone was read before.
    """
    require(actor, Act.SHOW_EVERYONE)
    changed = change(challenge, version=version, values={"visibility": visibility}, actor=actor, at=at)
    if changed:
        action = "challenge.shown" if challenge.public else "challenge.hidden"
        record(lab=challenge.lab, actor=actor, action=action, about=challenge, at=at, name=challenge.title)
    return challenge
