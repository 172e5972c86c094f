"""What runs and waits now, with its progress, and what ended lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import evidence_list_for, member_view
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import cancel_run

_IN_HAND = 100
_ENDED = 15


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    ended = evidence_list_for(member).filter(heartbeat_at__isnull=False, finished_at__isnull=False)
    facts = {"in_hand": _in_hand(member), "ended": ended.order_by("-finished_at")[:_ENDED]}
    page = "shell/runs_part.html" if request.headers.get("HX-Request") else "shell/runs.html"
    return render(request, page, facts)


@require_POST
@member_view(Act.CANCEL_RUN)
def cancel_all(_request: HttpRequest, member: Member) -> HttpResponse:
    """Stop everything that runs or waits in the lab, each with its own entry in what happened."""
    for evidence in _in_hand(member):
        cancel_run(actor=member, evidence=evidence, at=timezone.now())
    return redirect("runs")


def _in_hand(member: Member) -> list[Evidence]:
    states = [Evidence.State.WAITING, Evidence.State.RUNNING]
    return list(evidence_list_for(member).filter(state__in=states).order_by("created_at")[:_IN_HAND])
