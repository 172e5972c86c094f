"""What everyone would see of a challenge, before and after it is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.network import without_addresses
from jopoi_workbench.shell.forms.visibility import ShowForm
from jopoi_workbench.shell.loops import for_everyone, loops_of
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.services.visibility import show_challenge


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def visibility(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    status = 200
    if request.method == "POST":
        require(member, Act.SHOW_EVERYONE)
        form, status = ShowForm(request.POST), 422
        if form.is_valid():
            try:
                show_challenge(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)
                return redirect("visibility", challenge.pk)
            except StaleError:
                told = _("The challenge changed while you were reading. Read it again, then decide.")
                messages.info(request, told, "fail")
                challenge, status = challenge_for(member, pk), 409
    (loop,) = for_everyone(loops_of([without_addresses(challenge)], []))
    return render(request, "shell/visibility.html", {"challenge": challenge, "loop": loop}, status=status)
