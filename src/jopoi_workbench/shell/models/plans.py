"""Plans of an analysis: written, frozen before the outcome is known, and what was done under them."""

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.evidence import Evidence
from jopoi_workbench.shell.models.frozen import Frozen
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Challenge


class Plan(Edited):
    """What will be looked at and how; it may be changed until it is frozen."""

    # The parts of a plan after EGAP and OSF, in their order.
    PARTS = {
        "design": _("Design"),
        "population": _("Population, who is in and who is out"),
        "confirmatory": _("Hypotheses to be confirmed, with their direction"),
        "exploratory": _("Hypotheses to be explored"),
        "measures": _("Measures, and how an index is built"),
        "estimand": _("What is estimated, and how"),
        "inference": _("When it counts as found"),
        "multiplicity": _("Several outcomes"),
        "missing_data": _("Missing data and losses"),
        "deviations_policy": _("What happens if the plan cannot be kept"),
    }

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="plans")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    parts = models.JSONField(default=dict)
    method = models.CharField(max_length=60, blank=True)
    spec = models.JSONField(default=dict)
    outcomes = models.JSONField(default=list)
    period_column = models.CharField(max_length=120, blank=True)
    periods = models.JSONField(default=list)
    rows_expected = models.PositiveIntegerField(null=True, blank=True)
    data_expected = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    if TYPE_CHECKING:
        frozen: "FrozenPlan"

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.challenge_id, self.pk])

    @property
    def is_frozen(self) -> bool:
        return hasattr(self, "frozen")


class FrozenPlan(Frozen):
    """A plan as it was frozen; ``digest`` is that of ``text``, which never changes."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="frozen")
    text = models.TextField()  # canonical JSON, see `planning.plan_text`
    digest = models.CharField(max_length=80)
    # Where outcome data were already there: then it is no pre-analysis plan.
    found = models.JSONField(default=list)
    frozen_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan} {self.digest}"

    @property
    def before_data(self) -> bool:
        return not self.found

    @cached_property
    def told(self) -> dict[str, Any]:
        """What was written."""
        facts: dict[str, Any] = json.loads(self.text)
        return facts


class PlannedRun(models.Model):
    """Evidence that was made under a frozen plan."""

    frozen = models.ForeignKey(FrozenPlan, on_delete=models.PROTECT, related_name="runs")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="planned_runs")
    # Columns, rows and periods of its table, read once.
    facts = models.JSONField(default=dict)
    linked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["frozen", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "evidence"], name="once_under_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} under {self.frozen_id}"


class DeviationNote(models.Model):
    """The reason for a deviation that the system listed, or one that a person tells of (``said``)."""

    run = models.ForeignKey(PlannedRun, on_delete=models.PROTECT, related_name="notes")
    key = models.CharField(max_length=200)
    said = models.CharField(max_length=400, blank=True)
    reason = models.CharField(max_length=1000)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["run", "pk"]

    def __str__(self) -> str:
        return self.key
