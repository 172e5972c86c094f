"""What someone files by hand: a document, minutes, an observation, a study, a count."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.evidence import Evidence, said


class Comparison(models.TextChoices):
    """The comparisons of `jopoi.loop.ladder.Comparison`, as people call them."""

    NONE = "none", _("none: before and after, or once")
    RANDOMISED = "randomised", _("drawn by lot")
    STEPPED_WEDGE = "stepped_wedge", _("everyone in turn, the order drawn by lot")
    REGRESSION_DISCONTINUITY = "regression_discontinuity", _("just above and just below a line")
    CONTROLLED_ITS = "controlled_its", _("a long series beside a series without the change")
    DIFFERENCE_IN_DIFFERENCES = (
        "difference_in_differences",
        _("the change beside the change of similar units"),
    )
    SYNTHETIC_CONTROL = "synthetic_control", _("a mix of units that ran alike before")
    MATCHED = "matched", _("others like them, matched one by one")


class Record(models.Model):
    """The particulars of evidence that no method computed; like all evidence it is never edited."""

    METHOD = "shell.record"
    blob_fields = ("evidence__input_digest",)

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        MINUTES = "minutes", _("Minutes")
        OBSERVATION = "observation", _("Observation")
        STUDY = "study", _("Published study")
        COUNT = "count", _("Count")

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="record")
    kind = models.CharField(max_length=16, choices=Kind)
    shows = models.JSONField(default=dict)  # {"en": …, "es": …}
    source = models.CharField(max_length=300)
    dated = models.DateField()
    link = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    # Per cent, here and where nothing was done: the one is never shown without the other.
    change = models.FloatField(null=True, blank=True)
    comparator = models.FloatField(null=True, blank=True)
    # The fields of `jopoi.loop.ladder.Design`.
    design = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.evidence.title

    @property
    def says(self) -> str:
        """What it shows, in the reader's language."""
        return said(self.shows)
