"""All evidence of the lab; each piece has its own page in the room of its method."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import evidence_for, evidence_list_for, member_view
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import cancel_run

_PAGE = 25


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(evidence_list_for(member), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/evidence.html", {"page": page})


@require_POST
@member_view(Act.CANCEL_RUN)
def cancel(request: HttpRequest, member: Member, pk: int) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    evidence = evidence_for(member, pk)
    cancel_run(actor=member, evidence=evidence, at=timezone.now())
    return redirect(evidence)
