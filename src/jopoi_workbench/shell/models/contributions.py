"""What people without an account tell a lab about a challenge that it shows to everyone."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.work import Challenge


class Contribution(models.Model):
    """Words from outside, and what the lab answered.

    Whoever holds the slip reads the answer and may take the words back. A name and an address are there only
    if they were given, the address until the answer is sent.
    """

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("What I have lived through")
        WORKS = "works", _("A place where it goes better")
        IDEA = "idea", _("Something to try")
        CORRECTION = "correction", _("Something that is not right here")
        QUESTION = "question", _("A question")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        ANSWERED = "answered", _("Answered")
        SET_ASIDE = "set_aside", _("Set aside")
        TAKEN_BACK = "taken_back", _("Taken back")

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.EXPERIENCE)
    text = models.TextField(max_length=4000)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8)
    may_show = models.BooleanField(default=False)
    slip = models.CharField(max_length=64, unique=True, editable=False)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    answer = models.TextField(max_length=4000, blank=True)
    shown = models.BooleanField(default=False)
    settled_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["challenge", "state"], name="contributions_by_state")]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("contribution", args=[self.challenge_id, self.pk])

    @property
    def waits(self) -> bool:
        """Whether the lab still owes an answer."""
        return self.state == self.State.WAITING
