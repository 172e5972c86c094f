"""Documents as members may read them; and published ones, for whoever asks."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.models import Document, DocumentVersion, Member

Visibility = Document.Visibility


def documents_for(member: Member) -> QuerySet[Document]:
    """The documents of the member's lab, newest first; of private ones only their own."""
    theirs = Q(created_by=member) | ~Q(visibility=Visibility.PRIVATE)
    found = Document.objects.filter(theirs, lab=member.lab_id)
    return found.select_related("lab", "challenge", "created_by__person")


def document_for(member: Member, pk: int) -> Document:
    """One document that the member may read, or 404."""
    return found_for(member, documents_for(member), pk=pk)


def published(*, signed_in: bool) -> QuerySet[DocumentVersion]:
    """Every version that labs have published: for everyone, and for people of any lab also the preprints."""
    shown = [Visibility.PUBLIC, Visibility.PREPRINT] if signed_in else [Visibility.PUBLIC]
    found = DocumentVersion.objects.filter(visibility__in=shown, document__visibility__in=shown)
    return found.select_related("document__lab", "document__challenge")


def newest_published(*, signed_in: bool) -> QuerySet[DocumentVersion]:
    """Of each published document the newest version, the newest documents first."""
    every = published(signed_in=signed_in)
    newer = every.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    return every.filter(~Exists(newer)).order_by("-document_id")


def published_version(slug: str, number: int | None, *, signed_in: bool) -> DocumentVersion:
    """A version of a published document, the newest unless ``number`` says which, or 404."""
    versions = published(signed_in=signed_in).filter(document__slug=slug).order_by("-number")
    found = (versions.filter(number=number) if number else versions).first()
    if found is None:
        raise Http404
    return found


def taken_back(slug: str) -> Document | None:
    """A document that was published and taken back."""
    gone = Document.objects.filter(slug=slug, withdrawn_at__isnull=False)
    return gone.select_related("lab").first()
