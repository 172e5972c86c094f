"""Submitting challenges for a year: at most one big bet and two exploratory ones a lab."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Lab, Member, Submission
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.refusals import RefusedError

QUOTA = {Challenge.Kind.BIG_BET: 1, Challenge.Kind.EXPLORATORY: 2}


@transaction.atomic
def submit_challenge(*, actor: Member, challenge: Challenge, year: int, at: datetime) -> Submission:
    """Submit a challenge for a calendar year, as the kind that it is.

    Raises
    ------
    RefusedError
        If the lab has submitted as many of the kind for that year as it may; it names them.
    """
    require(actor, Act.SUBMIT_CHALLENGE)
    # The lab's row is locked: of two who submit at once, the second sees what the first did.
    lab = Lab.objects.select_for_update().get(pk=challenge.lab_id)
    known = list(lab.submissions.filter(year=year).select_related("challenge"))
    if any(one.challenge_id == challenge.pk for one in known):
        raise RefusedError(_("This challenge is submitted for %(year)s already.") % {"year": year})
    kind = Challenge.Kind(challenge.kind)
    same = [one for one in known if one.kind == kind]
    if len(same) >= QUOTA[kind]:
        raise RefusedError(_full(kind, year, same))
    place = min({1, 2} - {one.place for one in same})
    submission = Submission.objects.create(
        lab=lab, challenge=challenge, year=year, kind=kind, place=place, submitted_by=actor, submitted_at=at
    )
    record(lab=lab, actor=actor, action="challenge.submitted", about=challenge, at=at,
           name=challenge.title, year=year, kind=kind.value)  # fmt: skip
    return submission


def _full(kind: Challenge.Kind, year: int, same: list[Submission]) -> str:
    names = " · ".join(f"“{one.challenge.title}”" for one in same)
    if kind == Challenge.Kind.BIG_BET:
        told = _(
            "A lab submits one big bet a year. For %(year)s that is %(names)s. "
            "Withdraw it first, or submit this one for another year."
        )
    else:
        told = _(
            "A lab submits two exploratory challenges a year. For %(year)s these are %(names)s. "
            "Withdraw one first, or submit this one for another year."
        )
    return told % {"year": year, "names": names}


@transaction.atomic
def withdraw_submission(*, actor: Member, challenge: Challenge, year: int, at: datetime) -> None:
    """Take a submission back; its place is free for another.

    Raises
    ------
    RefusedError
        If the challenge is not submitted for that year.
    """
    require(actor, Act.SUBMIT_CHALLENGE)
    lab = Lab.objects.select_for_update().get(pk=challenge.lab_id)
    gone, _kinds = lab.submissions.filter(challenge=challenge, year=year).delete()
    if not gone:
        raise RefusedError(_("This challenge is not submitted for %(year)s.") % {"year": year})
    record(lab=lab, actor=actor, action="challenge.withdrawn", about=challenge, at=at,
           name=challenge.title, year=year)  # fmt: skip


def refuse_another_kind(challenge: Challenge, kind: str, year: int) -> None:
    """A challenge submitted for this year or later keeps its kind, or the quota would mean nothing.

    Raises
    ------
    RefusedError
    """
    submitted = challenge.submissions.filter(year__gte=year).exclude(kind=kind).first()
    if submitted is not None:
        told = _("It is submitted for %(year)s as it is. Withdraw the submission before you change its kind.")
        raise RefusedError(told % {"year": submitted.year})
