"""Drawing a theory of change box by box and arrow by arrow."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Member, TheoryArrow, TheoryBox
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change


@transaction.atomic
def add_box(*, actor: Member, challenge: Challenge, at: datetime, **values: Any) -> TheoryBox:
    """Put a box at the end of a theory."""
    require(actor, Act.INQUIRE)
    last = TheoryBox.objects.filter(challenge=challenge).aggregate(last=Max("place"))["last"]
    box = TheoryBox.objects.create(challenge=challenge, place=(last or 0) + 1, **values)
    record(lab=challenge.lab, actor=actor, action="theory.box_added", about=box, at=at, name=box.name)
    return box


@transaction.atomic
def edit_box(*, actor: Member, box: TheoryBox, version: int, at: datetime, **values: Any) -> TheoryBox:
    """Change a box, unless someone else did so since ``version``."""
    require(actor, Act.INQUIRE)
    changed = change(box, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=actor.lab, actor=actor, action="theory.box_edited", about=box, at=at, name=box.name,
               changed=changed)  # fmt: skip
    return box


@transaction.atomic
def move_box(*, actor: Member, box: TheoryBox, later: bool, at: datetime) -> bool:
    """Swap a box with its neighbour of the same level; false if it is at the end already."""
    require(actor, Act.INQUIRE)
    beside = TheoryBox.objects.select_for_update().filter(challenge=box.challenge_id, level=box.level)
    order = list(beside.order_by("place", "pk"))
    at_now = next((n for n, one in enumerate(order) if one.pk == box.pk), 0)
    at_then = at_now + (1 if later else -1)
    if not 0 <= at_then < len(order):
        return False
    here, there = order[at_now], order[at_then]
    for one, place in ((here, there.place), (there, here.place)):
        TheoryBox.objects.filter(pk=one.pk).update(place=place)
    record(lab=actor.lab, actor=actor, action="theory.box_moved", about=box, at=at, name=box.name)
    return True


@transaction.atomic
def remove_box(*, actor: Member, box: TheoryBox, at: datetime) -> None:
    """Take a box out, and its arrows with it; the audit keeps what it said."""
    require(actor, Act.INQUIRE)
    arrows = TheoryArrow.objects.filter(source=box) | TheoryArrow.objects.filter(target=box)
    record(lab=actor.lab, actor=actor, action="theory.box_removed", about=box, at=at, name=box.name,
           level=box.level, indicator=box.indicator,
           arrows=[_told(arrow) for arrow in arrows.select_related("source", "target")])  # fmt: skip
    box.delete()


@transaction.atomic
def add_arrow(*, actor: Member, challenge: Challenge, at: datetime, **values: Any) -> TheoryArrow:
    """Say that one box leads to another."""
    require(actor, Act.INQUIRE)
    arrow = TheoryArrow.objects.create(challenge=challenge, **values)
    record(lab=challenge.lab, actor=actor, action="theory.arrow_added", about=arrow, at=at, name=str(arrow))
    return arrow


@transaction.atomic
def edit_arrow(
    *, actor: Member, arrow: TheoryArrow, version: int, at: datetime, **values: Any
) -> TheoryArrow:
    """Change an arrow, unless someone else did so since ``version``."""
    require(actor, Act.INQUIRE)
    changed = change(arrow, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=actor.lab, actor=actor, action="theory.arrow_edited", about=arrow, at=at, name=str(arrow),
               changed=changed)  # fmt: skip
    return arrow


@transaction.atomic
def remove_arrow(*, actor: Member, arrow: TheoryArrow, at: datetime) -> None:
    """Take an arrow out; the audit keeps what it said."""
    require(actor, Act.INQUIRE)
    record(lab=actor.lab, actor=actor, action="theory.arrow_removed", about=arrow, at=at, name=str(arrow),
           **_told(arrow))  # fmt: skip
    arrow.delete()


def _told(arrow: TheoryArrow) -> dict[str, Any]:
    return {
        "source": arrow.source.name,
        "target": arrow.target.name,
        "assumption": arrow.assumption,
        "evidence_level": arrow.level,
        "indicator": arrow.indicator,
        "failure": arrow.failure,
    }
