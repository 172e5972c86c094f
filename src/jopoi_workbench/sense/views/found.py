"""What the pages of this room stand on: evidence of its own methods, and of the member's lab."""

from django.http import Http404

from jopoi_workbench.sense.services import METHODS
from jopoi_workbench.shell.access import evidence_for
from jopoi_workbench.shell.models import Evidence, Member


def run_for(member: Member, pk: int, method: str = "") -> Evidence:
    """One run of a method of this room, or of the one method, in the member's lab, or 404."""
    evidence = evidence_for(member, pk)
    if evidence.method not in ({method} if method else METHODS):
        raise Http404
    return evidence


def done_run_for(member: Member, pk: int, method: str = "") -> Evidence:
    """The same, with a result, or 404."""
    evidence = run_for(member, pk, method)
    if not evidence.answered:
        raise Http404
    return evidence
