"""A theory of change: boxes at five levels, and arrows that say what they rest on."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.work import Challenge


class TheoryBox(Edited):
    class Level(models.TextChoices):
        INPUT = "input", _("Input: what is put in")
        ACTIVITY = "activity", _("Activity: what is done")
        OUTPUT = "output", _("Output: what it produces")
        OUTCOME = "outcome", _("Outcome: what is then seen")
        IMPACT = "impact", _("Impact: what changes for good")

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="boxes")
    name = models.CharField(max_length=140)
    level = models.CharField(max_length=16, choices=Level, default=Level.ACTIVITY)
    indicator = models.CharField(max_length=300, blank=True)
    place = models.PositiveIntegerField(default=0)  # among all boxes of the challenge

    class Meta:
        ordering = ["challenge", "place", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theory-box", args=[self.challenge_id, self.pk])


class TheoryArrow(Edited):
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="arrows")
    source = models.ForeignKey(TheoryBox, on_delete=models.CASCADE, related_name="leads_to")
    target = models.ForeignKey(TheoryBox, on_delete=models.CASCADE, related_name="comes_from")
    assumption = models.TextField(max_length=600, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(5)])
    indicator = models.CharField(max_length=300, blank=True)
    failure = models.TextField(max_length=600, blank=True)

    class Meta:
        ordering = ["challenge", "source__place", "target__place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="one_arrow_between_two_boxes"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    def get_absolute_url(self) -> str:
        return reverse("theory-arrow", args=[self.challenge_id, self.pk])
