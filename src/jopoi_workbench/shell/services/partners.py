"""How partnerships begin, become active, lapse and are taken up again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Member, Partner, PartnerMove
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change

Status = Partner.Status
# planned → active → lapsed; what lapsed can be taken up again, or rest until a later reminder.
NEXT: dict[str, tuple[Status, ...]] = {
    Status.PLANNED: (Status.ACTIVE, Status.LAPSED),
    Status.ACTIVE: (Status.LAPSED,),
    Status.LAPSED: (Status.PLANNED, Status.ACTIVE, Status.LAPSED),
}


@dataclass(frozen=True, kw_only=True)
class Move:
    """Where a partnership goes: since when, why, and when to look at it again if it lapsed."""

    status: str
    on: date
    cause: str = ""
    remind_on: date | None = None


class MoveError(ValueError):
    """A step that a partnership cannot take from where it stands."""


@transaction.atomic
def move_partner(*, actor: Member, partner: Partner, version: int, move: Move, at: datetime) -> Partner:
    """Say how a partnership stands now; each step is kept with its day.

    Raises
    ------
    MoveError
        If the step does not follow from where the partnership stands, or it lapsed without a cause and a
        day to be reminded on.
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.OPEN_CHALLENGE)
    lapsed = move.status == Status.LAPSED
    if move.status not in NEXT[partner.status] or (lapsed and not (move.cause and move.remind_on)):
        raise MoveError(move.status)
    values = {"status": move.status, "remind_on": move.remind_on if lapsed else None}
    change(partner, version=version, values=values, actor=actor, at=at)
    PartnerMove.objects.create(
        partner=partner, status=move.status, on=move.on, cause=move.cause, by=actor, at=at
    )
    record(lab=actor.lab, actor=actor, action=f"partner.{move.status}", about=partner, at=at,
           name=partner.name, cause=move.cause)  # fmt: skip
    return partner
