"""What the API keeps: tokens, what each caller has used, and what was answered to a key."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models.people import Member


class Scope(models.TextChoices):
    """What a token may be used for; never more than its member's roles allow."""

    READ_CHALLENGES = "challenges:read", _("Read challenges")
    WRITE_CHALLENGES = "challenges:write", _("Open and change challenges, ask for and take decisions")
    READ_DATASETS = "datasets:read", _("Read what tables are about, and download them")
    WRITE_DATASETS = "datasets:write", _("Bring in and describe tables")
    READ_EVIDENCE = "evidence:read", _("Read evidence, results and claims")
    READ_DOCUMENTS = "documents:read", _("Read documents and their versions")
    WRITE_DOCUMENTS = "documents:write", _("Write documents, publish them, take them back")
    WRITE_EVIDENCE = "evidence:write", _("File evidence, run methods, write claims")


class ApiToken(models.Model):
    """A key of one member for one lab. The secret itself is never kept, only its digest."""

    personal = True

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    # The public beginning, by which people tell their tokens apart and the server finds the row.
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        return [str(Scope(scope).label) for scope in self.scopes if scope in Scope.values]


class ApiUse(models.Model):
    """How often a caller asked, or guessed, in the running span: one row a caller, used anew each span."""

    caller = models.CharField(max_length=80, unique=True)
    minute = models.PositiveBigIntegerField(db_index=True)
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.caller}: {self.used}"


class ApiAnswer(models.Model):
    """What was created under an ``Idempotency-Key``, so that asking again creates nothing more."""

    personal = True

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)  # of what was asked
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return self.key
