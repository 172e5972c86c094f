"""Consents: all of them, a new one with its slip, one with what rests on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import challenges_for, dataset_for, datasets_for, member_view
from jopoi_workbench.shell.access.consents import consent_for, consents_for
from jopoi_workbench.shell.forms.consents import ConsentForm, EditConsentForm, UseForm, WithdrawForm
from jopoi_workbench.shell.models import Consent, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.consents import edit_consent, record_consent, rest_on, withdraw_consent
from jopoi_workbench.shell.services.withdrawals import tables_to_answer, take_out_rows
from jopoi_workbench.shell.slips import new_slip
from jopoi_workbench.shell.views.saving import saved

_PAGE = 25


@require_safe
@member_view(Act.SEE_CONSENTS)
def index(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(consents_for(member), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/consents/index.html", {"page": page, "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.RECORD_CONSENT)
def new(request: HttpRequest, member: Member) -> HttpResponse:
    start = {"given_on": timezone.localdate(), "challenge": request.GET.get("challenge")}
    sent = request.POST if request.method == "POST" else None
    form = ConsentForm(sent, challenges=challenges_for(member), initial=start)
    if sent is not None and form.is_valid():
        slip = new_slip()
        consent = record_consent(actor=member, slip=slip, at=timezone.now(), **form.cleaned_data)
        # Shown now and never again: the slip itself is not kept.
        return render(request, "shell/consents/slip.html", {"consent": consent, "slip": slip}, status=201)
    return render(request, "shell/consents/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@member_view(Act.SEE_CONSENTS)
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    consent = consent_for(member, pk)
    facts = {
        "consent": consent,
        "holds": consent.holds(timezone.now()),
        "uses": list(consent.uses.select_related("dataset")),
        "to_answer": tables_to_answer(consent),
        "use_form": UseForm(datasets=datasets_for(member).filter(bytes_gone_at=None)),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "shell/consents/detail.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.RECORD_CONSENT)
def edit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    consent = consent_for(member, pk)
    sent = request.POST if request.method == "POST" else None
    form = EditConsentForm(sent, instance=consent, challenges=challenges_for(member))

    def write(**told: Any) -> Consent:
        return edit_consent(actor=member, consent=consent_for(member, pk), **told)

    if done := saved(form, write):
        return redirect(done)
    return render(request, "shell/consents/edit.html", {"form": form, "consent": consent}, status=form.status)


@require_POST
@member_view(Act.RECORD_CONSENT)
def use(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    consent = consent_for(member, pk)
    form = UseForm(request.POST, datasets=datasets_for(member).filter(bytes_gone_at=None))
    if not form.is_valid():
        facts = {"consent": consent, "form": form}
        return render(request, "shell/consents/use.html", facts, status=422)
    rest_on(actor=member, consent=consent, at=timezone.now(), **form.cleaned_data)
    return redirect(consent)


@require_POST
@member_view(Act.RECORD_CONSENT)
def withdraw(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    consent = consent_for(member, pk)
    form = WithdrawForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if withdraw_consent(actor=member, consent=consent, why=why, at=timezone.now()):
        messages.info(request, _("Taken back. Nothing shows these words or this picture any more."), "done")
    return redirect(consent)


@require_POST
@member_view(Act.RECORD_CONSENT)
def take_out(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    dataset = dataset_for(member, pk)
    fresh = take_out_rows(actor=member, dataset=dataset, at=timezone.now())
    if fresh != dataset:
        messages.info(request, _("The rows are gone. What was computed from them is computed again."), "done")
    return redirect(fresh)
