"""Verdicts: a lab's own, and the one that a link leads to."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Member, Verdict


def _verdicts() -> QuerySet[Verdict]:
    verdicts: QuerySet[Verdict] = Verdict.objects.all()
    return verdicts.select_related("lab", "challenge", "claim", "decision", "kept_by__person", "link")


def verdicts_for(member: Member) -> QuerySet[Verdict]:
    """The verdicts of the member's lab, newest decision first."""
    return _verdicts().filter(lab=member.lab_id)


def verdict_for(member: Member, challenge: int, pk: int) -> Verdict:
    """One verdict under a challenge of the member's lab, or 404."""
    return found_for(member, verdicts_for(member), challenge=challenge, pk=pk)


def verdict_by_link(key: str) -> Verdict:
    """The verdict that an open link leads to, or 404."""
    return get_object_or_404(_verdicts(), link__key=key)
