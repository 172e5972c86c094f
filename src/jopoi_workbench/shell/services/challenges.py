"""Opening challenges, and the turns of their loop."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Loop, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.services.submissions import refuse_another_kind


@transaction.atomic
def create_challenge(*, actor: Member, title: str, statement: str, at: datetime, **about: Any) -> Challenge:
    """Open a challenge and the first turn of its loop."""
    require(actor, Act.OPEN_CHALLENGE)
    challenge = Challenge.objects.create(
        lab=actor.lab, title=title, statement=statement, created_by=actor, created_at=at, **about
    )
    Loop.objects.create(challenge=challenge, turn=1, opened_at=at)
    record(lab=actor.lab, actor=actor, action="challenge.opened", about=challenge, at=at, name=title)
    return challenge


@transaction.atomic
def edit_challenge(
    *, actor: Member, challenge: Challenge, version: int, at: datetime, **values: Any
) -> Challenge:
    """Change what is said of a challenge, unless someone else did so since ``version``.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.OPEN_CHALLENGE)
    if "kind" in values:
        refuse_another_kind(challenge, values["kind"], timezone.localtime(at).year)
    changed = change(challenge, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=challenge.lab, actor=actor, action="challenge.edited", about=challenge, at=at,
               name=challenge.title, changed=changed)  # fmt: skip
    return challenge


def open_loop(challenge: Challenge | None) -> Loop | None:
    """The turn of the loop that a challenge is in: the open one, or the last if none is open."""
    return None if challenge is None else challenge.loops.order_by("-turn").first()
