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
    # Worked out from the object when it is written, so that a challenge finds its own; not in the digest.
    challenge = models.ForeignKey(
        "shell.Challenge", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
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
        # What the pages ask for: newest first, of a challenge, a person or a kind of thing.
        indexes = [
            models.Index(fields=["lab", "action", "at"], name="entries_by_action"),
            models.Index(fields=["challenge", "-number"], name="audit_by_challenge"),
            models.Index(fields=["actor", "-number"], name="audit_by_actor"),
            models.Index(fields=["lab", "object_kind", "-number"], name="audit_by_kind"),
            models.Index(fields=["lab", "at", "actor"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
