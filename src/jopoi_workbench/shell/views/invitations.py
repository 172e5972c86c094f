"""Inviting people: the list, a new invitation with its link, sending again, taking back."""

import secrets

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import invitation_for, invitations_for, member_view
from jopoi_workbench.shell.forms import InviteForm, language
from jopoi_workbench.shell.letters import send_letter
from jopoi_workbench.shell.models import Invitation, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import invite, renew_invitation, revoke_invitation
from jopoi_workbench.shell.services.invitations import NotOpenError

_PAGE = 30


@require_safe
@member_view(Act.MANAGE_MEMBERS)
def index(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(invitations_for(member), _PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    rows = [(invitation, invitation.state(now)) for invitation in page.object_list]
    return render(request, "shell/lab/invitations.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.MANAGE_MEMBERS)
@sensitive_variables("token")
def new(request: HttpRequest, member: Member) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        token = secrets.token_urlsafe(32)
        invitation = invite(actor=member, token=token, at=timezone.now(), **form.cleaned_data)
        return _link(request, invitation, token)
    status = 422 if form.errors else 200
    return render(request, "shell/lab/invitation_new.html", {"form": form}, status=status)


@require_POST
@member_view(Act.MANAGE_MEMBERS)
@sensitive_variables("token")
def renew(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    token = secrets.token_urlsafe(32)
    invitation = invitation_for(member, pk)
    try:
        renew_invitation(actor=member, invitation=invitation, token=token, at=timezone.now())
    except NotOpenError as error:
        return _not_open(request, error)
    return _link(request, invitation, token)


@require_POST
@member_view(Act.MANAGE_MEMBERS)
def revoke(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    try:
        revoke_invitation(actor=member, invitation=invitation_for(member, pk), at=timezone.now())
    except NotOpenError as error:
        return _not_open(request, error)
    messages.info(request, _("The invitation is taken back; its link opens nothing any more."), "done")
    return redirect("invitations")


def _not_open(request: HttpRequest, error: NotOpenError) -> HttpResponse:
    told = {
        Invitation.State.ACCEPTED: _("This invitation was accepted meanwhile."),
        Invitation.State.REVOKED: _("This invitation was taken back meanwhile."),
    }
    messages.error(request, told.get(error.state, error.state.label), "fail")
    return redirect("invitations")


@sensitive_variables("token", "link")
def _link(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The only page that ever shows the link: it is not kept anywhere."""
    link = request.build_absolute_uri(reverse("join", args=[token]))
    facts = {"invitation": invitation, "link": link}
    if invitation.email:
        facts["sent"] = send_letter(to=invitation.email, name="invitation", language=language(), **facts)
    answer = render(request, "shell/lab/invitation_made.html", facts)
    answer.headers["Cache-Control"] = "no-store"
    return answer
