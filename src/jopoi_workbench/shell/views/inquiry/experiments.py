"""Experiments: what authorises them, their ethics, and their stop rule."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi.loop import look_due
from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.inquiry import experiment_for, experiments_for, history_of
from jopoi_workbench.shell.checking import by_field, in_the_way, permission_of, said
from jopoi_workbench.shell.forms.experiments import EditExperimentForm, ExperimentForm, LookForm, StopForm
from jopoi_workbench.shell.models import Experiment, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.services import experiments as services
from jopoi_workbench.shell.views.inquiry.answering import answer, sent
from jopoi_workbench.shell.views.inquiry.changes import changes_of

_PAGE = 20
_HISTORY = 50
State = Experiment.State


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    page = Paginator(experiments_for(member, pk), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/inquiry/experiments.html", {"challenge": challenge, "page": page})


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, experiment: int) -> HttpResponse:
    return _page(request, member, experiment_for(member, pk, experiment), LookForm())


def _page(
    request: HttpRequest, member: Member, told: Experiment, form: LookForm, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    over = told.state in {State.STOPPED, State.ENDED}
    facts = {
        "challenge": told.challenge,
        "experiment": told,
        "gaps": [] if over else said(in_the_way(told, today, to=State.RUNNING)),
        "look_due": look_due(permission_of(told), last=told.looked_on or today),
        "form": form,
        "may_edit": may(member, Act.INQUIRE if told.state == State.DRAFT else Act.AUTHORISE) and not over,
        "changes": changes_of(history_of(member, told)[:_HISTORY], ExperimentForm.Meta.labels),
    }
    return render(request, "shell/inquiry/experiment.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = ExperimentForm(sent(request), instance=Experiment(challenge=challenge))

    def save() -> None:
        services.plan_experiment(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)

    facts = {"title": _("New experiment"), "act": _("Save the draft"), "challenge": challenge}
    return answer(request, form, save, reverse("experiments", args=[pk]), **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def edit(request: HttpRequest, member: Member, pk: int, experiment: int) -> HttpResponse:
    form = EditExperimentForm(sent(request), instance=experiment_for(member, pk, experiment))
    stored = experiment_for(member, pk, experiment)
    services.require_editor(member, stored)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        services.edit_experiment(actor=member, experiment=stored, at=timezone.now(), **told)

    found = said(in_the_way(stored, timezone.localdate(), to=State.RUNNING))
    gaps = {} if form.is_bound else by_field(found)
    facts = {"title": _("Edit the experiment"), "challenge": stored.challenge, "gaps": gaps}
    return answer(request, form, save, stored.get_absolute_url(), **facts)


@require_POST
@member_view()
def step(request: HttpRequest, member: Member, pk: int, experiment: int) -> HttpResponse:
    stored = experiment_for(member, pk, experiment)
    to = request.POST.get("to", "")
    try:
        services.step_experiment(
            actor=member, experiment=stored, to=to, today=timezone.localdate(), at=timezone.now()
        )
    except services.NotAllowedYetError as refused:
        words = " ".join(gap.words for gap in said(refused.findings))
        told = (
            _("It cannot go on yet. %(why)s") % {"why": words} if words else _("It has moved on meanwhile.")
        )
        messages.error(request, told, "fail")
    return redirect(stored)


@require_POST
@member_view(Act.STOP)
def look(request: HttpRequest, member: Member, pk: int, experiment: int) -> HttpResponse:
    stored = experiment_for(member, pk, experiment)
    form = LookForm(request.POST)
    if not form.is_valid():
        return _page(request, member, stored, form, status=422)
    told = {"note": form.cleaned_data["note"], "today": timezone.localdate(), "at": timezone.now()}
    try:
        services.look_at_stop_rule(actor=member, experiment=stored, **told)
    except services.NotAllowedYetError:
        messages.error(request, _("It is not running."), "fail")
    return redirect(stored)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.STOP)
def stop(request: HttpRequest, member: Member, pk: int, experiment: int) -> HttpResponse:
    stored = experiment_for(member, pk, experiment)
    if stored.state != State.RUNNING:
        return redirect(stored)
    form = StopForm(sent(request))

    def save() -> None:
        told = {"reason": form.cleaned_data["reason"], "today": timezone.localdate(), "at": timezone.now()}
        services.stop_experiment(actor=member, experiment=stored, **told)

    facts = {"title": _("Stop the experiment"), "act": _("Stop it"), "lead": stored.title}
    return answer(request, form, save, stored.get_absolute_url(), challenge=stored.challenge, **facts)
