"""What was decided in a loop, by whom, on what evidence."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.challenges import Challenge, Loop, Stage
from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.evidence import Evidence
from jopoi_workbench.shell.models.people import Member


class Decision(Edited):
    """A question that someone must decide; taking it may close the quarter it stands in."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits")
        TAKEN = "taken", _("Taken")
        DROPPED = "dropped", _("Dropped")

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="decisions")
    loop = models.ForeignKey(Loop, on_delete=models.PROTECT, related_name="decisions")
    stage = models.CharField(max_length=16, choices=Stage)
    question = models.CharField(max_length=280)
    options = models.TextField(max_length=4000, blank=True)
    asked = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="asked")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    outcome = models.TextField(max_length=2000, blank=True)
    reason = models.TextField(max_length=4000, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    closes_quarter = models.BooleanField(default=False)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="decisions")
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    settled_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_why = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["loop", "stage"],
                condition=Q(state="taken", closes_quarter=True, reopened_at=None),
                name="a_quarter_is_closed_once",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "state"], name="decisions_by_state")]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.challenge_id, self.pk])

    @property
    def closing(self) -> bool:
        """Whether its quarter is closed by it, still."""
        return self.state == self.State.TAKEN and self.closes_quarter and self.reopened_at is None
