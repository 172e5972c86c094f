"""Hypotheses: all under a challenge, a new one, one with its history, what became of it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.inquiry import history_of, hypotheses_for, hypothesis_for
from jopoi_workbench.shell.checking import by_field, gaps_in_hypothesis
from jopoi_workbench.shell.forms.inquiry import EditHypothesisForm, NewHypothesisForm, SettleHypothesisForm
from jopoi_workbench.shell.models import Expectation, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.inquiry import edit_hypothesis, propose_hypothesis, settle_hypothesis
from jopoi_workbench.shell.views.inquiry.answering import answer, sent
from jopoi_workbench.shell.views.inquiry.changes import changes_of

_PAGE = 20
_HISTORY = 50


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    page = Paginator(hypotheses_for(member, pk), _PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    told = [(one, len(gaps_in_hypothesis(one, today))) for one in page.object_list]
    facts = {"challenge": challenge, "page": page, "hypotheses": told}
    return render(request, "shell/inquiry/hypotheses.html", facts)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, hypothesis: int) -> HttpResponse:
    told = hypothesis_for(member, pk, hypothesis)
    facts = {
        "challenge": told.challenge,
        "hypothesis": told,
        "gaps": gaps_in_hypothesis(told, timezone.localdate()),
        "changes": changes_of(history_of(member, told)[:_HISTORY], EditHypothesisForm.Meta.labels),
    }
    return render(request, "shell/inquiry/hypothesis.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = NewHypothesisForm(sent(request), instance=Expectation(challenge=challenge))

    def save() -> None:
        propose_hypothesis(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)

    facts = {"title": _("New hypothesis"), "act": _("Save the hypothesis"), "challenge": challenge}
    return answer(request, form, save, reverse("hypotheses", args=[pk]), **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def edit(request: HttpRequest, member: Member, pk: int, hypothesis: int) -> HttpResponse:
    form = EditHypothesisForm(sent(request), instance=hypothesis_for(member, pk, hypothesis))
    stored = hypothesis_for(member, pk, hypothesis)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        edit_hypothesis(actor=member, hypothesis=stored, at=timezone.now(), **told)

    gaps = {} if form.is_bound else by_field(gaps_in_hypothesis(stored, timezone.localdate()))
    facts = {"title": _("Edit the hypothesis"), "challenge": stored.challenge, "gaps": gaps}
    return answer(request, form, save, stored.get_absolute_url(), **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def settle(request: HttpRequest, member: Member, pk: int, hypothesis: int) -> HttpResponse:
    form = SettleHypothesisForm(sent(request), instance=hypothesis_for(member, pk, hypothesis))
    stored = hypothesis_for(member, pk, hypothesis)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        settle_hypothesis(actor=member, hypothesis=stored, at=timezone.now(), **told)

    facts = {
        "title": _("What became of the hypothesis"),
        "lead": stored.change,
        "challenge": stored.challenge,
    }
    return answer(request, form, save, stored.get_absolute_url(), **facts)
