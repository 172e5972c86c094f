"""The lab's home: what waits, the challenges with their rings, what happened lately."""

from django.core.paginator import Paginator
from django.db.models import Count, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access import (
    challenges_for,
    counted_at_work,
    happenings_for,
    member_view,
    other_labs_of,
)
from jopoi_workbench.shell.happenings import told_all
from jopoi_workbench.shell.loops import loops_of
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.waiting import queue_of, words

_LATELY = 6
_SHOWN = 6
_PAGE = 25
_LAST_PAGE = 400


@require_safe
@member_view()
def home(request: HttpRequest, member: Member) -> HttpResponse:
    today = timezone.localdate()
    queue = queue_of(member, today=today)
    opened = challenges_for(member).filter(state=Challenge.State.OPEN)
    counted = opened.order_by().values("lab").annotate(n=Count("pk")).values("n")
    at_work = counted_at_work(member, today)
    shown = list(opened.annotate(total=Subquery(counted), at_work=Subquery(at_work))[:_SHOWN])
    total, working = (shown[0].total, shown[0].at_work) if shown else (0, next(iter(at_work), 0))
    facts = {
        "queue": queue,
        "title": words.title(queue),
        "pressing": words.pressing(queue),
        "lab_words": words.state_of_lab(total, working or 0),
        "other_labs": other_labs_of(request),
        "challenges": loops_of(shown, queue.things),
        "total": total,
        "lately": told_all(happenings_for(member)[:_LATELY], member),
    }
    return render(request, "shell/home.html", facts)


@require_safe
@member_view()
def waiting(request: HttpRequest, member: Member) -> HttpResponse:
    """Everything that waits for the member, a page at a time."""
    sent = request.GET.get("page", "")
    number = min(int(sent), _LAST_PAGE) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 1
    start = (max(number, 1) - 1) * _PAGE
    queue = queue_of(member, today=timezone.localdate(), start=start, size=_PAGE)
    page = Paginator(range(queue.total), _PAGE).get_page(number)
    facts = {"queue": queue, "page": page, "title": words.title(queue), "pressing": words.pressing(queue)}
    return render(request, "shell/waiting.html", facts)
