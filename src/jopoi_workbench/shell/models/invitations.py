"""Invitations to a lab: the token of each is kept only as a digest, so that nobody can use what is stored."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.people import Lab, Member


class Invitation(models.Model):
    """A link that makes one person a member of a lab, once, until it expires or is taken back."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REVOKED = "revoked", _("Taken back")
        EXPIRED = "expired", _("Expired")

    personal = True  # forgotten with whoever accepted it, or made it

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(blank=True)  # empty: whoever holds the link
    roles = models.JSONField(default=list)
    note = models.TextField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.lab}: {self.email or self.pk}"

    def state(self, at: datetime) -> State:
        """What became of it by a moment."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.OPEN if at < self.expires_at else self.State.EXPIRED
