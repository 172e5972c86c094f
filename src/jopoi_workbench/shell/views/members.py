"""The people of the lab: who they are, what they may do, and their going."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import lab_member_for, lab_members_for, member_view
from jopoi_workbench.shell.forms import RolesForm
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import change_roles, close_membership, open_membership
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.services.members import LastAdministratorError

_PAGE = 50


@require_safe
@member_view()
def index(request: HttpRequest, member: Member) -> HttpResponse:
    page = Paginator(lab_members_for(member), _PAGE).get_page(request.GET.get("page"))
    return render(request, "shell/lab/members.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.MANAGE_MEMBERS)
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    form = RolesForm(request.POST if request.method == "POST" else None, instance=lab_member_for(member, pk))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_roles(
                    actor=member, member=lab_member_for(member, pk), at=timezone.now(), **form.cleaned_data
                )
                return redirect("members")
            except LastAdministratorError:
                form.add_error("roles", _last())
            except StaleError as stale:
                form.outdated(stale.current)
                status = 409
    shown = {"form": form, "one": lab_member_for(member, pk)}
    return render(request, "shell/lab/member.html", shown, status=status)


@require_POST
@member_view(Act.MANAGE_MEMBERS)
def close(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    try:
        close_membership(actor=member, member=lab_member_for(member, pk), at=timezone.now())
    except LastAdministratorError:
        messages.error(request, _last(), "fail")
    return redirect("members")


@require_POST
@member_view(Act.MANAGE_MEMBERS)
def open_again(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    one = lab_member_for(member, pk)
    if open_membership(actor=member, member=one, at=timezone.now()):
        told = _("%(name)s is a member again, with the roles as before.") % {"name": one.person.name}
        messages.info(request, told, "done")
    return redirect("members")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def leave(request: HttpRequest, member: Member) -> HttpResponse:
    if request.method != "POST":
        return render(request, "shell/lab/leave.html")
    lab = member.lab.name
    try:
        close_membership(actor=member, member=member, at=timezone.now())
    except LastAdministratorError:
        messages.error(request, _last(), "fail")
        return redirect("the-lab")
    messages.info(request, _("You have left “%(lab)s”.") % {"lab": lab}, "done")
    return redirect("me")


def _last() -> str:
    return _("The lab would have no administrator. Make someone else an administrator first.")
