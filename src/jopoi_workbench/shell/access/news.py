"""What is public on this server, newest first: what everyone may read without signing in, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest

from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse

from jopoi.privacy import mask
from jopoi_workbench.shell.access.network import public_challenges, without_addresses
from jopoi_workbench.shell.models import AuditEntry, Document, DocumentVersion, Lab

# What changes what is public without leaving a newer time on anything that still is: a feed that was read
# before is then out of date.
_CHANGES = (
    "challenge.shown",
    "challenge.hidden",
    "document.published",
    "document.taken_back",
    "lab.edited",
    "lab.imported",
)


@dataclass(frozen=True, kw_only=True)
class News:
    """Something that everyone may read: ``since`` when it is there, and when it last changed."""

    path: str
    title: str
    summary: str
    lab: str
    since: datetime
    changed_at: datetime
    language: str = ""
    themes: list[str] = field(default_factory=list)


def public_news(at_most: int) -> list[News]:
    """The newest public documents and challenges: two questions, addresses and telephone numbers masked.

    Verdicts are not among them: whoever has the link of one may read it, but it is listed nowhere.
    """
    return nlargest(
        at_most, [*_documents(at_most), *_challenges(at_most)], key=lambda one: (one.changed_at, one.path)
    )


def public_since() -> datetime | None:
    """When something was last shown, hidden, published or taken back."""
    changes = AuditEntry.objects.filter(lab=OuterRef("pk"), action__in=_CHANGES).order_by("-at")
    last: datetime | None = Lab.objects.annotate(last=Subquery(changes.values("at")[:1])).aggregate(
        newest=Max("last")
    )["newest"]
    return last


def _documents(at_most: int) -> Iterator[News]:
    public = DocumentVersion.objects.filter(
        visibility=Document.Visibility.PUBLIC, document__visibility=Document.Visibility.PUBLIC
    )
    same = DocumentVersion.objects.filter(
        document=OuterRef("document"), visibility=Document.Visibility.PUBLIC
    )
    newest = public.filter(~Exists(same.filter(number__gt=OuterRef("number"))))
    told = {name: KT(f"content__{name}") for name in ("title", "summary", "language", "lab")}
    first = Subquery(same.order_by("number").values("published_at")[:1])
    rows = newest.order_by("-published_at", "-pk").values(
        "document__slug", "published_at", first=first, **told
    )
    for row in rows[:at_most]:
        yield News(
            path=reverse("published-document", args=[row["document__slug"]]),
            title=mask(row["title"]),
            summary=mask(row["summary"] or ""),
            lab=row["lab"],
            since=row["first"],
            changed_at=row["published_at"],
            language=row["language"] or "",
        )


def _challenges(at_most: int) -> Iterator[News]:
    newest = public_challenges().order_by(Coalesce("edited_at", "created_at").desc(), "-pk")
    for challenge in newest[:at_most]:
        shown = without_addresses(challenge)
        yield News(
            path=reverse("network-challenge", args=[shown.pk]),
            title=shown.title,
            summary=shown.summary or shown.statement,
            lab=shown.lab.name,
            since=shown.created_at,
            changed_at=shown.edited_at or shown.created_at,
            themes=shown.themes,
        )
