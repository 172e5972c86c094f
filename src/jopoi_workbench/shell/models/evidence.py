"""Evidence: a result filed under a challenge, with everything needed to compute it again."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.challenges import Challenge, Loop, Stage
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Dataset

if TYPE_CHECKING:
    from jopoi_workbench.shell.models.records import Record


class Evidence(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")
        SUPERSEDED = "superseded", _("Replaced by a newer one")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="evidence")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    loop = models.ForeignKey(Loop, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    stage = models.CharField(max_length=16, choices=Stage)
    method = models.CharField(max_length=60)
    # {"en": …, "es": …}: what is asked while it runs, and the answer in one sentence once done.
    titles = models.JSONField(default=dict)
    # The same for the doubt about the answer: a list shows both in one breath.
    doubts = models.JSONField(default=dict)
    spec = models.JSONField(default=dict)
    dataset = models.ForeignKey(
        Dataset, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    input_digest = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    progress = models.FloatField(default=0.0)
    progress_words = models.CharField(max_length=200, blank=True)
    # {"what", "hint", "facts"} of the error that stopped it, so that it can be said in any language.
    failure = models.JSONField(null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    replay_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replays"
    )
    # What took its place, if it had been an answer: it stays readable, and says so.
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    superseded_reason = models.CharField(max_length=400, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        result: "EvidenceResult"
        record: "Record"

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "evidence"
        indexes = [
            # What the lists ask for: newest first, of a lab, of a state, of a table.
            models.Index(fields=["lab", "-created_at", "-id"], name="evidence_by_time"),
            models.Index(fields=["lab", "state", "-created_at", "-id"], name="evidence_by_state"),
            models.Index(fields=["dataset", "-created_at", "-id"], name="evidence_by_dataset"),
            models.Index(fields=["state", "heartbeat_at"], name="evidence_by_heartbeat"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the room that the method belongs to; what was filed by hand has the shell's."""
        return reverse("evidence" if self.room == "shell" else f"{self.room}:evidence", args=[self.pk])

    @property
    def title(self) -> str:
        """The title in the reader's language, or in the first one there is."""
        return said(self.titles) or self.method

    @property
    def doubt(self) -> str:
        """The doubt about the answer in the reader's language; empty until there is an answer."""
        return said(self.doubts)

    @property
    def room(self) -> str:
        return self.method.partition(".")[0]

    @property
    def answered(self) -> bool:
        """Whether there is an answer to read, be it replaced by a newer one."""
        replaced = self.state == self.State.SUPERSEDED and self.superseded_by_id is not None
        return self.state == self.State.DONE or replaced

    @property
    def in_hand(self) -> bool:
        """Whether it is still waiting or running."""
        return self.state in {self.State.WAITING, self.State.RUNNING}


def said(texts: dict[str, str]) -> str:
    """A text in the reader's language, or in the first one there is."""
    language = (get_language() or "en").partition("-")[0]
    return texts.get(language) or next(iter(texts.values()), "")


class EvidenceResult(models.Model):
    """The result itself, apart from the evidence so that lists stay light."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="result")
    json = models.TextField()

    def __str__(self) -> str:
        return f"result of {self.evidence_id}"
