"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator

from jopoi_workbench.shell.forms import SignInForm
from jopoi_workbench.shell.models import Member, Person


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    form_class = SignInForm
    template_name = "shell/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hints = demo_people() if settings.DEMO else []
        return super().get_context_data(**kwargs, hints=hints, password=settings.DEMO_PASSWORD)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        if isinstance(self.request.user, Person) and self.request.user.language:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, self.request.user.language)
        return response


class SignOut(LogoutView):
    http_method_names = ("post", "options")


def demo_people() -> list[Member]:
    """Who may be signed in as, shown only where the workbench runs as a demo."""
    return list(Member.objects.filter(active=True).select_related("person", "lab").order_by("pk"))


def locked_out(request: HttpRequest, credentials: dict[str, Any], *_: Any) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """Too many wrong passwords: say how long to wait."""
    return render(request, "shell/pages/locked.html", status=429)
