"""The lab's home, and everything that happened in it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access import challenges_for, happenings_for, member_view, memberships_of
from jopoi_workbench.shell.happenings import told
from jopoi_workbench.shell.loops import loops_of
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.waiting import waiting_for

_LATELY = 6
_SHOWN = 6
_PAGE = 50


@require_safe
@member_view()
def home(request: HttpRequest, member: Member) -> HttpResponse:
    waiting = waiting_for(member)
    challenges = loops_of(list(challenges_for(member).filter(state=Challenge.State.OPEN)[:_SHOWN]), waiting)
    facts = {
        "waiting": waiting,
        "other_labs": [other.lab for other in memberships_of(member.person) if other != member],
        "challenges": challenges,
        "total": challenges_for(member).filter(state=Challenge.State.OPEN).count(),
        "lately": [told(entry) for entry in happenings_for(member)[:_LATELY]],
    }
    return render(request, "shell/home.html", facts)


@require_safe
@member_view()
def happenings(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(happenings_for(member), _PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "happenings": [told(entry) for entry in page.object_list]}
    return render(request, "shell/happenings.html", facts)
