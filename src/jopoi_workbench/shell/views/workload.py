"""How the work lies on people and over places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.shell import workload
from jopoi_workbench.shell.access import holdings_of, member_view, sites_of
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act


@require_safe
@member_view(Act.OPEN_CHALLENGE)
def index(request: HttpRequest, member: Member) -> HttpResponse:
    people = Member.objects.filter(lab=member.lab_id).select_related("person")
    names = {one.pk: one.person.name for one in people}
    sites = sites_of(member)
    facts = {
        "carriers": workload.carriers(holdings_of(member), names),
        "distances": workload.distances(sites),
        "sites": len({site for site, _far, _challenge in sites}),
    }
    return render(request, "shell/workload.html", facts)
