"""E-mails and the calendar: when they come, stopping them with one click, the calendar's secret address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell import services
from jopoi_workbench.shell.access import member_view
from jopoi_workbench.shell.dates import days_of
from jopoi_workbench.shell.dates.ical import as_ical
from jopoi_workbench.shell.forms.letters import LettersForm
from jopoi_workbench.shell.models import CalendarKey, Letters, Member
from jopoi_workbench.shell.notices.sending import member_of_token


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def letters(request: HttpRequest, member: Member) -> HttpResponse:
    form = LettersForm(
        request.POST if request.method == "POST" else None, initial={"letters": member.letters}
    )
    if request.method == "POST" and form.is_valid():
        services.choose_letters(actor=member, letters=form.cleaned_data["letters"], at=timezone.now())
        messages.info(request, _("Kept."), "done")
        return redirect("letters")
    return _page(request, member, form)


@require_POST
@member_view()
def open_calendar(request: HttpRequest, member: Member) -> HttpResponse:
    """Make the address, and show it this once."""
    secret = services.open_calendar(actor=member, at=timezone.now())
    address = request.build_absolute_uri(reverse("calendar", args=[secret]))
    response = _page(request, member, LettersForm(initial={"letters": member.letters}), address=address)
    patch_cache_control(response, no_store=True, private=True)
    return response


@require_POST
@member_view()
def close_calendar(request: HttpRequest, member: Member) -> HttpResponse:
    services.close_calendar(actor=member, at=timezone.now())
    messages.info(request, _("The address is closed. Calendars that ask there find nothing."), "done")
    return redirect("letters")


@csrf_exempt  # a mail program sends the form, without cookies; the signed link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters of whoever holds one: a button for people, one click for mail programs."""
    member = member_of_token(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        services.choose_letters(actor=member, letters=Letters.NONE, at=timezone.now())
    return render(
        request, "shell/letters/stop.html", {"lab": member.lab, "stopped": member.letters == Letters.NONE}
    )


@require_safe
@login_not_required
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """A member's days, for a calendar program; the secret in the address is the key."""
    keys = CalendarKey.objects.select_related("member__person", "member__lab")
    key = keys.filter(digest=services.digest_of_secret(secret), member__active=True).first()
    if key is None or not key.member.person.is_active:
        raise Http404
    member = key.member
    with override(member.person.language or next(iter(member.lab.languages), None) or "en"):
        days, house = days_of(member), f"{member.lab.slug}.jopoi"
    address = request.build_absolute_uri("/").rstrip("/")
    body = as_ical(days, name=f"Jopói: {member.lab.name}", house=house, address=address)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    patch_cache_control(response, private=True, max_age=900)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _page(request: HttpRequest, member: Member, form: LettersForm, address: str = "") -> HttpResponse:
    facts = {
        "form": form,
        "address": address,
        "key": CalendarKey.objects.filter(member=member).first(),
    }
    return render(request, "shell/letters/choose.html", facts, status=422 if form.errors else 200)
