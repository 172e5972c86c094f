"""The tables brought to a lab's challenges."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.challenges import Challenge, Loop, Stage
from jopoi_workbench.shell.models.people import Lab, Member

__all__ = ["Challenge", "ColumnKind", "Dataset", "Loop", "Stage"]


class ColumnKind(models.TextChoices):
    WHOLE = "whole", _("whole numbers")
    NUMBER = "number", _("numbers")
    TEXT = "text", _("text")
    DATE = "date", _("dates")
    YES_NO = "yes_no", _("yes or no")
    EMPTY = "empty", _("nothing")


class Dataset(models.Model):
    """A table as it came: the bytes never change, the description of its columns may.

    ``columns`` is a list, in the table's order, of
    ``{"name", "kind", "role", "label", "missing", "distinct"}``; ``kind`` is what was detected
    (a `ColumnKind`), ``role`` what the column is for, or "" while nobody has said.
    """

    class Role(models.TextChoices):
        UNIT = "unit", _("Unit")
        PERIOD = "period", _("Period")
        OUTCOME = "outcome", _("Outcome")
        CONTEXT = "context", _("Context")
        PRACTICE = "practice", _("What units do")
        GROUP = "group", _("Group")
        STANDARD_ERROR = "standard_error", _("Standard error")
        MIRROR = "mirror", _("Mirror")
        IGNORE = "ignore", _("Not used")

    class Sensitivity(models.TextChoices):
        OPEN = "open", _("Open: already public")
        LAB = "lab", _("Internal: for the lab only")
        PERSONAL = "personal", _("Personal: someone could be recognised")

    class Consent(models.TextChoices):
        OPEN_LICENCE = "open_licence", _("Published for anyone to use")
        AGREEMENT = "agreement", _("Agreement with whoever keeps the records")
        MANDATE = "mandate", _("The lab’s legal mandate")
        PERSONAL_CONSENT = "consent", _("Consent of each person")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="datasets")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="datasets"
    )
    name = models.CharField(max_length=140)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=16)
    sheet = models.CharField(max_length=120, blank=True)
    encoding = models.CharField(max_length=40, blank=True)
    separator = models.CharField(max_length=4, blank=True)
    decimal = models.CharField(max_length=4, blank=True)
    notes = models.JSONField(default=list)
    rows = models.PositiveBigIntegerField(default=0)
    columns = models.JSONField(default=list)
    preview = models.JSONField(default=list)  # the first rows, as text
    sensitivity = models.CharField(max_length=16, choices=Sensitivity, default=Sensitivity.LAB)
    consent_basis = models.CharField(max_length=16, choices=Consent, blank=True)
    uploaded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    # A table from which rows were taken out follows the one that held them, whose bytes are gone.
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    bytes_gone_at = models.DateTimeField(null=True, blank=True)

    blob_fields = ("digest",)  # what a backup, a move and the doctor look for among the stored bytes

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("dataset", args=[self.pk])

    @property
    def described(self) -> bool:
        """Whether someone said which column is the unit and which the outcome."""
        return {self.Role.UNIT, self.Role.OUTCOME} <= {c["role"] for c in self.columns}

    def columns_as(self, role: str) -> list[str]:
        """The names of the columns with a role, in the table's order."""
        return [column["name"] for column in self.columns if column["role"] == role]

    def column(self, name: str) -> dict[str, Any]:
        """What is known of one column; empty if there is none of that name."""
        return next((column for column in self.columns if column["name"] == name), {})
