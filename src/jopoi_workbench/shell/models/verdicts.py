"""A result as it stood on the day of a decision."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse

from jopoi_workbench.shell.models.claims import Claim
from jopoi_workbench.shell.models.decisions import Decision
from jopoi_workbench.shell.models.evidence import said
from jopoi_workbench.shell.models.frozen import Frozen
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Challenge


class Verdict(Frozen):
    """Written once: what was known, and what was decided on it; ``digest`` is that of ``text``."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="verdicts")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="verdicts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts"
    )
    decided_on = models.DateField()
    text = models.TextField()  # canonical JSON, see `snapshots.snapshot_of`
    digest = models.CharField(max_length=80)
    kept_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    if TYPE_CHECKING:
        link: "VerdictLink"

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("verdict", args=[self.challenge_id, self.pk])

    @cached_property
    def told(self) -> dict[str, Any]:
        """What was written."""
        facts: dict[str, Any] = json.loads(self.text)
        return facts

    @property
    def title(self) -> str:
        return said(self.told["claim"]["sentences"])


class VerdictLink(models.Model):
    """An address under which anyone who knows it reads a verdict; listed nowhere, and closed again."""

    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="link")
    key = models.CharField(max_length=64, unique=True)
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link to {self.verdict_id}"
