"""Submitting a challenge for a year, and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.submissions import submissions_for
from jopoi_workbench.shell.forms.submissions import YearForm
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.refusals import RefusedError
from jopoi_workbench.shell.services.submissions import QUOTA, submit_challenge, withdraw_submission


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return _page(request, member, challenge_for(member, pk))


def _page(
    request: HttpRequest,
    member: Member,
    challenge: Challenge,
    form: YearForm | None = None,
    status: int = 200,
) -> HttpResponse:
    years = YearForm.years()
    found = list(submissions_for(member).filter(year__in=years))
    facts = {
        "challenge": challenge,
        "form": form,
        "years": [(year, [one for one in found if one.year == year]) for year in years],
        "submitted": {one.year for one in found if one.challenge_id == challenge.pk},
        "most": QUOTA[Challenge.Kind(challenge.kind)],
    }
    return render(request, "shell/submission.html", facts, status=status)


@require_POST
@member_view(Act.SUBMIT_CHALLENGE)
def submit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = YearForm(request.POST)
    if form.is_valid():
        try:
            submit_challenge(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)
            return redirect("submission", challenge.pk)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, member, challenge, form, status=422)


@require_POST
@member_view(Act.SUBMIT_CHALLENGE)
def withdraw(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = YearForm(request.POST)
    if form.is_valid():
        try:
            withdraw_submission(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)
            return redirect("submission", challenge.pk)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    return _page(request, member, challenge, form, status=422)
