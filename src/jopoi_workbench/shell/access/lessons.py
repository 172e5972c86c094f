"""What was learned, and what a lab says of itself, as its members may read it."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.partners import kept_for
from jopoi_workbench.shell.access.work import evidence_list_for
from jopoi_workbench.shell.instruments import Instrument
from jopoi_workbench.shell.models import Assessment, Challenge, Evidence, Lesson, Member, PolicyRevision

_OFFERED = 40


def lessons_for(member: Member, challenge: Challenge) -> QuerySet[Lesson]:
    """What went wrong under a challenge, the latest first."""
    lessons = kept_for(member, Lesson).filter(challenge=challenge)
    return lessons.select_related("repairer__person", "created_by__person")


def policies_for(member: Member, challenge: Challenge) -> QuerySet[PolicyRevision]:
    """How policies were revised under a challenge, the latest first."""
    return kept_for(member, PolicyRevision).filter(challenge=challenge)


def assessments_for(
    member: Member, instrument: Instrument, challenge: Challenge | None
) -> QuerySet[Assessment]:
    """Every look with an instrument, the newest first."""
    looks = Assessment.objects.filter(lab=member.lab_id, challenge=challenge, instrument=instrument.key)
    return looks.select_related("by__person").prefetch_related("answers__evidence")


def citable_for(member: Member, challenge: Challenge | None) -> QuerySet[Evidence]:
    """Evidence that an answer may cite: the newest that is done, of the challenge or of the whole lab."""
    done = evidence_list_for(member).filter(state=Evidence.State.DONE)
    return done.filter(challenge=challenge)[:_OFFERED] if challenge else done[:_OFFERED]
