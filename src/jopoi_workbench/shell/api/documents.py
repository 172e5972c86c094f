"""Documents, for programs: written, published in versions, taken back."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import challenges_for
from jopoi_workbench.shell.access.claims import claims_for
from jopoi_workbench.shell.access.documents import document_for, documents_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.changes import VERSION_SHAPE, IfMatch, changed, etag
from jopoi_workbench.shell.api.fields import BIGGEST, filled, json_of, shape_of
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    OBJECT,
    TEXT,
    TEXT_OR_NOTHING,
    TIME,
    TIME_OR_NOTHING,
    WHOLE,
    WHOLE_OR_NOTHING,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.forms.documents import (
    DocumentForm,
    EditDocumentForm,
    PublishForm,
    TakeDocumentBackForm,
)
from jopoi_workbench.shell.models import Document, DocumentVersion, Member, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.publishing import content_of
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.documents import (
    edit_document,
    publish_document,
    take_document_back,
    write_document,
)

router = Router(tags=["documents"])
_GIVEN = ("kind", "language", "title", "summary", "body", "barriers", "next_question", "because",
          "time_sense", "time_explore", "time_test", "time_grow", "visibility", "withdrawn_at", "created_at",
          "edited_at", "version")  # fmt: skip
_SHARE = {"type": ["integer", "null"]}
DOCUMENT = thing(
    "Document",
    id=WHOLE,
    version=WHOLE,
    url=TEXT,
    slug=TEXT,
    challenge=WHOLE_OR_NOTHING,
    claims={"type": "array", "items": WHOLE},
    visibility=TEXT,
    withdrawn_at=TIME_OR_NOTHING,
    created_by=TEXT,
    created_at=TIME,
    edited_by=TEXT_OR_NOTHING,
    edited_at=TIME_OR_NOTHING,
    **dict.fromkeys(_GIVEN[:8], TEXT),
    **dict.fromkeys(_GIVEN[8:12], _SHARE),
)
VERSION = thing(
    "DocumentVersion",
    document=WHOLE,
    number=WHOLE,
    visibility=TEXT,
    digest=TEXT,
    content=OBJECT,
    published_at=TIME,
)


class Sought(Window):
    challenge: Annotated[int, Field(ge=0, le=BIGGEST)] = 0
    kind: Literal["", "ahead", "back", "blog", "case", "solution"] = ""
    search: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""


@router.get(
    "",
    url_name="documents",
    operation_id="list_documents",
    **operation(Scope.READ_DOCUMENTS, gettext_lazy("List documents"), page_of(DOCUMENT)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    filters = {"challenge": sought.challenge, "kind": sought.kind, "title__icontains": sought.search}
    found = documents_for(member_behind(request)).select_related("edited_by__person")
    found = found.filter(**{name: value for name, value in filters.items() if value})
    return reply(listed(request, found.prefetch_related("claims"), sought, told))


@router.post(
    "",
    url_name="documents",
    operation_id="write_document",
    **operation(
        Scope.WRITE_DOCUMENTS,
        gettext_lazy("Begin a document"),
        DOCUMENT,
        status=201,
        takes=shape_of(DocumentForm),
        act=Act.WRITE_DOCUMENT,
    ),
)
def write(request: HttpRequest, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    form = filled(DocumentForm, request, **_choices(member))

    def make() -> tuple[dict[str, Any], str]:
        document = write_document(actor=member, at=timezone.now(), **form.cleaned_data)
        return told(document), reverse("api:document", args=[document.pk])

    return created(request, key, json_of(request), make)


@router.get(
    "/{int:pk}",
    url_name="document",
    operation_id="read_document",
    **operation(Scope.READ_DOCUMENTS, gettext_lazy("Read a document"), DOCUMENT),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    document = document_for(member_behind(request), pk)
    return reply(told(document), ETag=etag(document))


@router.patch(
    "/{int:pk}",
    url_name="document",
    operation_id="edit_document",
    **operation(
        Scope.WRITE_DOCUMENTS,
        gettext_lazy("Change a document; what was published stays"),
        DOCUMENT,
        takes=shape_of(DocumentForm, whole=False, extra=VERSION_SHAPE),
        act=Act.WRITE_DOCUMENT,
    ),
)
def edit(request: HttpRequest, pk: Number, if_match: IfMatch = "") -> HttpResponse:
    member = member_behind(request)
    return changed(
        request,
        EditDocumentForm,
        find=lambda: document_for(member, pk),
        write=lambda one, **values: edit_document(actor=member, document=one, **values),
        told=told,
        if_match=if_match,
        **_choices(member),
    )


@router.get(
    "/{int:pk}/content",
    url_name="document-content",
    operation_id="read_document_content",
    **operation(
        Scope.READ_DOCUMENTS, gettext_lazy("Read what a document would say if it were published now"), OBJECT
    ),
)
def content(request: HttpRequest, pk: Number) -> HttpResponse:
    return reply(content_of(document_for(member_behind(request), pk)))


@router.post(
    "/{int:pk}/versions",
    url_name="document-versions",
    operation_id="publish_document",
    **operation(
        Scope.WRITE_DOCUMENTS,
        gettext_lazy("Publish a document as it is now"),
        VERSION,
        status=201,
        takes=shape_of(PublishForm),
        act=Act.PUBLISH,
    ),
)
def publish(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    document = document_for(member, pk)
    form = filled(PublishForm, request)

    def make() -> tuple[dict[str, Any], str]:
        version = publish_document(actor=member, document=document, at=timezone.now(), **form.cleaned_data)
        return told_version(version), reverse("api:document-versions", args=[pk])

    return created(request, key, json_of(request), make)


@router.get(
    "/{int:pk}/versions",
    url_name="document-versions",
    operation_id="list_document_versions",
    **operation(
        Scope.READ_DOCUMENTS, gettext_lazy("List what was published of a document"), page_of(VERSION)
    ),
)
def versions(request: HttpRequest, pk: Number, window: Query[Window]) -> HttpResponse:
    document = document_for(member_behind(request), pk)
    return reply(listed(request, document.versions.all(), window, told_version))


@router.post(
    "/{int:pk}/take-back",
    url_name="document-take-back",
    operation_id="take_document_back",
    **operation(
        Scope.WRITE_DOCUMENTS,
        gettext_lazy("Take a published document back"),
        DOCUMENT,
        takes=shape_of(TakeDocumentBackForm),
        act=Act.PUBLISH,
    ),
)
def take_back(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    document = document_for(member, pk)
    form = filled(TakeDocumentBackForm, request)
    if not take_document_back(actor=member, document=document, at=timezone.now(), **form.cleaned_data):
        raise ProblemError(409, _("It is not published now."), current=told(document))
    return reply(told(document_for(member, pk)))


def _choices(member: Member) -> dict[str, Any]:
    return {"challenges": challenges_for(member), "claims": claims_for(member)}


def told(document: Document) -> dict[str, Any]:
    """A document as the API tells it."""
    return {
        "id": document.pk,
        "url": document.get_absolute_url(),
        "slug": document.slug,
        "challenge": document.challenge_id,
        "claims": [claim.pk for claim in document.claims.all()],
        **{name: getattr(document, name) for name in _GIVEN},
        "created_by": document.created_by.person.name,
        "edited_by": document.edited_by.person.name if document.edited_by else None,
    }


def told_version(version: DocumentVersion) -> dict[str, Any]:
    """What was published, with its digest."""
    names = ("number", "visibility", "digest", "content", "published_at")
    return {"document": version.document_id, **{name: getattr(version, name) for name in names}}
