"""Who did what to which object when: append-only, each entry holding the digest of the one before."""

from django.db import models

from jopoi_workbench.shell.models.frozen import Frozen
from jopoi_workbench.shell.models.people import Lab, Member


class AuditEntry(Frozen):
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="audit")
    number = models.PositiveBigIntegerField()
    actor = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    # {"lab", "actor", "object"}: the numbers these had on the server from which the lab was moved here, which
    # are the ones that the digest was made of.
    origin = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["lab", "-number"]
        verbose_name_plural = "audit entries"
        constraints = [
            models.UniqueConstraint(fields=["lab", "number"], name="one_entry_per_number"),
        ]
        indexes = [models.Index(fields=["lab", "action", "at"], name="entries_by_action")]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
