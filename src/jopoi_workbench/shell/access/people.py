"""The people of a lab and who is invited, as its members may read it."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Invitation, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.second_factor import with_second_factor


def lab_members_for(member: Member) -> QuerySet[Member]:
    """Everyone who is or was in the member's lab: first who is, then by name."""
    everyone = Member.objects.filter(lab=member.lab_id).select_related("person", "lab")
    return with_second_factor(everyone).order_by("-active", "person__name", "pk")


def lab_member_for(member: Member, pk: int) -> Member:
    """One person of the member's lab, or 404."""
    return found_for(member, lab_members_for(member), pk=pk)


def invitations_for(member: Member) -> QuerySet[Invitation]:
    """The invitations of the member's lab, newest first, for whoever may invite."""
    require(member, Act.MANAGE_MEMBERS)
    invitations = Invitation.objects.filter(lab=member.lab_id)
    return invitations.select_related("lab", "created_by__person", "accepted_by__person")


def invitation_for(member: Member, pk: int) -> Invitation:
    """One invitation of the member's lab, or 404."""
    return found_for(member, invitations_for(member), pk=pk)
