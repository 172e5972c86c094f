"""The lab: what it is, and which role may do what in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell.access import invitations_for, lab_members_for, member_view
from jopoi_workbench.shell.acts import SAID
from jopoi_workbench.shell.forms import LabForm
from jopoi_workbench.shell.models import Lab, Member, Role
from jopoi_workbench.shell.roles import ALLOWED_TO, Act, may
from jopoi_workbench.shell.services import edit_lab
from jopoi_workbench.shell.views.saving import saved
from jopoi_workbench.shell.zones import zone_of


@require_safe
@member_view()
def the_lab(request: HttpRequest, member: Member) -> HttpResponse:
    now, manages = timezone.now(), may(member, Act.MANAGE_MEMBERS)
    invited = {"accepted_at": None, "revoked_at": None, "expires_at__gt": now}
    facts = {
        "lab": member.lab,
        "zone": zone_of(None, member.lab).key,
        "at_work": lab_members_for(member).filter(active=True).count(),
        "invited": invitations_for(member).filter(**invited).count() if manages else 0,
    }
    return render(request, "shell/lab/index.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.EDIT_LAB)
def edit(request: HttpRequest, member: Member) -> HttpResponse:
    form = LabForm(request.POST if request.method == "POST" else None, instance=_lab_of(member))
    if saved(form, lambda **told: edit_lab(actor=member, lab=_lab_of(member), **told)):
        messages.info(request, _("The lab is changed."), "done")
        return redirect("the-lab")
    return render(request, "shell/lab/edit.html", {"form": form}, status=form.status)


def _lab_of(member: Member) -> Lab:
    """The lab as it is stored: a form writes into what it is given."""
    return Lab.objects.get(pk=member.lab_id)


@require_safe
@member_view()
def roles(request: HttpRequest, member: Member) -> HttpResponse:
    table = [
        (SAID[act], [(role, role in allowed) for role in Role], may(member, act))
        for act, allowed in ALLOWED_TO.items()
    ]
    return render(request, "shell/lab/roles.html", {"table": table, "roles": list(Role)})
