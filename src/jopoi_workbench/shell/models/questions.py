"""Learning questions and hypotheses: what must be known, and what is expected beforehand."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.evidence import Evidence
from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.work import Challenge, Loop


class Question(Edited):
    """What must be known; it may sit in several stages at once.

    ``stages`` is a list of `Stage` values, ``checks`` the answers to ``jopoi.loop.SELF_CHECKS`` by
    heuristic, true or false, a heuristic that nobody answered left out.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        DROPPED = "dropped", _("Dropped")

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="questions")
    loop = models.ForeignKey(Loop, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=600)
    stages = models.JSONField(default=list)
    methods = models.TextField(max_length=2000, blank=True)
    checks = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    outcome = models.TextField(max_length=2000, blank=True)  # the answer, or why it was dropped
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="+")
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('questions', args=[self.challenge_id])}#question-{self.pk}"


class Expectation(Edited):
    """A hypothesis: if, then, because, for whom, seen by what, by when."""

    class Direction(models.TextChoices):
        UP = "up", _("more of it")
        DOWN = "down", _("less of it")
        PRESENT = "present", _("it happens, or it does not")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        TESTED = "tested", _("Being tested")
        SUPPORTED = "supported", _("Supported")
        NOT_SUPPORTED = "not_supported", _("Not supported")
        DROPPED = "dropped", _("Dropped")

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="expectations")
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.PROTECT, related_name="expectations"
    )
    change = models.TextField(max_length=600)
    outcome = models.TextField(max_length=600, blank=True)
    mediator = models.TextField(max_length=600, blank=True)
    unit = models.CharField(max_length=140, blank=True)
    direction = models.CharField(max_length=16, choices=Direction, blank=True)
    measure = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    by_when = models.DateField(null=True, blank=True)
    conditions = models.TextField(max_length=600, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.PROPOSED)
    verdict = models.TextField(max_length=2000, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="+")
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.change

    def get_absolute_url(self) -> str:
        return reverse("hypothesis", args=[self.challenge_id, self.pk])
