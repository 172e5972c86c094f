"""What people wrote to a lab without an account: as its members, the writers and everyone may read it."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.access.network import masked
from jopoi_workbench.shell.models import Challenge, Contribution, Member
from jopoi_workbench.shell.roles import Act, may, require
from jopoi_workbench.shell.slips import slip_digest


def contributions_for(member: Member) -> QuerySet[Contribution]:
    """What was written to the member's lab, newest first, for whoever may answer."""
    require(member, Act.ANSWER)
    written = Contribution.objects.filter(challenge__lab=member.lab_id)
    return written.select_related("challenge__lab", "settled_by__person")


def contribution_for(member: Member, challenge: Challenge, pk: int) -> Contribution:
    """One of them, or 404."""
    return found_for(member, contributions_for(member), lab="challenge__lab", challenge=challenge, pk=pk)


def contributions_to_answer(member: Member) -> QuerySet[Contribution]:
    """What waits for an answer, the oldest first."""
    if not may(member, Act.ANSWER):
        return Contribution.objects.none()
    waiting = contributions_for(member).filter(state=Contribution.State.WAITING)
    return waiting.order_by("written_at", "pk")


def contribution_of_slip(slip: str) -> Contribution | None:
    """What was written by whoever holds a slip, or none."""
    found = Contribution.objects.filter(slip=slip_digest(slip))
    return found.select_related("challenge__lab").first()


def shown_contributions(challenge: Challenge) -> QuerySet[Contribution]:
    """What is shown to everyone, with the lab's answer, newest first; never a name."""
    shown = Contribution.objects.filter(challenge=challenge, shown=True, state=Contribution.State.ANSWERED)
    return shown.only("kind", "text", "answer", "written_at", "settled_at", "state", "challenge")


def without_contacts(contribution: Contribution) -> Contribution:
    """The same, not to be saved, with the e-mail addresses and telephone numbers in it masked."""
    contribution.text, contribution.answer = masked(contribution.text), masked(contribution.answer)
    return contribution
