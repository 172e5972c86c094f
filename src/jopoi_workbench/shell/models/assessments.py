"""What a lab says of itself, each time it looks: levels with what shows them, never added up."""

from django.db import models

from jopoi_workbench.shell.models.evidence import Evidence
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Challenge


class Assessment(models.Model):
    """One look, with an instrument as it was worded then; of the lab, or of one challenge."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="assessments")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.CASCADE, related_name="assessments"
    )
    instrument = models.CharField(max_length=40)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.instrument


class Answer(models.Model):
    """The level that one question was given, and what shows it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    shown_by = models.TextField(max_length=2000, blank=True)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="each_question_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.level}"

    @property
    def shown(self) -> bool:
        """Whether anything shows it; without that it is only claimed."""
        return bool(self.shown_by.strip()) or self.evidence_id is not None
