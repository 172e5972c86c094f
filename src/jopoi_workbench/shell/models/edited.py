"""What several people may edit: each change counts, so that nobody overwrites what they have not seen."""

from django.db import models


class Edited(models.Model):
    """A thing whose version rises with each change; change it with `services.editing.change`."""

    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(
        "shell.Member", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
