"""Whom a lab works with, how that stands, and who holds it together."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.kept import Kept
from jopoi_workbench.shell.models.people import Member
from jopoi_workbench.shell.models.work import Loop


class Level(models.TextChoices):
    """Where in the state something stands."""

    NATIONAL = "national", _("National")
    LOCAL = "local", _("Local")
    BOTH = "both", _("National and local")


class Partner(Kept):
    noun = "partner"

    class Kind(models.TextChoices):
        CIVIL = "civil", _("Civil society")
        ACADEMIC = "academic", _("Academic")
        PRIVATE = "private", _("Private")
        GOVERNMENT = "government", _("Government")
        UN = "un", _("Within the UN")
        OTHER = "other", _("Other")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ACTIVE = "active", _("Active")
        LAPSED = "lapsed", _("Lapsed")

    class Remoteness(models.TextChoices):
        URBAN = "urban", _("Urban")
        RURAL = "rural", _("Rural")
        REMOTE = "remote", _("Remote")

    name = models.CharField(max_length=140)
    kind = models.CharField(max_length=16, choices=Kind)
    level = models.CharField(max_length=16, choices=Level, blank=True)
    role = models.CharField(max_length=300, blank=True)
    done = models.TextField(max_length=2000, blank=True)
    site = models.CharField(max_length=140, blank=True)
    remoteness = models.CharField(max_length=16, choices=Remoteness, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    # Three answers: yes, no, and nobody said.
    unusual = models.BooleanField(null=True, blank=True)
    unusual_why = models.CharField(max_length=500, blank=True)
    contact = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=Status, default=Status.PLANNED)
    remind_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="lapsed") | Q(remind_on__isnull=False), name="lapsed_with_a_reminder"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerMove(models.Model):
    """A change of how a partnership stands, kept for good."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="moves")
    status = models.CharField(max_length=16, choices=Partner.Status)
    on = models.DateField()
    cause = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.partner} {self.status}"


class Coordinator(Kept):
    """Who holds a role that holds a loop together: a member, or someone named who is not one."""

    noun = "coordinator"

    class Part(models.TextChoices):
        FOCAL = "focal", _("Focal point with coordination skill")
        FIELD = "field", _("Local field consultant")
        OTHER = "other", _("Another role")

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="coordinators")
    part = models.CharField(max_length=16, choices=Part)
    part_name = models.CharField(max_length=140, blank=True)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outsider = models.CharField(max_length=140, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["part", "since", "pk"]

    def __str__(self) -> str:
        return self.who

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on a day, in a turn that is still open."""
        over = self.until is not None and self.until < day
        return self.loop.closed_at is None and self.since <= day and not over

    @property
    def who(self) -> str:
        return self.member.person.name if self.member else self.outsider

    @property
    def role(self) -> str:
        return self.part_name if self.part == self.Part.OTHER else str(self.Part(self.part).label)
