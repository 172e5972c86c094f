"""Signing in and out, and coming back in after a password is lost."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordResetConfirmView
from django.core.cache import cache
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jopoi_workbench.shell.entering import closed, enter, enter_with_code, halfway
from jopoi_workbench.shell.forms import CodeForm, LostPasswordForm, NewPasswordForm, SignInForm, language
from jopoi_workbench.shell.guessing import remember
from jopoi_workbench.shell.lost_password import ask_for_letter, too_often
from jopoi_workbench.shell.models import Member, Person
from jopoi_workbench.shell.services import change_password
from jopoi_workbench.shell.services.invitations import digest_of

_ONE_LETTER_IN = 120  # seconds


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    form_class = SignInForm
    template_name = "shell/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hints = demo_people() if settings.DEMO else []
        facts = {"hints": hints, "password": settings.DEMO_PASSWORD, "single_sign_on": settings.OIDC_NAME}
        return super().get_context_data(**kwargs, **facts)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person: Any = form.get_user()
        return enter(self.request, person, onward=self.get_success_url(), at=timezone.now())


class SignOut(LogoutView):
    http_method_names = ("post", "options")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code, after the password was right."""
    now = timezone.now()
    who = halfway(request, now)
    if who is None:
        messages.error(request, _("It took too long. Sign in once more."), "fail")
        return redirect(f"{reverse('sign-in')}?next=/")
    if closed(request, who.person):
        return locked_out(request, {})
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = enter_with_code(request, who, form.cleaned_data["code"], now)
        if answer is not None:
            return answer
        form.add_error("code", wrong())
    return render(request, "shell/sign_in_code.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def lost_password(request: HttpRequest) -> HttpResponse:
    """Have a link sent to whoever has the address; what is done here is the same if nobody has."""
    form = LostPasswordForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "shell/lost_password.html", {"form": form}, status=422 if form.errors else 200)
    if too_often(request, timezone.now()):
        form.add_error(None, _("Too many letters were asked for from here. Try again in an hour."))
        return render(request, "shell/lost_password.html", {"form": form}, status=429)
    email = form.cleaned_data["email"].strip().lower()
    if cache.add(f"lost-password-{digest_of(email)}", value=True, timeout=_ONE_LETTER_IN):
        ask_for_letter(email=email, language=language(), home=request.build_absolute_uri("/"))
    return render(request, "shell/lost_password.html", {"sent": True})


@method_decorator(login_not_required, name="dispatch")
class NewPassword(PasswordResetConfirmView):
    """A new password by the link of a letter; it signs nobody in, so a second factor is still asked for."""

    form_class = NewPasswordForm
    template_name = "shell/new_password.html"

    def form_valid(self, form: "SetPasswordForm[Person]") -> HttpResponse:
        person: Any = self.user
        change_password(
            person=person, password=form.cleaned_data["new_password1"], at=timezone.now(), by_letter=True
        )
        messages.info(self.request, _("The password is changed. Sign in with it."), "done")
        answer = redirect("sign-in")
        # Whoever has the letter is the owner: guesses of others do not keep this browser out.
        remember(self.request, answer, person.email.lower())
        return answer


def wrong() -> str:
    """What is said of a code that does not fit."""
    return _("The code does not fit. Give the one that the app shows now, or one from paper.")


def demo_people() -> list[Person]:
    """Who may be signed in as, and what they are where; shown only where the workbench runs as a demo."""
    active = Member.objects.filter(active=True).select_related("lab").order_by("pk")
    people = Person.objects.filter(memberships__active=True, is_active=True).distinct().order_by("pk")
    return list(people.prefetch_related(Prefetch("memberships", active)))


def locked_out(request: HttpRequest, credentials: dict[str, Any], *_: Any) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """Too many wrong passwords: say how long to wait."""
    return render(request, "shell/pages/locked.html", status=429)
