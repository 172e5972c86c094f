"""What someone is asked to do, and a second pair of eyes on a piece of evidence."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.evidence import Evidence
from jopoi_workbench.shell.models.people import Lab, Member, Role
from jopoi_workbench.shell.models.work import Challenge, Loop, Stage


class Task(Edited):
    """Something that one member, or whoever has a role, is asked to do; the day is optional."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="tasks")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    loop = models.ForeignKey(Loop, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    stage = models.CharField(max_length=16, choices=Stage, blank=True)
    what = models.CharField(max_length=140, blank=True)  # empty for a review, which says itself what it is
    why = models.TextField(max_length=500, blank=True)
    whom = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    role = models.CharField(max_length=20, choices=Role, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="tasks_asked")
    created_at = models.DateTimeField()
    ended_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(whom__isnull=False, role="") | (Q(whom__isnull=True) & ~Q(role="")),
                name="asked_of_a_member_or_of_a_role",
            ),
        ]
        indexes = [
            models.Index(fields=["whom", "state", "due_on"], name="task_by_whom"),
            models.Index(fields=["lab", "state", "role"], name="task_by_role"),
            models.Index(fields=["challenge", "state"], name="task_by_challenge"),
            models.Index(fields=["created_by", "state"], name="task_by_asker"),
            models.Index(fields=["lab", "state", "due_on"], name="task_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("task", args=[self.pk])

    @property
    def title(self) -> str:
        """What is asked, in the reader's language where the workbench says it."""
        review = getattr(self, "review", None)
        if review is None:
            return self.what
        return gettext("Read a result: %(title)s") % {"title": review.evidence.title}

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_for(self, member: Member) -> bool:
        """Whether it waits for a member, by name or by role."""
        return self.whom_id == member.pk if self.whom_id else self.role in member.roles

    def concerns(self, member: Member) -> bool:
        """Whether a member may end it or hand it over: it waits for them, or they asked, or administer."""
        ours = self.lab_id == member.lab_id
        theirs = self.is_for(member) or self.created_by_id == member.pk
        return ours and (theirs or Role.ADMINISTRATOR in member.roles)


class Review(models.Model):
    """A second pair of eyes on a piece of evidence; its task says whom, until when and why."""

    class Answer(models.TextChoices):
        AGREE = "agree", _("Agrees")
        REMARKS = "remarks", _("Agrees, with remarks")
        DISAGREE = "disagree", _("Disagrees")

    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="review")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="reviews")
    answer = models.CharField(max_length=16, choices=Answer, blank=True)
    remarks = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"review of {self.evidence_id}"

    def get_absolute_url(self) -> str:
        return self.task.get_absolute_url()
