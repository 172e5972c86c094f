"""Money that lapses, and the planned steps that must fit into its time."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.kept import Kept
from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.work import Stage

MOST = 10**15  # minor units: more than any lab is given, and safe in every database


class Grant(Kept):
    """Money of one source; amounts are whole minor units of its currency (cents; guaraníes have none)."""

    noun = "grant"

    class Kind(models.TextChoices):
        CORE = "core", _("Core funds (such as TRAC)")
        PROJECT = "project", _("Project grant")
        GOVERNMENT = "government", _("Government budget")
        PRIVATE = "private", _("Private or philanthropic")
        IN_KIND = "in_kind", _("In kind, at its value")
        OTHER = "other", _("Other")

    source = models.CharField(max_length=140)
    kind = models.CharField(max_length=16, choices=Kind)
    currency = models.CharField(max_length=3)
    amount = models.PositiveBigIntegerField()
    spent = models.PositiveBigIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    lapses_on = models.DateField()
    conditions = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["lapses_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0, amount__lte=MOST), name="a_grant_of_something"),
        ]

    def __str__(self) -> str:
        return self.source


class PlannedStep(Kept):
    """A step of the design: when it may begin, how long it takes, and which step must be over first."""

    noun = "step"

    stage = models.CharField(max_length=16, choices=Stage)
    name = models.CharField(max_length=140)
    starts_on = models.DateField(null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(260)])
    after = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followers"
    )
    grant = models.ForeignKey(Grant, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps")
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return self.name
