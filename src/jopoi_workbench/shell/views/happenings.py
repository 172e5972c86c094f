"""Everything that happened, narrowed to a challenge, a person or a kind of thing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access import Narrowed, challenges_for, happenings_for, member_view, people_of
from jopoi_workbench.shell.happenings import kinds, told_all
from jopoi_workbench.shell.models import Member

_PAGE = 50


@require_safe
@member_view()
def happenings(request: HttpRequest, member: Member) -> HttpResponse:
    asked = Narrowed(
        challenge=_number(request, "challenge"),
        person=_number(request, "person"),
        kind=request.GET.get("kind", "")[:40].replace("\x00", ""),
        before=_number(request, "before"),
    )
    entries = list(happenings_for(member, asked)[: _PAGE + 1])
    facts = {
        "happenings": told_all(entries[:_PAGE], member),
        "older": entries[_PAGE - 1].number if len(entries) > _PAGE else None,
        "asked": asked,
        "people": people_of(member),
        "kinds": kinds(),
        "challenge": challenges_for(member).filter(pk=asked.challenge).first() if asked.challenge else None,
    }
    return render(request, "shell/happenings.html", facts)


def _number(request: HttpRequest, name: str) -> int | None:
    sent = request.GET.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else None
