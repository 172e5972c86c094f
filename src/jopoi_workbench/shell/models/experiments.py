"""The space to try: who authorised an experiment, its ethics, and when it must stop."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.questions import Expectation
from jopoi_workbench.shell.models.work import Challenge


class Experiment(Edited):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AUTHORISED = "authorised", _("Authorised")
        RUNNING = "running", _("Running")
        STOPPED = "stopped", _("Stopped")
        ENDED = "ended", _("Ended as planned")

    class Ethics(models.TextChoices):
        PENDING = "pending", _("Pending")
        APPROVED = "approved", _("Approved")
        EXEMPT = "exempt", _("Exempt, with a reason")
        REFUSED = "refused", _("Refused")

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="experiments")
    expectation = models.ForeignKey(
        Expectation, null=True, blank=True, on_delete=models.PROTECT, related_name="experiments"
    )
    title = models.CharField(max_length=140)
    scope = models.TextField(max_length=2000, blank=True)
    authorised_by = models.CharField(max_length=140, blank=True)
    authorised_on = models.DateField(null=True, blank=True)
    authorised_until = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=300, blank=True)
    ethics_body = models.CharField(max_length=140, blank=True)
    ethics = models.CharField(max_length=16, choices=Ethics, default=Ethics.PENDING)
    ethics_reason = models.TextField(max_length=600, blank=True)
    ethics_number = models.CharField(max_length=140, blank=True)
    ethics_until = models.DateField(null=True, blank=True)
    risks = models.TextField(max_length=2000, blank=True)
    mitigation = models.TextField(max_length=2000, blank=True)
    consent = models.TextField(max_length=2000, blank=True)
    watched = models.CharField(max_length=300, blank=True)
    threshold = models.CharField(max_length=300, blank=True)
    watcher = models.CharField(max_length=140, blank=True)
    every_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    stopper = models.CharField(max_length=140, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    started_on = models.DateField(null=True, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.TextField(max_length=2000, blank=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("experiment", args=[self.challenge_id, self.pk])
