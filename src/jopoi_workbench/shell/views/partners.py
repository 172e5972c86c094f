"""Whom a challenge works with, how that stands, and who holds its loop together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell import partners, services
from jopoi_workbench.shell.access import challenge_for, kept_line_for, member_view, partners_for
from jopoi_workbench.shell.forms.partners import CoordinatorForm, MoveForm, PartnerForm
from jopoi_workbench.shell.models import Member, Partner
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.editing import StaleError
from jopoi_workbench.shell.views.kept import Register

PARTNERS = Register(
    form=PartnerForm,
    place="partners",
    name=gettext_lazy("Partners"),
    new=gettext_lazy("New partner"),
    line=gettext_lazy("Partner"),
    about=gettext_lazy("Whom you work with, what they bring, and how it stands."),
)
COORDINATORS = Register(
    form=CoordinatorForm,
    place="partners",
    name=gettext_lazy("Partners"),
    new=gettext_lazy("New coordinating role"),
    line=gettext_lazy("Coordinating role"),
    about=gettext_lazy("Who speaks with everyone, who knows the place, and since when."),
    given=lambda challenge: {"loop": services.open_loop(challenge)},
)


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    facts = {
        "challenge": challenge,
        "groups": partners.by_status(partners_for(member, challenge)),
        "roles": partners.roles_of(member, challenge, timezone.localdate()),
    }
    return render(request, "shell/partners.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.OPEN_CHALLENGE)
def move(request: HttpRequest, member: Member, pk: int, key: int) -> HttpResponse:
    partner = kept_line_for(member, Partner, pk, key)
    sent = request.POST if request.method == "POST" else None
    form = MoveForm(sent, partner=partner, steps=services.NEXT[partner.status],
                    initial={"on": timezone.localdate()})  # fmt: skip
    status = 422 if form.errors else 200
    if sent is not None and form.is_valid():
        try:
            version = form.cleaned_data.pop("version")
            step = services.Move(**form.cleaned_data)
            services.move_partner(
                actor=member, partner=partner, version=version, move=step, at=timezone.now()
            )
            return redirect("partners", pk)
        except StaleError:
            form.add_error(None, _("Someone changed this partner while you were writing. Look again."))
            status = 409
    facts = {"form": form, "partner": partner, "challenge": partner.challenge}
    return render(request, "shell/partner_move.html", facts, status=status)
