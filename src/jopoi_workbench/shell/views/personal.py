"""What is kept of me, to take away or to be forgotten; and how long a lab keeps things."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import member_view
from jopoi_workbench.shell.entering import closed_to_passwords, wrong_password
from jopoi_workbench.shell.forms.privacy import ForgetForm, RetentionForm
from jopoi_workbench.shell.models import Member, Person
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.personal import LastAdministratorError, everything_about, forget_person
from jopoi_workbench.shell.services.retention import rules_of, set_retention
from jopoi_workbench.shell.views.signing import locked_out


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept of whoever is signed in; a POST asks to be forgotten."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - only people sign in
    if request.method == "POST" and closed_to_passwords(request, person):
        return locked_out(request, {})
    form = ForgetForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            forget_person(person=person, at=timezone.now())
            logout(request)
            messages.info(request, _("You are forgotten. Thank you for what you did here."), "done")
            return redirect("sign-in")
        except LastAdministratorError as last:
            told = _("“%(lab)s” would be left without an administrator. Make someone else one first.")
            form.add_error(None, told % {"lab": last.lab.name})
    if form.has_error("password", "password_incorrect"):
        wrong_password(request, person)
    return render(request, "shell/personal/data.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def take_my_data(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Person)  # noqa: S101 - only people sign in
    answer = JsonResponse(
        everything_about(request.user), json_dumps_params={"indent": 1, "ensure_ascii": False}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.EDIT_LAB)
def retention(request: HttpRequest, member: Member) -> HttpResponse:
    rules = rules_of(member.lab, timezone.now())
    form = RetentionForm(request.POST if request.method == "POST" else None, rules=rules)
    if request.method == "POST" and form.is_valid():
        set_retention(actor=member, days=form.cleaned_data, at=timezone.now())
        messages.info(request, _("Kept from now on as you said. What is past its days goes tonight."), "done")
        return redirect("retention")
    facts = {"form": form, "rules": rules}
    return render(request, "shell/personal/retention.html", facts, status=422 if form.errors else 200)
