"""Consents, as members may read them; and the one that a slip belongs to."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Consent, Member
from jopoi_workbench.shell.slips import slip_digest


def consents_for(member: Member) -> QuerySet[Consent]:
    """The consents of the member's lab, newest first."""
    found = Consent.objects.filter(lab=member.lab_id)
    return found.select_related("challenge", "recorded_by__person")


def consent_for(member: Member, pk: int) -> Consent:
    """One consent of the member's lab, or 404."""
    return found_for(member, consents_for(member), pk=pk)


def consent_of_slip(slip: str) -> Consent | None:
    """The consent that a slip belongs to: for whoever holds it, signed in or not."""
    return Consent.objects.select_related("lab").filter(slip=slip_digest(slip)).first()
