"""A run from the queue to its result: one address, whatever its state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.sense.services import (
    METHODS,
    SCREENING,
    act_for,
    answer_of,
    as_command,
    as_python,
    compare,
    page_of,
    replay,
)
from jopoi_workbench.sense.telling import rows_of, spec_in_words
from jopoi_workbench.sense.views.found import run_for
from jopoi_workbench.shell.access import member_view
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.roles import Act, may

SHOWN = 30
MOST = 2000


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    evidence = run_for(member, pk)
    if evidence.answered:
        page = _screened if evidence.method == SCREENING.name else _answered
        return page(request, member, evidence)
    newer = evidence.replays.order_by("-pk").first()
    facts = {
        "evidence": evidence,
        "method": METHODS[evidence.method],
        "newer": newer,
        "progress_url": reverse("sense:progress", args=[pk]),
    }
    return render(request, "sense/run.html", facts)


def _answered(request: HttpRequest, member: Member, evidence: Evidence) -> HttpResponse:
    answer = answer_of(evidence, language())
    shown = MOST if request.GET.get("rows") == "all" else SHOWN
    acts = {name: act_for(evidence.method, name, "xlsx") for name in answer.tables}
    tables = [name for name, act in acts.items() if act is not None and may(member, act)]
    facts = _told(evidence) | {"page": answer, "spec": answer.spec, "shown": shown, "tables": tables}
    return render(request, "sense/answer.html", facts)


def _screened(request: HttpRequest, _member: Member, evidence: Evidence) -> HttpResponse:
    page = page_of(evidence, language())
    shown = MOST if request.GET.get("rows") == "all" else SHOWN
    facts = _told(evidence) | {
        "page": page,
        "spec": spec_in_words(evidence, page),
        "grades": rows_of(page, shown),
        "shown": min(shown, len(page.shortlist)),
    }
    return render(request, "sense/result.html", facts)


def _told(evidence: Evidence) -> dict[str, object]:
    """What the page of every result says beside the answer."""
    file_name = evidence.dataset.file_name if evidence.dataset else "FILE"
    return {
        "evidence": evidence,
        "method": METHODS[evidence.method],
        "python": as_python(evidence.method, evidence.spec),
        "command": as_command(evidence.method, evidence.spec, file_name),
        "compared": compare(evidence),
    }


@require_safe
@member_view()
def progress(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The bar alone, asked for every second; once the run has ended the whole page is fetched anew."""
    evidence = run_for(member, pk)
    address = reverse("sense:progress", args=[pk])
    facts = {"evidence": evidence, "progress_url": address}
    response = render(request, "shell/parts/progress.html", facts)
    if not evidence.in_hand:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@member_view(Act.RUN)
def again(_request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    evidence = run_for(member, pk)
    return redirect(replay(evidence=evidence, actor=member, at=timezone.now()))
