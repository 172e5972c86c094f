"""Challenges: all of them, a new one, one with its ring."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import (
    Narrowed,
    challenge_for,
    challenges_for,
    datasets_for,
    happenings_for,
    member_view,
    newest_turn_for,
    open_tasks_under,
    themes_of,
)
from jopoi_workbench.shell.access.inquiry import questions_by_stage
from jopoi_workbench.shell.access.sifting import sifted
from jopoi_workbench.shell.forms import ChallengeForm, EditChallengeForm
from jopoi_workbench.shell.forms.sifting import ChallengeSiftForm
from jopoi_workbench.shell.happenings import told_all
from jopoi_workbench.shell.loops import loop_of, loops_of, quarters_of
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.nextstep import next_step
from jopoi_workbench.shell.pages import query_of
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import create_challenge, edit_challenge
from jopoi_workbench.shell.views.saving import saved
from jopoi_workbench.shell.waiting import waiting_for, waiting_under
from jopoi_workbench.shell.woven import petals_of, tasks_in

_PAGE = 20
_TABLES = 8
_LATELY = 4


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    form = ChallengeSiftForm(request.GET)
    asked = form.asked()
    page = Paginator(sifted(challenges_for(member), **asked), _PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "asked": any(request.GET.values()),
        "page": page,
        "query": query_of(request),
        "challenges": loops_of(list(page.object_list), waiting_for(member)),
    }
    return render(request, "shell/challenges.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.OPEN_CHALLENGE)
def new(request: HttpRequest, member: Member) -> HttpResponse:
    form = ChallengeForm(
        request.POST if request.method == "POST" else None, initial={"country": member.lab.country}
    )
    if request.method == "POST" and form.is_valid():
        challenge = create_challenge(actor=member, at=timezone.now(), **form.cleaned_data)
        messages.info(request, _("The challenge is open. Bring in a table to begin with."), "done")
        return redirect(challenge)
    status = 422 if form.errors else 200
    return render(
        request, "shell/challenge_new.html", {"form": form, "known_themes": themes_of(member)}, status=status
    )


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    turn = newest_turn_for(member, pk)
    challenge = turn.challenge
    tasks = list(open_tasks_under(member, pk))
    waiting, others = waiting_under(member, pk, tasks)
    loop = loop_of(turn, waiting, {tasks_in: petals_of(tasks)})
    facts = {
        "challenge": challenge,
        "loop": loop,
        "quarters": quarters_of(loop),
        "datasets": datasets_for(member).filter(challenge=challenge)[:_TABLES],
        "questions": questions_by_stage(member, pk),
        "waits": waiting,
        "queue": [*waiting, *others],
        "lately": told_all(happenings_for(member, Narrowed(challenge=pk))[:_LATELY], member),
        "next": waiting[0] if waiting else next_step(member, loop),
    }
    return render(request, "shell/challenge.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.OPEN_CHALLENGE)
def edit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = EditChallengeForm(request.POST if request.method == "POST" else None, instance=challenge)

    def write(**told: Any) -> Challenge:
        return edit_challenge(actor=member, challenge=challenge_for(member, pk), **told)

    if done := saved(form, write, refused_at="kind"):
        return redirect(done)
    facts = {"form": form, "challenge": challenge, "known_themes": themes_of(member)}
    return render(request, "shell/challenge_edit.html", facts, status=form.status)
