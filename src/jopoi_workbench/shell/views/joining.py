"""Accepting an invitation: with a new account, or with the one that a person has."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jopoi_workbench.shell.entering import enter
from jopoi_workbench.shell.forms import JoinForm, language
from jopoi_workbench.shell.models import Invitation, Person
from jopoi_workbench.shell.services import accept_invitation, join_by_invitation
from jopoi_workbench.shell.services.invitations import NotOpenError, OtherAddressError, digest_of

_OPEN = Invitation.State.OPEN


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@sensitive_post_parameters()
def join(request: HttpRequest, token: str) -> HttpResponse:
    found = Invitation.objects.filter(digest=digest_of(token)).select_related("lab", "created_by__person")
    invitation = found.first()
    state = invitation.state(timezone.now()) if invitation else None
    if invitation is None or state != _OPEN:
        return _refuse(request, _why_not(state))
    try:
        if isinstance(request.user, Person):
            return _as_known(request, request.user, invitation)
        return _as_new(request, invitation)
    except NotOpenError as error:
        return _refuse(request, _why_not(error.state))
    except OtherAddressError:
        return _refuse(request, _for_another())


def _as_known(request: HttpRequest, person: Person, invitation: Invitation) -> HttpResponse:
    if invitation.email and invitation.email != person.email:
        return _refuse(request, _for_another())
    if request.method != "POST":
        return render(request, "shell/joining/accept.html", {"invitation": invitation})
    member = accept_invitation(person=person, invitation=invitation, at=timezone.now())
    request.session["lab"] = member.lab_id
    return redirect("home")


def _as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST if request.method == "POST" else None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        now, told = timezone.now(), form.cleaned_data
        try:
            member = join_by_invitation(
                invitation=invitation, email=told["email"], name=told["name"], password=told["password"],
                language=language(), at=now,
            )  # fmt: skip
        except IntegrityError:
            form.add_error("email", _("This address has got an account meanwhile. Sign in and accept."))
        else:
            messages.info(request, _("Welcome to “%(lab)s”.") % {"lab": member.lab.name}, "done")
            return enter(request, member.person, onward="/", at=now)
    status = 422 if form.errors else 200
    return render(request, "shell/joining/new.html", {"form": form, "invitation": invitation}, status=status)


def _refuse(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "shell/joining/refused.html", {"why": why}, status=410)


def _why_not(state: Invitation.State | None) -> str:
    told = {
        None: _("There is no such invitation. Check that the link is complete, or ask for a new one."),
        Invitation.State.ACCEPTED: _("This invitation was used already; each is for one person, once."),
        Invitation.State.REVOKED: _("This invitation was taken back. Ask the lab for a new one."),
        Invitation.State.EXPIRED: _("This invitation has expired. Ask the lab to send it again."),
    }
    return told[state]


def _for_another() -> str:
    return _(
        "This invitation is for another e-mail address than yours. Sign out and open it again, or ask the "
        "lab for one to your address."
    )
