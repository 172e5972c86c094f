"""Writing documents, publishing versions of them, and taking one back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from blake3 import blake3
from django.db import transaction
from django.utils.text import slugify

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.canonical import canonical
from jopoi_workbench.shell.models import Claim, Document, DocumentVersion, Member
from jopoi_workbench.shell.publishing import content_of
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change

OPEN = (Document.Visibility.PREPRINT, Document.Visibility.PUBLIC)


@transaction.atomic
def write_document(*, actor: Member, at: datetime, claims: Iterable[Claim] = (), **about: Any) -> Document:
    """Begin a document."""
    require(actor, Act.WRITE_DOCUMENT)
    slug = _free_slug(about["title"])
    document = Document.objects.create(lab=actor.lab, slug=slug, created_by=actor, created_at=at, **about)
    document.claims.set(claims)
    record(lab=actor.lab, actor=actor, action="document.written", about=document, at=at, name=document.title)
    return document


def _free_slug(title: str) -> str:
    stem = slugify(title)[:70].strip("-") or "document"
    taken = set(Document.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


@transaction.atomic
def edit_document(
    *,
    actor: Member,
    document: Document,
    version: int,
    at: datetime,
    claims: Iterable[Claim] | None = None,
    **values: Any,
) -> Document:
    """Change what is being written; what was published stays as it is.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.WRITE_DOCUMENT)
    given = None if claims is None else {claim.pk for claim in claims}
    others = given is not None and given != set(document.claims.values_list("pk", flat=True))
    changed = change(document, version=version, values=values, actor=actor, at=at, more=others)
    if others:
        document.claims.set(given or ())
        changed = [*changed, "claims"]
    if changed:
        record(lab=document.lab, actor=actor, action="document.edited", about=document, at=at,
               name=document.title, changed=changed)  # fmt: skip
    return document


@transaction.atomic
def publish_document(*, actor: Member, document: Document, visibility: str, at: datetime) -> DocumentVersion:
    """Freeze the document as it is now, for every lab on the server or for everyone."""
    require(actor, Act.PUBLISH)
    document = Document.objects.select_for_update().get(pk=document.pk)
    content = content_of(document)
    version = DocumentVersion.objects.create(
        document=document,
        number=document.versions.count() + 1,
        visibility=visibility,
        content=content,
        digest=blake3(canonical(content).encode()).hexdigest(),
        published_by=actor,
        published_at=at,
    )
    Document.objects.filter(pk=document.pk).update(
        visibility=visibility, withdrawn_at=None, withdrawn_reason=""
    )
    record(lab=document.lab, actor=actor, action="document.published", about=document, at=at,
           name=document.title, number=version.number, digest=version.digest)  # fmt: skip
    return version


@transaction.atomic
def take_document_back(*, actor: Member, document: Document, reason: str, at: datetime) -> bool:
    """No longer show a published document; its address says that it was taken back, and why."""
    require(actor, Act.PUBLISH)
    shown = Document.objects.filter(pk=document.pk, visibility__in=OPEN)
    if not shown.update(visibility=Document.Visibility.LAB, withdrawn_at=at, withdrawn_reason=reason):
        return False
    record(lab=document.lab, actor=actor, action="document.taken_back", about=document, at=at,
           name=document.title)  # fmt: skip
    return True
