"""What the pages of this room stand on: evidence of its own methods, and of the member's lab."""

from django.http import Http404

from jopoi_workbench.shell.access import evidence_for
from jopoi_workbench.shell.models import Evidence, Member

METHOD = "sense.screen"


def screening_for(member: Member, pk: int) -> Evidence:
    """One screening of the member's lab, whatever its state, or 404."""
    evidence = evidence_for(member, pk)
    if evidence.method != METHOD:
        raise Http404
    return evidence


def done_screening_for(member: Member, pk: int) -> Evidence:
    """One screening that has a result, or 404."""
    evidence = screening_for(member, pk)
    if not evidence.answered:
        raise Http404
    return evidence
