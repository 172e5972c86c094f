"""What is to be told to a member by e-mail, and the address of their calendar."""

from django.db import models
from django.db.models import Q

from jopoi_workbench.shell.models.people import Member


class Notice(models.Model):
    """One thing to be told to one member; it goes out at ``send_at``, alone or with others, once.

    ``claim`` names the process that holds it. What a process took and never marked is taken again by another
    after a while: a crash between sending and marking is at most one letter twice, and never one lost.
    """

    personal = True  # belongs to its member, and to nothing a lab shares

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given_up"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=100)  # what it is about: the same thing is told once
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    href = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    send_at = models.DateTimeField()
    claim = models.CharField(max_length=40, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="each_thing_told_once")]
        indexes = [
            models.Index(fields=["send_at", "member"], name="notice_to_send", condition=Q(state="waiting")),
            models.Index(fields=["claim"], name="notice_by_claim"),
        ]

    def __str__(self) -> str:
        return self.key


class CalendarKey(models.Model):
    """The digest of the secret in the address of a member's calendar; the secret itself is not kept."""

    personal = True

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="calendar_key")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.member_id}"
