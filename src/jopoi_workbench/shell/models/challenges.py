"""What a lab works on: challenges, the turns of their loop, and what was submitted for a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.listed import WordsField
from jopoi_workbench.shell.models.people import Lab, Member


class Stage(models.TextChoices):
    SENSE = "sense", _("Sense")
    EXPLORE = "explore", _("Explore")
    TEST = "test", _("Test")
    GROW = "grow", _("Grow")


class Challenge(Edited):
    class Kind(models.TextChoices):
        BIG_BET = "big_bet", _("Big bet")
        EXPLORATORY = "exploratory", _("Exploratory")

    class Precision(models.TextChoices):
        """How exactly the place is known, and so how exactly a map may draw it."""

        COUNTRY = "country", _("the country as a whole")
        REGION = "region", _("a region of the country")
        MUNICIPALITY = "municipality", _("a municipality")
        SITE = "site", _("one site")

    class Visibility(models.TextChoices):
        LAB = "lab", _("the lab")
        PUBLIC = "public", _("everyone")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        STOPPED = "stopped", _("Stopped early")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="challenges")
    title = models.CharField(max_length=140)
    statement = models.TextField(max_length=2000)
    background = models.TextField(max_length=10_000, blank=True)
    # At most 280 characters as a reader counts them, so more code points than that: see the form.
    summary = models.TextField(max_length=2800, blank=True)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.EXPLORATORY)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    visibility = models.CharField(max_length=16, choices=Visibility, default=Visibility.LAB, editable=False)
    # Whether people without an account may write about it, once everyone sees it.
    hears_everyone = models.BooleanField(default=True, editable=False)
    place = models.CharField(max_length=140, blank=True)
    place_precision = models.CharField(max_length=16, choices=Precision, default=Precision.REGION)
    country = models.CharField(max_length=2, blank=True)
    latitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    sdgs = WordsField()  # numbers of the Sustainable Development Goals, "1" to "17"
    themes = WordsField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    grown_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="grown_into", editable=False
    )
    what_changed = models.TextField(max_length=2000, blank=True, editable=False)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["lab", "-created_at", "-id"], name="challenges_newest"),
            models.Index(fields=["visibility", "-created_at"], name="challenges_for_everyone"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("challenge", args=[self.pk])

    @property
    def public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC

    @property
    def goals(self) -> list[int]:
        """The numbers of its Sustainable Development Goals."""
        return [int(goal) for goal in self.sdgs]


class Loop(models.Model):
    """One turn of sense, explore, test, grow under a challenge."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="loops")
    turn = models.PositiveSmallIntegerField(default=1)
    why = models.TextField(max_length=2000, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    learned = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["challenge", "turn"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "turn"], name="each_turn_once"),
            models.UniqueConstraint(
                fields=["challenge"], condition=Q(closed_at=None), name="one_turn_open_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge} {self.turn}"


class Submission(models.Model):
    """A challenge that a lab submitted for a year, as the kind that it was then."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="submissions")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="submissions")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Challenge.Kind)
    place = models.PositiveSmallIntegerField()  # the first or second of its kind
    submitted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "kind", "place"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "year"], name="submitted_once_a_year"),
            # Whatever races: two can never take the same place of the quota.
            models.UniqueConstraint(fields=["lab", "year", "kind", "place"], name="each_place_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.challenge} {self.year}"
