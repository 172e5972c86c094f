"""Taking part without an account: writing to a lab about a public challenge, and reading its answer."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jopoi_workbench.shell.access import reader_of
from jopoi_workbench.shell.access.contributions import contribution_of_slip
from jopoi_workbench.shell.access.network import public_challenge, without_addresses
from jopoi_workbench.shell.entering import address_of
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.forms.consents import SlipForm
from jopoi_workbench.shell.forms.contributions import ContributionForm
from jopoi_workbench.shell.services.contributions import contribute, take_contribution_back
from jopoi_workbench.shell.services.limits import count_use
from jopoi_workbench.shell.services.refusals import RefusedError

_MOST, _MINUTES = 10, 60  # from one address: a village hall may share one
_MOST_GUESSES = 60  # of slips, from one address


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def write(request: HttpRequest, pk: int) -> HttpResponse:
    challenge = without_addresses(public_challenge(pk, reader_of(request)))
    form = ContributionForm(request.POST if request.method == "POST" else None)
    facts = {"challenge": challenge, "form": form}
    status = 200
    if form.is_valid():
        status = 422
        if _too_often(request, "contribution", _MOST):
            form.add_error(None, _("Too much was written from here. Try again in an hour."))
            status = 429
        else:
            try:
                now = timezone.now()
                _kept, slip = contribute(challenge=challenge, language=language(), at=now, **form.words())
                return render(request, "shell/contributions/thanks.html", facts | {"slip": slip})
            except RefusedError as refused:
                form.add_error(None, str(refused))
    elif form.errors:
        status = 422
    return render(request, "shell/contributions/write.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def your_words(request: HttpRequest) -> HttpResponse:
    """Type the slip, read what was written and answered, take it back: three states of one page."""
    form = SlipForm(request.POST if request.method == "POST" else None)
    found = None
    status = 422 if form.errors else 200
    if form.is_valid():
        if _too_often(request, "slip", _MOST_GUESSES):
            form.add_error(None, _("Too many slips were tried from here. Try again in an hour."))
            status = 429
        elif (found := contribution_of_slip(form.cleaned_data["slip"])) is None:
            form.add_error("slip", _("Nothing has this slip. Compare each letter, and try again."))
            status = 422
        elif "take-back" in request.POST:
            take_contribution_back(contribution=found, at=timezone.now())
    facts = {"form": form, "contribution": found}
    return render(request, "shell/contributions/your_words.html", facts, status=status)


def _too_often(request: HttpRequest, what: str, most: int) -> bool:
    place = salted_hmac("jopoi.taking_part", address_of(request), algorithm="sha256").hexdigest()
    return count_use(caller=f"{what}:{place}", limit=most, minutes=_MINUTES, at=timezone.now()).over
