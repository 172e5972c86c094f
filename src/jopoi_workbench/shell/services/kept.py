"""Writing down, changing and taking away what is kept under a challenge."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.models.kept import Kept
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change

T = TypeVar("T", bound=Kept)


@transaction.atomic
def add(*, actor: Member, register: type[T], challenge: Challenge, at: datetime, **values: Any) -> T:
    """Write a new line into a register of a challenge."""
    require(actor, Act.OPEN_CHALLENGE)
    thing = register._default_manager.create(challenge=challenge, created_by=actor, created_at=at, **values)
    _told(thing, "added", actor, at)
    return thing


@transaction.atomic
def edit(*, actor: Member, thing: T, version: int, at: datetime, **values: Any) -> T:
    """Change a line, unless someone else did so since ``version``.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.OPEN_CHALLENGE)
    changed = change(thing, version=version, values=values, actor=actor, at=at)
    if changed:
        _told(thing, "edited", actor, at, changed=changed)
    return thing


@transaction.atomic
def remove(*, actor: Member, thing: Kept, at: datetime) -> None:
    """Take away what was written down by mistake; the audit entry keeps its name."""
    require(actor, Act.OPEN_CHALLENGE)
    _told(thing, "removed", actor, at)
    thing.delete()


def _told(thing: Kept, what: str, actor: Member, at: datetime, **facts: Any) -> None:
    record(lab=actor.lab, actor=actor, action=f"{thing.noun}.{what}", about=thing, at=at,
           name=str(thing), **facts)  # fmt: skip
