"""The turns of a challenge's loop: all of them, one with its own ring, closing and opening."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.forms import WhyForm
from jopoi_workbench.shell.loops import quarters_of, turns_of
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import close_turn, open_turn
from jopoi_workbench.shell.services.refusals import RefusedError


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return _page(request, challenge_for(member, pk))


def _page(
    request: HttpRequest, challenge: Challenge, form: WhyForm | None = None, status: int = 200
) -> HttpResponse:
    turns = turns_of(challenge)
    running = bool(turns) and turns[0].loop.closed_at is None
    form = form or (_closing() if running else _opening())
    facts = {"challenge": challenge, "turns": turns, "running": running, "form": form}
    return render(request, "shell/turns.html", facts, status=status)


def _closing(sent: QueryDict | None = None) -> WhyForm:
    required = _("Say in a sentence what this turn taught.")
    return WhyForm(sent, label=_("What did this turn teach?"), required=required)


def _opening(sent: QueryDict | None = None) -> WhyForm:
    required = _("Say in a sentence what the next turn asks.")
    return WhyForm(sent, label=_("What does the next turn ask?"), required=required)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, turn: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    found = next((one for one in turns_of(challenge) if one.turn == turn), None)
    if found is None:
        raise Http404
    facts = {"challenge": challenge, "loop": found, "quarters": quarters_of(found)}
    return render(request, "shell/turn.html", facts)


@require_POST
@member_view(Act.DECIDE)
def close(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = _closing(request.POST)
    if form.is_valid():
        learned = form.cleaned_data["reason"]
        try:
            close_turn(actor=member, challenge=challenge, learned=learned, at=timezone.now())
            return redirect("turns", challenge.pk)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, challenge, form, status=422)


@require_POST
@member_view(Act.DECIDE)
def open_next(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = _opening(request.POST)
    if form.is_valid():
        why = form.cleaned_data["reason"]
        try:
            open_turn(actor=member, challenge=challenge, why=why, at=timezone.now())
            return redirect(challenge)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, challenge, form, status=422)
