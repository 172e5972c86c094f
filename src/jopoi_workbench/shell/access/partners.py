"""What is kept under the challenges of a member's lab, as they may read it."""

from typing import TypeVar

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Challenge, Coordinator, Member, Partner
from jopoi_workbench.shell.models.kept import Kept

T = TypeVar("T", bound=Kept)


def kept_for(member: Member, kind: type[T]) -> QuerySet[T]:
    """All lines of a register in the member's lab."""
    lines = kind._default_manager.filter(challenge__lab=member.lab_id)
    return lines.select_related("challenge")


def kept_line_for(member: Member, kind: type[T], challenge: int, key: int) -> T:
    """One line of a register of a challenge in the member's lab, or 404."""
    return found_for(member, kept_for(member, kind), lab="challenge__lab", challenge=challenge, pk=key)


def partners_for(member: Member, challenge: Challenge) -> QuerySet[Partner]:
    """The partners of a challenge, the most important first."""
    partners = kept_for(member, Partner).filter(challenge=challenge)
    return partners.select_related("contact__person").prefetch_related("moves__by__person")


def coordinators_for(member: Member, challenge: Challenge) -> QuerySet[Coordinator]:
    """Who holds, or held, the turns of a challenge."""
    held = kept_for(member, Coordinator).filter(challenge=challenge)
    return held.select_related("loop", "member__person")
