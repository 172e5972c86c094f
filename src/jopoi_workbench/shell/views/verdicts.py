"""Verdicts: keeping one, reading it as it was, the link for others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import (
    challenge_for,
    claim_for,
    member_view,
    verdict_by_link,
    verdict_for,
    verdicts_for,
)
from jopoi_workbench.shell.access.decisions import decisions_taken
from jopoi_workbench.shell.forms import VerdictForm
from jopoi_workbench.shell.models import Claim, Member
from jopoi_workbench.shell.reading_verdicts import read
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import close_verdict, keep_verdict, open_verdict

_PAGE = 20


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    verdicts = verdicts_for(member).filter(challenge=challenge)
    page = Paginator(verdicts, _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/verdicts.html", {"challenge": challenge, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.KEEP_VERDICT)
def new(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    claim = claim_for(member, pk, number)
    if claim.state != Claim.State.STATED:
        messages.error(request, _("State the claim first: a verdict keeps what the lab stands for."), "fail")
        return redirect(claim)
    form = VerdictForm(
        request.POST if request.method == "POST" else None,
        lab=member.lab,
        decisions=decisions_taken(member, claim.challenge),
    )
    if request.method == "POST" and form.is_valid():
        verdict = keep_verdict(actor=member, claim=claim, at=timezone.now(), **form.told())
        messages.info(request, _("Kept. It will not change."), "done")
        return redirect(verdict)
    facts = {"form": form, "claim": claim, "challenge": claim.challenge}
    return render(request, "shell/verdict_new.html", facts, status=422 if form.errors else 200)


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    verdict = verdict_for(member, pk, number)
    link = request.build_absolute_uri(_address(verdict.link.key)) if hasattr(verdict, "link") else ""
    facts = {"verdict": verdict, "challenge": verdict.challenge, "read": read(verdict), "link": link}
    return render(request, "shell/verdict.html", facts | {"inside": True})


def _address(key: str) -> str:
    return reverse("verdict-open", args=[key])


@require_safe
@member_view()
def download(_request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    verdict = verdict_for(member, pk, number)
    name = f"verdict-{verdict.pk}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(verdict.text.encode(), content_type="application/json", headers=headers)


@require_POST
@member_view(Act.KEEP_VERDICT)
def link(request: HttpRequest, member: Member, pk: int, number: int) -> HttpResponse:
    verdict = verdict_for(member, pk, number)
    change = close_verdict if "close" in request.POST else open_verdict
    change(actor=member, verdict=verdict, at=timezone.now())
    return redirect(verdict)


@require_safe
@login_not_required
def public(request: HttpRequest, key: str) -> HttpResponse:
    """A verdict for whoever has its link."""
    verdict = verdict_by_link(key)
    response = render(
        request, "shell/verdict.html", {"verdict": verdict, "read": read(verdict, public_at=timezone.now())}
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
