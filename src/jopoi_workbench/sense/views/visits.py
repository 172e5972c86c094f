"""Whom to visit, without saying who is who."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.sense.services import SCREENING, visits_of
from jopoi_workbench.sense.views.found import done_run_for
from jopoi_workbench.shell.access import member_view
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act

SHOWN = 100
MOST = 2000


@require_safe
@member_view(Act.DOWNLOAD)
def visits(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    evidence = done_run_for(member, pk, SCREENING.name)
    found = visits_of(evidence)
    shown = MOST if request.GET.get("rows") == "all" else SHOWN
    facts = {
        "evidence": evidence,
        "method": SCREENING,
        "visits": found[:shown],
        "total": len(found),
        "sets": len({visit["set"] for visit in found}),
        "grouped": bool(found) and "group" in found[0],
    }
    return render(request, "sense/visits.html", facts)
