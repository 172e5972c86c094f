"""All evidence of the lab; each piece has its own page in the room of its method."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, evidence_for, evidence_list_for, member_view
from jopoi_workbench.shell.forms.sifting import EvidenceSiftForm
from jopoi_workbench.shell.models import Member, Stage
from jopoi_workbench.shell.pages import query_of
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import cancel_run

_PAGE = 25


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    form = EvidenceSiftForm(request.GET)
    asked = form.asked()
    challenge = challenge_for(member, asked["challenge"]) if asked.get("challenge") else None
    found = evidence_list_for(member).filter(**asked)
    facts = {
        "form": form,
        "challenge": challenge,
        "stage": Stage(asked["stage"]) if asked.get("stage") else None,
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "query": query_of(request),
    }
    return render(request, "shell/evidence.html", facts, status=422 if form.errors else 200)


@require_POST
@member_view(Act.CANCEL_RUN)
def cancel(request: HttpRequest, member: Member, pk: int) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    evidence = evidence_for(member, pk)
    cancel_run(actor=member, evidence=evidence, at=timezone.now())
    return redirect(evidence)
