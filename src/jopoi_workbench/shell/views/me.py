"""What people see and change of themselves."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jopoi_workbench.shell.access import memberships_of, person_of
from jopoi_workbench.shell.entering import closed_to_passwords, speak, wrong_password
from jopoi_workbench.shell.forms import ChangePasswordForm, ProfileForm
from jopoi_workbench.shell.models import Person
from jopoi_workbench.shell.second_factor import has_second_factor
from jopoi_workbench.shell.services import change_password, edit_profile, end_sessions
from jopoi_workbench.shell.views.signing import locked_out


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    stored = Person.objects.get(pk=person.pk)
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=stored)
    if request.method == "POST" and form.is_valid():
        edit_profile(person=person, **form.cleaned_data)
        answer = redirect("me")
        if person.language:
            speak(answer, person.language)
        messages.info(request, _("Kept."), "done")
        return answer
    facts = {
        "form": form,
        "memberships": memberships_of(person),
        "secured": has_second_factor(person),
        "has_password": person.has_usable_password(),
    }
    return render(request, "shell/me/index.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST" and closed_to_passwords(request, person):
        return locked_out(request, {})
    form = ChangePasswordForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_password(person=person, password=form.cleaned_data["new_password1"], at=timezone.now())
        update_session_auth_hash(request, person)
        messages.info(request, _("The password is changed. Everywhere else you are signed out."), "done")
        return redirect("me")
    if form.has_error("old_password", "password_incorrect"):
        wrong_password(request, person)
    facts = {"form": form, "has_password": person.has_usable_password()}
    return render(request, "shell/me/password.html", facts, status=422 if form.errors else 200)


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    person = person_of(request)
    end_sessions(person=person)
    update_session_auth_hash(request, person)
    messages.info(request, _("Everywhere else you are signed out."), "done")
    return redirect("me")
