"""Writing to a lab without an account, the lab's answer, and taking the words back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.letters import send_letter
from jopoi_workbench.shell.models import Challenge, Contribution, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.slips import new_slip, slip_digest

State = Contribution.State


@transaction.atomic
def contribute(
    *, challenge: Challenge, kind: str, text: str, language: str, at: datetime, **who: str | bool
) -> tuple[Contribution, str]:
    """Keep what somebody wrote, and draw the slip with which they read the answer.

    ``who`` may hold ``name``, ``email`` and ``may_show``.

    Raises
    ------
    RefusedError
        If the challenge is not shown to everyone, or the lab does not take words about it.
    """
    open_now = Challenge.objects.select_for_update().filter(
        pk=challenge.pk, visibility=Challenge.Visibility.PUBLIC, hears_everyone=True
    )
    if not open_now.exists():
        raise RefusedError(_("The lab takes no more words about this challenge."))
    slip = new_slip()
    contribution = Contribution.objects.create(
        challenge=challenge, kind=kind, text=text, language=language, slip=slip_digest(slip), written_at=at,
        **who,
    )  # fmt: skip
    record(lab=challenge.lab, actor=None, action="contribution.written", about=contribution, at=at,
           name=challenge.title)  # fmt: skip
    return contribution, slip


@transaction.atomic
def answer_contribution(
    *, actor: Member, contribution: Contribution, answer: str, show: bool, link: str, at: datetime
) -> Contribution:
    """Answer somebody. If they left an address it is sent there, and the address is forgotten.

    Raises
    ------
    RefusedError
        If it was settled or taken back meanwhile, or is to be shown against the writer's wish.
    """
    require(actor, Act.ANSWER)
    if show and not contribution.may_show:
        raise RefusedError(_("Whoever wrote this did not allow it to be shown."))
    email = _settle(contribution, State.ANSWERED, actor, at, answer=answer, shown=show)
    _record(contribution, actor, "contribution.answered", at)
    if email:
        facts = {"answer": answer, "challenge": contribution.challenge, "link": link}
        transaction.on_commit(
            lambda: send_letter(to=email, name="contribution", language=contribution.language, **facts)
        )
    return contribution


@transaction.atomic
def set_aside(*, actor: Member, contribution: Contribution, reason: str, at: datetime) -> Contribution:
    """Settle what needs no answer; whoever holds the slip reads the reason."""
    require(actor, Act.ANSWER)
    _settle(contribution, State.SET_ASIDE, actor, at, answer=reason)
    _record(contribution, actor, "contribution.set_aside", at)
    return contribution


@transaction.atomic
def take_contribution_back(*, contribution: Contribution, at: datetime) -> Contribution:
    """Forget what somebody wrote, and the answer that may quote it; safe to do twice."""
    standing = Contribution.objects.filter(pk=contribution.pk).exclude(state=State.TAKEN_BACK)
    if standing.update(state=State.TAKEN_BACK, text="", name="", email="", answer="", shown=False):
        _record(contribution, None, "contribution.taken_back", at)
    contribution.refresh_from_db()
    return contribution


@transaction.atomic
def hear_everyone(*, actor: Member, challenge: Challenge, hears: bool, at: datetime) -> None:
    """Take words from people without an account about a challenge, or no more."""
    require(actor, Act.SHOW_EVERYONE)
    if Challenge.objects.filter(pk=challenge.pk).exclude(hears_everyone=hears).update(hears_everyone=hears):
        action = "challenge.hears" if hears else "challenge.hears_no_more"
        record(lab=challenge.lab, actor=actor, action=action, about=challenge, at=at, name=challenge.title)
    challenge.hears_everyone = hears


def _settle(contribution: Contribution, state: str, actor: Member, at: datetime, **values: str | bool) -> str:
    """Settle one that waits, and give the address to which the answer goes."""
    now = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if not now.waits:
        told = {"state": now.get_state_display()}
        raise RefusedError(_("Meanwhile: %(state)s. Load the page again to see how.") % told)
    settled = {"settled_by": actor, "settled_at": at, "email": ""}
    Contribution.objects.filter(pk=now.pk).update(state=state, **settled, **values)
    contribution.refresh_from_db()
    return now.email


def _record(contribution: Contribution, actor: Member | None, action: str, at: datetime) -> None:
    challenge = contribution.challenge
    record(lab=challenge.lab, actor=actor, action=action, about=contribution, at=at, name=challenge.title)
