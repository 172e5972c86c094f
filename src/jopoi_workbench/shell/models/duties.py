"""The map of tasks and decisions over organisations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.kept import Kept
from jopoi_workbench.shell.models.partners import Level, Partner


class Organisation(Kept):
    """An organisation that takes part without being a partner."""

    noun = "organisation"

    name = models.CharField(max_length=140)
    level = models.CharField(max_length=16, choices=Level, blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Duty(Kept):
    """A task to do or a decision to take, and until when."""

    noun = "duty"

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        DECISION = "decision", _("Decision")

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.TASK)
    what = models.CharField(max_length=140)
    level = models.CharField(max_length=16, choices=Level, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.what


class DutyPart(models.Model):
    """What one organisation does in a duty: a partner, a named one or, if neither is given, the lab."""

    class Part(models.TextChoices):
        LEADS = "leads", _("leads")
        DECIDES = "decides", _("decides")
        DOES = "does", _("does")
        ASKED = "asked", _("is asked")
        TOLD = "told", _("is told")

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="parts")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    part = models.CharField(max_length=16, choices=Part)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner=None) | Q(organisation=None), name="a_part_of_one_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.part}"

    @property
    def column(self) -> str:
        """Which organisation it is, as forms and the matrix name it."""
        if self.partner_id:
            return f"p{self.partner_id}"
        return f"o{self.organisation_id}" if self.organisation_id else "lab"
