"""Documents as members may read them; and published ones, for whoever asks."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

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


def published(*, signed_in: bool) -> QuerySet[Document]:
    """What labs have published: for everyone, and for people of any lab also the preprints."""
    shown = [Visibility.PUBLIC, Visibility.PREPRINT] if signed_in else [Visibility.PUBLIC]
    found = Document.objects.filter(visibility__in=shown)
    return found.select_related("lab", "challenge").order_by("-pk")


def published_version(slug: str, number: int | None, *, signed_in: bool) -> DocumentVersion:
    """A version of a published document, the newest unless ``number`` says which, or 404."""
    document = get_object_or_404(published(signed_in=signed_in), slug=slug)
    versions = document.versions.order_by("-number")
    if not signed_in:
        versions = versions.filter(visibility=Visibility.PUBLIC)
    found: DocumentVersion | None = (versions.filter(number=number) if number else versions).first()
    if found is None:
        raise Http404
    return found


def taken_back(slug: str) -> Document | None:
    """A document that was published and taken back."""
    gone = Document.objects.filter(slug=slug, withdrawn_at__isnull=False)
    return gone.select_related("lab").first()
