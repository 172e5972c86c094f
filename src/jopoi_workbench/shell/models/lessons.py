"""What went wrong and what was learned from it; policies as they were revised."""

from django.db import models

from jopoi_workbench.shell.models.kept import Kept
from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.work import Stage


class Lesson(Kept):
    """An after-action record: what was expected, what happened, and how it is repaired."""

    noun = "lesson"

    title = models.CharField(max_length=140)
    stage = models.CharField(max_length=16, choices=Stage)
    happened_on = models.DateField()
    expected = models.TextField(max_length=2000)
    happened = models.TextField(max_length=2000)
    why = models.TextField(max_length=2000, blank=True)
    change = models.TextField(max_length=2000, blank=True)
    reconvened = models.CharField(max_length=500, blank=True)
    repairer = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    repair_by = models.DateField(null=True, blank=True)
    repaired_on = models.DateField(null=True, blank=True)
    share = models.BooleanField(default=False)

    class Meta:
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class PolicyRevision(Kept):
    """A policy as a tool of discovery: what it said, what was learned, what it says now."""

    noun = "policy"

    policy = models.CharField(max_length=140)
    on = models.DateField()
    said = models.TextField(max_length=2000)
    learned = models.TextField(max_length=2000)
    changed = models.TextField(max_length=2000, blank=True)
    decides_next = models.CharField(max_length=140, blank=True)
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.policy
