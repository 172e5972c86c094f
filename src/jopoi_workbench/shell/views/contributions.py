"""What people wrote to the lab about a challenge: the list, one of them, the answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.contributions import contribution_for, contributions_for
from jopoi_workbench.shell.forms import WhyForm
from jopoi_workbench.shell.forms.contributions import AnswerContributionForm
from jopoi_workbench.shell.models import Contribution, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.contributions import answer_contribution, hear_everyone, set_aside
from jopoi_workbench.shell.services.refusals import RefusedError

_PAGE = 25


@require_safe
@member_view(Act.ANSWER)
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    found = contributions_for(member).filter(challenge=challenge)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/contributions/list.html", {"challenge": challenge, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.ANSWER)
def detail(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    contribution = contribution_for(member, challenge_for(member, pk), number)
    sent = request.POST if request.method == "POST" else None
    form = AnswerContributionForm(sent, contribution=contribution)
    if form.is_valid():
        told = {"answer": form.cleaned_data["answer"], "show": form.cleaned_data.get("show", False)}
        link = request.build_absolute_uri(reverse("network-challenge", args=[pk]))
        try:
            answer_contribution(actor=member, contribution=contribution, at=timezone.now(), link=link, **told)
            messages.info(request, _("The answer is kept; whoever wrote can read it."), "done")
            return redirect(contribution)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, contribution, form)


@require_POST
@member_view(Act.ANSWER)
def aside(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    contribution = contribution_for(member, challenge_for(member, pk), number)
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            set_aside(actor=member, contribution=contribution, at=timezone.now(), **form.cleaned_data)
            return redirect(contribution)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, contribution, form)


def _page(
    request: HttpRequest, contribution: Contribution, form: AnswerContributionForm | WhyForm
) -> HttpResponse:
    answering = isinstance(form, AnswerContributionForm)
    facts = {
        "contribution": contribution,
        "challenge": contribution.challenge,
        "form": form,
        "answer": form if answering else AnswerContributionForm(contribution=contribution),
        "why": WhyForm() if answering else form,
    }
    status = 422 if form.errors else 200
    return render(request, "shell/contributions/one.html", facts, status=status)


@require_POST
@member_view(Act.SHOW_EVERYONE)
def listen(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    hear_everyone(
        actor=member, challenge=challenge, hears=request.POST.get("hears") == "yes", at=timezone.now()
    )
    return redirect("visibility", challenge.pk)
