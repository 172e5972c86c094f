"""How long a lab keeps what it need not keep for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.people import Lab


class Retention(models.Model):
    """One kind of record and its days; without a row the kind's own default holds."""

    class Kind(models.TextChoices):
        STOPPED_RUNS = "stopped_runs", _("Runs that failed or were cancelled")
        PERSONAL_TABLES = "personal_tables", _("Rows of tables in which someone could be recognised")
        CONTRIBUTIONS = "contributions", _("Names and addresses of people who wrote from outside")
        WITHDRAWN_CONSENTS = "withdrawn_consents", _("Who gave a consent that was taken back")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="retention")
    kind = models.CharField(max_length=24, choices=Kind)
    # Nothing here means: kept until someone decides.
    days = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["lab", "kind"]
        constraints = [models.UniqueConstraint(fields=["lab", "kind"], name="one_period_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"
