"""Plans of an analysis: writing, freezing, and what was done under them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import (
    challenge_for,
    evidence_list_for,
    found_for,
    member_view,
    plan_for,
    plans_for,
    runs_of,
)
from jopoi_workbench.shell.forms import DepartureForm, EditPlanForm, PlanForm, language
from jopoi_workbench.shell.models import Evidence, Member, Plan
from jopoi_workbench.shell.pages import number_in
from jopoi_workbench.shell.planning import as_markdown, departures
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import plans as services
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.views.saving import saved

_PAGE = 20


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    page = Paginator(plans_for(member).filter(challenge=challenge), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/plans.html", {"challenge": challenge, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.PLAN_ANALYSIS)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plan = services.write_plan(actor=member, challenge=challenge, at=timezone.now(), **form.values())
        messages.info(request, _("The plan is written. Freeze it before the outcome is known."), "done")
        return redirect(plan)
    facts = {"form": form, "challenge": challenge}
    return render(request, "shell/plan_edit.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.PLAN_ANALYSIS)
def edit(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    plan = plan_for(member, pk, number)
    form = EditPlanForm(request.POST if request.method == "POST" else None, instance=plan)

    def write(**told: Any) -> Plan:
        return services.edit_plan(actor=member, plan=plan_for(member, pk, number), **told)

    if done := saved(form, write):
        return redirect(done)
    facts = {"form": form, "plan": plan, "challenge": plan.challenge}
    return render(request, "shell/plan_edit.html", facts, status=form.status)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    plan = plan_for(member, pk, number)
    runs = [(run, departures(run, language())) for run in runs_of(plan)]
    linked = [run.evidence_id for run, _found in runs]
    done = evidence_list_for(member).filter(challenge=pk, state=Evidence.State.DONE).exclude(pk__in=linked)
    facts = {
        "plan": plan,
        "challenge": plan.challenge,
        "parts": [(label, plan.parts.get(name, "")) for name, label in Plan.PARTS.items()],
        "runs": runs,
        "choices": done if plan.is_frozen else [],
        "form": DepartureForm(),
    }
    return render(request, "shell/plan.html", facts)


@require_POST
@member_view(Act.PLAN_ANALYSIS)
def freeze(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    plan = plan_for(member, pk, number)
    although = "although" in request.POST
    try:
        services.freeze_plan(actor=member, plan=plan, at=timezone.now(), although_data=although)
        messages.info(request, _("Frozen. Its text will not change."), "done")
    except RefusedError as refused:
        messages.error(request, str(refused), "fail")
    return redirect(plan)


@require_POST
@member_view(Act.PLAN_ANALYSIS)
def follow(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    plan = plan_for(member, pk, number)
    if not plan.is_frozen:
        raise Http404
    done = evidence_list_for(member).filter(challenge=pk, state=Evidence.State.DONE)
    asked = request.POST.get("evidence", "")
    evidence = found_for(member, done, pk=number_in(asked))
    services.put_under_plan(actor=member, frozen=plan.frozen, evidence=evidence, at=timezone.now())
    return redirect(plan)


@require_POST
@member_view(Act.PLAN_ANALYSIS)
def explain(request: HttpRequest, member: Member, pk: int, number: int, run: int) -> HttpResponse:
    plan = plan_for(member, pk, number)
    planned = found_for(member, runs_of(plan), lab="frozen__plan__lab", pk=run)
    form = DepartureForm(request.POST)
    if form.is_valid():
        services.explain_departure(actor=member, run=planned, at=timezone.now(), **form.cleaned_data)
    else:
        for errors in form.errors.values():
            messages.error(request, str(errors[0]), "fail")
    return redirect(plan)


@require_safe
@member_view()
def download(_request: HttpRequest, member: Member, pk: int, number: int, ext: str) -> HttpResponse:
    plan = plan_for(member, pk, number)
    if not plan.is_frozen or ext not in {"json", "md"}:
        raise Http404
    written = plan.frozen.text if ext == "json" else as_markdown(plan.frozen)
    kind = "application/json" if ext == "json" else "text/markdown; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="plan-{plan.pk}.{ext}"'}
    return HttpResponse(written.encode(), content_type=kind, headers=headers)
