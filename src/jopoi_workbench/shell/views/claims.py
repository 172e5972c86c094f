"""Claims of a challenge: writing, citing, stating, and saying them to different readers."""

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
    claim_for,
    claims_for,
    evidence_list_for,
    found_for,
    member_view,
)
from jopoi_workbench.shell.access.consents import consents_for
from jopoi_workbench.shell.forms import (
    CITATIONS,
    ClaimForm,
    EditClaimForm,
    LevelForm,
    ReasonForm,
    VoicesForm,
)
from jopoi_workbench.shell.grading import strength_of
from jopoi_workbench.shell.models import Audience, Citation, Claim, Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.rooms import claim_steps
from jopoi_workbench.shell.services import claims as services
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.views.saving import saved
from jopoi_workbench.shell.voicing import said_to

_PAGE = 20


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    page = Paginator(claims_for(member).filter(challenge=challenge), _PAGE).get_page(request.GET.get("page"))
    graded = [(claim, strength_of(claim)) for claim in page.object_list]
    steps = [step for step in claim_steps() if may(member, Act(step.act))]
    facts = {"challenge": challenge, "page": page, "graded": graded, "steps": steps}
    return render(request, "shell/claims.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.CLAIM)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = ClaimForm(request.POST if request.method == "POST" else None, lab=member.lab)
    if request.method == "POST" and form.is_valid():
        told = {"stage": form.cleaned_data["stage"], "texts": form.texts()}
        claim = services.write_claim(actor=member, challenge=challenge, at=timezone.now(), **told)
        messages.info(request, _("The claim is a draft. Now cite what it rests on."), "done")
        return redirect(claim)
    status = 422 if form.errors else 200
    return render(request, "shell/claim_new.html", {"form": form, "challenge": challenge}, status=status)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    return _page(request, claim_for(member, pk, number))


def _page(request: HttpRequest, claim: Claim, **forms: Any) -> HttpResponse:
    strength = strength_of(claim)
    voices = [(audience, said_to(claim, audience)) for audience in Audience]
    asked = request.GET.get("voice", Audience.USERS.value)
    facts = {
        "claim": claim,
        "challenge": claim.challenge,
        "strength": strength,
        "level": strength.level,
        "voices": voices,
        "voice": asked if asked in Audience.values else Audience.USERS.value,
        "kinds": Citation.Kind.choices,
        "level_form": LevelForm(computed=strength.computed.level),
        "reason_form": ReasonForm(prefix="withdraw"),
        **forms,
    }
    return render(request, "shell/claim.html", facts, status=422 if forms else 200)


def _edited(
    request: HttpRequest, member: Member, claim: Claim, kind: type[EditClaimForm] | type[VoicesForm]
) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None, instance=claim)

    def write(**told: Any) -> Claim:
        read = claim_for(member, claim.challenge_id, claim.pk)
        return services.edit_claim(actor=member, claim=read, **told)

    if done := saved(form, write):
        return redirect(done)
    page = "shell/claim_voices.html" if kind is VoicesForm else "shell/claim_edit.html"
    facts = {"form": form, "claim": claim, "challenge": claim.challenge}
    return render(request, page, facts, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.CLAIM)
def edit(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    return _edited(request, member, claim_for(member, pk, number), EditClaimForm)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.CLAIM)
def voices(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    return _edited(request, member, claim_for(member, pk, number), VoicesForm)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.CLAIM)
def cite(request: HttpRequest, member: Member, pk: int, number: int, kind: str) -> HttpResponse:
    claim = claim_for(member, pk, number)
    if kind not in CITATIONS:
        raise Http404
    done = evidence_list_for(member).filter(challenge=pk, state=Evidence.State.DONE)
    consents = consents_for(member).filter(may_quote=True, withdrawn_at=None)
    choices = {"evidence": done, "consent": consents}
    form = CITATIONS[kind](request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        services.cite(actor=member, claim=claim, kind=kind, at=timezone.now(), **form.cleaned_data)
        messages.info(request, _("Cited. The level was worked out again."), "done")
        return redirect(claim)
    facts = {"form": form, "claim": claim, "challenge": claim.challenge, "kind": Citation.Kind(kind)}
    return render(request, "shell/claim_cite.html", facts, status=422 if form.errors else 200)


@require_POST
@member_view(Act.CLAIM)
def uncite(request: HttpRequest, member: Member, pk: int, number: int, citation: int) -> HttpResponse:
    claim = claim_for(member, pk, number)
    cited = found_for(member, claim.citations.all(), lab="claim__lab", pk=citation)
    try:
        services.uncite(actor=member, citation=cited, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused), "fail")
    return redirect(claim)


@require_POST
@member_view(Act.CLAIM)
def state(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    claim = claim_for(member, pk, number)
    try:
        services.state_claim(actor=member, claim=claim, at=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused), "fail")
    return redirect(claim)


@require_POST
@member_view(Act.CLAIM)
def withdraw(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    claim = claim_for(member, pk, number)
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return _page(request, claim, reason_form=form, form=form)
    reason = form.cleaned_data["reason"]
    services.withdraw_claim(actor=member, claim=claim, reason=reason, at=timezone.now())
    return redirect(claim)


@require_POST
@member_view(Act.CLAIM)
def level(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    claim = claim_for(member, pk, number)
    if "back" in request.POST:
        services.set_level(actor=member, claim=claim, to=None, reason="", at=timezone.now())
        return redirect(claim)
    form = LevelForm(request.POST, computed=strength_of(claim).computed.level)
    if not form.is_valid():
        return _page(request, claim, level_form=form, form=form)
    services.set_level(actor=member, claim=claim, at=timezone.now(), **form.cleaned_data)
    return redirect(claim)
