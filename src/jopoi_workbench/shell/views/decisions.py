"""The decisions of a challenge: asked for, taken, dropped; a closed quarter opened again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, decision_for, decisions_for, member_view
from jopoi_workbench.shell.forms import AskDecisionForm, EditDecisionForm, TakeDecisionForm, WhyForm
from jopoi_workbench.shell.models import Decision, Member, Stage
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services import (
    drop_decision,
    edit_decision,
    open_decision,
    reopen_quarter,
    take_decision,
)
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.views.saving import saved

_PAGE = 25


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    found = decisions_for(member).filter(challenge=challenge)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/decisions.html", {"challenge": challenge, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.ASK_DECISION)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    stage = request.GET.get("stage", Stage.SENSE)
    form = AskDecisionForm(request.POST or None, challenge=challenge, initial={"stage": stage})
    if request.method == "POST" and form.is_valid():
        try:
            decision = open_decision(
                actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data
            )
            return redirect(decision)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    facts = {"challenge": challenge, "form": form}
    return render(request, "shell/decision_new.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    decision = decision_for(member, challenge_for(member, pk), number)
    form = TakeDecisionForm(request.POST if request.method == "POST" else None, decision=decision)
    if request.method == "POST":
        require(member, Act.DECIDE)
        if form.is_valid():
            try:
                take_decision(actor=member, decision=decision, at=timezone.now(), **form.cleaned_data)
                messages.info(request, _("The decision is kept."), "done")
                return redirect(decision)
            except RefusedError as refused:
                form.add_error(None, str(refused))
    return _page(request, decision, form, status=422 if form.errors else 200)


def _page(
    request: HttpRequest,
    decision: Decision,
    form: TakeDecisionForm | WhyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "decision": decision,
        "challenge": decision.challenge,
        "form": form,
        "take": form if isinstance(form, TakeDecisionForm) else TakeDecisionForm(decision=decision),
        "why": form if isinstance(form, WhyForm) else WhyForm(),
        "evidence": decision.evidence.select_related("created_by__person").defer("spec"),
    }
    return render(request, "shell/decision.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.ASK_DECISION)
def edit(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    decision = decision_for(member, challenge, number)
    form = EditDecisionForm(request.POST if request.method == "POST" else None, instance=decision)

    def write(**told: Any) -> Decision:
        return edit_decision(actor=member, decision=decision_for(member, challenge, number), **told)

    if done := saved(form, write):
        return redirect(done)
    facts = {"challenge": challenge, "decision": decision, "form": form}
    return render(request, "shell/decision_edit.html", facts, status=form.status)


@require_POST
@member_view(Act.DECIDE)
def drop(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    decision = decision_for(member, challenge_for(member, pk), number)
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            drop_decision(actor=member, decision=decision, at=timezone.now(), **form.cleaned_data)
            return redirect(decision)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, decision, form, status=422)


@require_POST
@member_view(Act.DECIDE)
def reopen(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    decision = decision_for(member, challenge_for(member, pk), number)
    form = WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["reason"]
        try:
            reopen_quarter(actor=member, decision=decision, why=why, at=timezone.now())
            return redirect(decision)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, decision, form, status=422)
