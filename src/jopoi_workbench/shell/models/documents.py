"""Documents: learning plans and what else a lab writes, and what of them was published when."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.claims import Claim
from jopoi_workbench.shell.models.edited import Edited
from jopoi_workbench.shell.models.frozen import Frozen
from jopoi_workbench.shell.models.people import Lab, Member
from jopoi_workbench.shell.models.work import Challenge


class Document(Edited):
    """What is being written; what others read is a `DocumentVersion` of it."""

    class Kind(models.TextChoices):
        AHEAD = "ahead", _("Learning plan, looking ahead")
        BACK = "back", _("Learning plan, looking back")
        BLOG = "blog", _("Blog")
        CASE = "case", _("Case")
        SOLUTION = "solution", _("Solution")

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("Only me")
        LAB = "lab", _("The lab")
        PREPRINT = "preprint", _("Every lab on this server")
        PUBLIC = "public", _("Everyone")

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="documents")
    challenge = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.BACK)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=140)
    summary = models.CharField(max_length=1000, blank=True)
    body = models.TextField(max_length=40_000, blank=True)
    barriers = models.TextField(max_length=8000, blank=True)
    next_question = models.TextField(max_length=4000, blank=True)
    because = models.TextField(max_length=4000, blank=True)  # a line for each thing that happened
    # Per cent of the time; all four, adding to 100, or none: not recorded.
    time_sense = models.PositiveSmallIntegerField(null=True, blank=True)
    time_explore = models.PositiveSmallIntegerField(null=True, blank=True)
    time_test = models.PositiveSmallIntegerField(null=True, blank=True)
    time_grow = models.PositiveSmallIntegerField(null=True, blank=True)
    claims = models.ManyToManyField(Claim, blank=True, related_name="documents")
    visibility = models.CharField(max_length=16, choices=Visibility, default=Visibility.LAB, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=400, blank=True, editable=False)
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["lab", "visibility"], name="documents_by_visibility")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def shares(self) -> dict[str, int] | None:
        """How the time was spent, in per cent by stage; none if it was not recorded."""
        given = {stage: getattr(self, f"time_{stage}") for stage in ("sense", "explore", "test", "grow")}
        return None if None in given.values() else given


class DocumentVersion(Frozen):
    """A document as it was published: never changed, found again by its digest."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    visibility = models.CharField(max_length=16, choices=Document.Visibility)
    # Everything the page says, but the words of quotes: those are asked for each time, with their consent.
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="each_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"
