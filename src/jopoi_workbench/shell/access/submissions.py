"""What a lab submitted, as its members may read it."""

from django.db.models import QuerySet

from jopoi_workbench.shell.models import Member, Submission


def submissions_for(member: Member) -> QuerySet[Submission]:
    """The submissions of the member's lab, the newest year first."""
    found = Submission.objects.filter(lab=member.lab_id)
    return found.select_related("challenge", "submitted_by__person")
