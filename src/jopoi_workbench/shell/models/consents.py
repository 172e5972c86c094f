"""What somebody agreed to when they gave a story, a picture or a row of a table, and took back."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Challenge, Dataset


class Consent(Edited):
    """One person's consent to one use. ``who`` is how the lab speaks of them, never a name."""

    class Audience(models.TextChoices):
        PRIVATE = "private", _("The lab only")
        PARTNERS = "partners", _("The lab and its partners")
        PUBLIC = "public", _("Everyone")

    class How(models.TextChoices):
        SIGNED = "signed", _("signed on paper")
        SPOKEN = "spoken", _("spoken, before a witness or on tape")
        ONLINE = "online", _("given on a page")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="consents")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    number = models.PositiveIntegerField(editable=False)
    who = models.CharField(max_length=140)
    purpose = models.TextField(max_length=1000)
    audience = models.CharField(max_length=16, choices=Audience, default=Audience.PRIVATE)
    may_quote = models.BooleanField(default=False)
    may_use_image = models.BooleanField(default=False)
    is_minor = models.BooleanField(default=False)
    guardian = models.CharField(max_length=140, blank=True)
    language = models.CharField(max_length=40, blank=True)
    how = models.CharField(max_length=16, choices=How, default=How.SIGNED)
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_why = models.CharField(max_length=500, blank=True, editable=False)
    # The digest of what stands on the slip that the person keeps; whoever holds the slip can take it back.
    slip = models.CharField(max_length=64, unique=True, editable=False)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["lab", "number"], name="each_consent_numbered_once"),
        ]
        indexes = [models.Index(fields=["lab", "withdrawn_at"], name="consents_withdrawn")]

    def __str__(self) -> str:
        return f"{self.number} {self.who}"

    def get_absolute_url(self) -> str:
        return reverse("consent", args=[self.pk])

    def holds(self, at: datetime) -> bool:
        """Whether it was neither taken back nor has run out."""
        return self.withdrawn_at is None and (self.until is None or at.date() <= self.until)

    def lets_quote(self, at: datetime, audience: str) -> bool:
        """Whether the person's words may be shown to ``audience`` now."""
        order = list(self.Audience.values)
        return self.holds(at) and self.may_quote and order.index(audience) <= order.index(self.audience)


class ConsentUse(models.Model):
    """Rows of a table that rest on a consent: those where ``column`` holds ``value``."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="uses")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="consent_uses")
    column = models.CharField(max_length=200)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consent", "dataset", "column", "value"], name="each_use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.column} = {self.value}"
