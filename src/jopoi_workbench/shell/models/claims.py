"""Claims: a sentence, what it rests on, and how it is said to different readers."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.consents import Consent
from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.evidence import Evidence, said
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Challenge, Stage


class Audience(models.TextChoices):
    USERS = "users", _("People who use the service")
    PRACTITIONERS = "practitioners", _("People who work in it")
    POLICY = "policy", _("People who decide")


class Claim(Edited):
    """A sentence that a lab stands for; its level is worked out from what it cites, never stored."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        STATED = "stated", _("Stated")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="claims")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="claims")
    stage = models.CharField(max_length=16, choices=Stage)
    # {"en": …, "es": …} each: the sentence, its doubt, and why it should be so (the logical case).
    sentences = models.JSONField(default=dict)
    doubts = models.JSONField(default=dict)
    because = models.JSONField(default=dict)
    # By audience, then by language.
    voices = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    withdrawn_reason = models.CharField(max_length=400, blank=True)
    lowered_to = models.PositiveSmallIntegerField(null=True, blank=True)
    lowered_reason = models.CharField(max_length=400, blank=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["lab", "state"], name="claims_by_lab_and_state")]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.challenge_id, self.pk])

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language, or in the first one there is."""
        return said(self.sentences)

    @property
    def doubt(self) -> str:
        return said(self.doubts)

    @property
    def logical_case(self) -> str:
        return said(self.because)


class Citation(models.Model):
    """What a claim rests on: evidence, what someone said, what was voted, what was spent."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", _("Evidence")
        QUOTE = "quote", _("Quote")
        VOTE = "vote", _("Vote")
        SPENDING = "spending", _("Spending")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="citations")
    kind = models.CharField(max_length=16, choices=Kind)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    # What was said, what was asked, or what the money was for.
    words = models.TextField(max_length=2000, blank=True)
    # In general words: who said it, or who paid.
    who = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True, blank=True)
    in_favour = models.PositiveIntegerField(null=True, blank=True)
    against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    entitled = models.PositiveIntegerField(null=True, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    period = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)
    # The consent to a quote, in the register or, before there was one, where it is kept.
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    consent_reference = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["claim", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.claim_id}"

    @property
    def stands(self) -> bool:
        """Whether the claim may still rest on it."""
        if self.evidence is not None:
            return self.evidence.state == Evidence.State.DONE
        return self.withdrawn_at is None and (self.consent is None or self.consent.withdrawn_at is None)

    @property
    def votes(self) -> int:
        return (self.in_favour or 0) + (self.against or 0) + (self.abstained or 0)
