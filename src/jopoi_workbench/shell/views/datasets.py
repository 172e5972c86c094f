"""Tables: all of them, bringing one in, looking at it, saying what its columns are."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import (
    challenges_for,
    dataset_for,
    datasets_for,
    evidence_list_for,
    member_view,
)
from jopoi_workbench.shell.forms import WHAT_ROLES_ARE, DescribeForm, UploadForm
from jopoi_workbench.shell.models import Dataset, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.rooms import steps_for
from jopoi_workbench.shell.services import describe_dataset, store_dataset
from jopoi_workbench.shell.uploads import was_too_large

_PAGE = 25


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(datasets_for(member), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/datasets.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.STORE_DATA)
def new(request: HttpRequest, member: Member) -> HttpResponse:
    sent = request.method == "POST"
    form = UploadForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        challenges=challenges_for(member),
        too_large=was_too_large(request),
        initial={"challenge": request.GET.get("challenge")},
    )
    if sent and form.is_valid():
        dataset = store_dataset(actor=member, at=timezone.now(), **form.stored())
        messages.info(request, _("The table is stored. Now say what its columns are."), "done")
        return redirect("dataset-columns", dataset.pk)
    status = 422 if form.errors else 200
    return render(request, "shell/dataset_new.html", {"form": form}, status=status)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    dataset = dataset_for(member, pk)
    open_to_all = dataset.sensitivity == Dataset.Sensitivity.OPEN
    facts = {
        "dataset": dataset,
        "rows_shown": open_to_all or may(member, Act.SEE_ROWS),
        "steps": [step for step in steps_for(dataset) if may(member, Act(step.act))],
        "evidence": list(evidence_list_for(member).filter(dataset=dataset)[:_PAGE]),
    }
    return render(request, "shell/dataset.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.DESCRIBE_DATA)
def columns(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    dataset = dataset_for(member, pk)
    form = DescribeForm(request.POST if request.method == "POST" else None, dataset=dataset)
    if request.method == "POST" and form.is_valid():
        describe_dataset(actor=member, dataset=dataset, at=timezone.now(), **form.described())
        messages.info(request, _("The columns are described."), "done")
        return redirect(dataset)
    status = 422 if form.errors else 200
    facts = {"dataset": dataset, "form": form, "roles": WHAT_ROLES_ARE}
    return render(request, "shell/columns.html", facts, status=status)
