"""Documents of the lab: all, a new one, one with its versions, editing and publishing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import challenges_for, member_view
from jopoi_workbench.shell.access.claims import claims_for
from jopoi_workbench.shell.access.documents import document_for, documents_for
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.forms.documents import (
    DocumentForm,
    EditDocumentForm,
    PublishForm,
    TakeDocumentBackForm,
)
from jopoi_workbench.shell.models import Consent, Document, Member
from jopoi_workbench.shell.publishing import content_of, doubts_about, readable
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.documents import (
    OPEN,
    edit_document,
    publish_document,
    take_document_back,
    write_document,
)
from jopoi_workbench.shell.views.saving import saved

_PAGE = 25


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(documents_for(member), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/documents/index.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.WRITE_DOCUMENT)
def new(request: HttpRequest, member: Member) -> HttpResponse:
    start = {"challenge": request.GET.get("challenge"), "language": language()}
    sent = request.POST if request.method == "POST" else None
    form = DocumentForm(sent, initial=start, challenges=challenges_for(member), claims=claims_for(member))
    if sent is not None and form.is_valid():
        return redirect(write_document(actor=member, at=timezone.now(), **form.cleaned_data))
    return render(request, "shell/documents/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    document = document_for(member, pk)
    facts = {
        "document": document,
        "content": readable(content_of(document), audience=Consent.Audience.PRIVATE, at=timezone.now()),
        "doubts": doubts_about(document),
        "versions": list(document.versions.select_related("published_by__person")),
        "publish_form": PublishForm(),
        "back_form": TakeDocumentBackForm(),
        "open": document.visibility in OPEN,
    }
    return render(request, "shell/documents/detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.WRITE_DOCUMENT)
def edit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    document = document_for(member, pk)
    sent = request.POST if request.method == "POST" else None
    form = EditDocumentForm(
        sent, instance=document, challenges=challenges_for(member), claims=claims_for(member)
    )

    def write(**told: Any) -> Document:
        return edit_document(actor=member, document=document_for(member, pk), **told)

    if done := saved(form, write):
        return redirect(done)
    return render(
        request, "shell/documents/edit.html", {"form": form, "document": document}, status=form.status
    )


@require_POST
@member_view(Act.PUBLISH)
def publish(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    document = document_for(member, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return render(request, "shell/documents/ask.html", {"form": form, "document": document}, status=422)
    publish_document(actor=member, document=document, at=timezone.now(), **form.cleaned_data)
    messages.info(request, _("Published. This version never changes; publish again after you edit."), "done")
    return redirect(document)


@require_POST
@member_view(Act.PUBLISH)
def take_back(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    document = document_for(member, pk)
    form = TakeDocumentBackForm(request.POST)
    if not form.is_valid():
        return render(request, "shell/documents/ask.html", {"form": form, "document": document}, status=422)
    take_document_back(actor=member, document=document, at=timezone.now(), **form.cleaned_data)
    messages.info(request, _("Taken back. Its address says so, with the reason."), "done")
    return redirect(document)
