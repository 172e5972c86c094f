"""Writing down who does what: a duty and the parts in it are one change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Duty, DutyPart, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.services.kept import add

Parts = Mapping[str, Sequence[str]]  # by column: "lab", "p" and a partner's number, "o" and an organisation's


@transaction.atomic
def add_duty(
    *, actor: Member, register: type[Duty], challenge: Challenge, at: datetime, parts: Parts, **values: Any
) -> Duty:
    """Write down a task or decision and who does what in it."""
    duty = add(actor=actor, register=register, challenge=challenge, at=at, **values)
    _write(duty, parts)
    return duty


@transaction.atomic
def edit_duty(*, actor: Member, thing: Duty, version: int, at: datetime, parts: Parts, **values: Any) -> Duty:
    """Change a task or decision, or who does what in it, unless someone else did so since ``version``.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.OPEN_CHALLENGE)
    given = {(column, part) for column, told in parts.items() for part in told}
    moved = given != {(one.column, one.part) for one in thing.parts.all()}
    changed = change(thing, version=version, values=values, actor=actor, at=at, more=moved)
    if moved:
        thing.parts.all().delete()
        _write(thing, parts)
        changed.append("parts")
    if changed:
        record(lab=actor.lab, actor=actor, action="duty.edited", about=thing, at=at, name=str(thing),
               changed=changed)  # fmt: skip
    return thing


def _write(duty: Duty, parts: Parts) -> None:
    keys = {"p": "partner_id", "o": "organisation_id"}
    DutyPart.objects.bulk_create(
        DutyPart(duty=duty, part=part, **({} if column == "lab" else {keys[column[0]]: int(column[1:])}))
        for column, told in parts.items()
        for part in told
    )
