"""Pages for people without an account: whoever holds a slip may take their consent back."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jopoi_workbench.shell.access.consents import consent_of_slip
from jopoi_workbench.shell.forms.consents import SlipForm, WithdrawForm
from jopoi_workbench.shell.services.consents import withdraw_consent


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def take_back(request: HttpRequest) -> HttpResponse:
    """Type the slip, see what was agreed, take it back: three states of one page."""
    form = SlipForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "shell/consents/take_back.html", {"form": form}, status=status)
    consent = consent_of_slip(form.cleaned_data["slip"])
    if consent is None:
        form.add_error("slip", _("No consent has this slip. Compare each letter, and try again."))
        return render(request, "shell/consents/take_back.html", {"form": form}, status=422)
    why = WithdrawForm(request.POST)
    sure = "sure" in request.POST and why.is_valid()
    if sure:
        withdraw_consent(consent=consent, why=why.cleaned_data["why"], at=timezone.now())
    facts = {
        "form": form,
        "consent": consent,
        "why": why if sure else WithdrawForm(),
        "done": not consent.holds(timezone.now()),
    }
    return render(request, "shell/consents/take_back.html", facts)
