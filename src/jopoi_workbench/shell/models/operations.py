"""What whoever operates the workbench looks at: the workers, and when each was last heard of."""

from django.db import models


class Worker(models.Model):
    """A process that computes what waits in the queue; its row goes when it stops in order."""

    name = models.CharField(max_length=80, unique=True)  # machine:process
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
