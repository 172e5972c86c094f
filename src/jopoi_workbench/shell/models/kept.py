"""What people write down under a challenge: who wrote it, when, and what audit entries call it."""

from typing import ClassVar

from django.db import models

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.work import Challenge


class Kept(Edited):
    """A line in a register of a challenge; write it with `services.kept`.

    ``noun`` names it in audit entries (``partner.added``) and addresses (``partner-new``).
    """

    noun: ClassVar[str]

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="%(class)ss")
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
