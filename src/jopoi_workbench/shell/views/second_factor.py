"""Setting the second factor up, and turning it off."""

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from jopoi_workbench.shell import second_factor as factor
from jopoi_workbench.shell.access import memberships_of, person_of
from jopoi_workbench.shell.entering import closed, wrong_code
from jopoi_workbench.shell.forms import CodeForm
from jopoi_workbench.shell.models import Person
from jopoi_workbench.shell.services import draw_new_codes, turn_off_second_factor, turn_on_second_factor
from jopoi_workbench.shell.views.signing import locked_out, wrong

_SECRET = "second_factor_secret"  # noqa: S105 - where it stands in the session


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def second_factor(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if factor.has_second_factor(person):
        return _change(request, person, form)
    return _set_up(request, person, form)


@sensitive_variables("secret", "codes")
def _set_up(request: HttpRequest, person: Person, form: CodeForm) -> HttpResponse:
    secret = request.session.setdefault(_SECRET, generate_totp_secret())
    now = timezone.now()
    if form.is_valid():
        if factor.secret_fits(secret, form.cleaned_data["code"], now):
            codes = turn_on_second_factor(person=person, secret=secret, at=now)
            del request.session[_SECRET]
            update_session_auth_hash(request, person)
            return _codes(request, codes)
        form.add_error("code", wrong())
    asking = [one.lab.name for one in memberships_of(person) if factor.asked_of(one)]
    shown = {
        "form": form,
        "secret": secret,
        "address": factor.address_of_secret(person, secret),
        "asking": ", ".join(asking),
    }
    return _private(render(request, "shell/me/second_factor_new.html", shown, status=_status(form)))


def _change(request: HttpRequest, person: Person, form: CodeForm) -> HttpResponse:
    """Only whoever can give a code may turn it off or draw new codes."""
    if request.method == "POST" and closed(request, person):
        return locked_out(request, {})
    now = timezone.now()
    if form.is_valid():
        if factor.fits(person, form.cleaned_data["code"], now):
            if "draw" in request.POST:
                return _codes(request, draw_new_codes(person=person, at=now))
            turn_off_second_factor(person=person, at=now)
            update_session_auth_hash(request, person)
            messages.info(request, _("From now on only your password is asked for."), "done")
            return redirect("me")
        wrong_code(request, person)
        form.add_error("code", wrong())
    shown = {"form": form, "left": len(factor.unused_codes(person))}
    return render(request, "shell/me/second_factor.html", shown, status=_status(form))


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return _private(render(request, "shell/me/codes.html", {"codes": codes}))


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _status(form: CodeForm) -> int:
    return 422 if form.errors else 200
