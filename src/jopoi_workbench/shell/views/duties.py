"""Who leads, decides, does, is asked and is told, over organisations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jopoi_workbench.shell import services
from jopoi_workbench.shell.access import challenge_for, columns_for, duties_for, kept_for, member_view
from jopoi_workbench.shell.duties import lines_of
from jopoi_workbench.shell.forms.duties import DutyForm, OrganisationForm
from jopoi_workbench.shell.models import Member, Organisation
from jopoi_workbench.shell.views.kept import Register

ORGANISATIONS = Register(
    form=OrganisationForm,
    place="duties",
    name=gettext_lazy("Who does what"),
    new=gettext_lazy("Another organisation"),
    line=gettext_lazy("Organisation"),
    about=gettext_lazy(
        "One that takes part without being a partner. Partners stand in the map by themselves."
    ),
)
DUTIES = Register(
    form=DutyForm,
    place="duties",
    name=gettext_lazy("Who does what"),
    new=gettext_lazy("New task or decision"),
    line=gettext_lazy("Task or decision"),
    about=gettext_lazy("What has to be done or decided, and the part of each organisation in it."),
    add=services.add_duty,
    edit=services.edit_duty,
)


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    columns = columns_for(member, challenge)
    facts = {
        "challenge": challenge,
        "columns": columns,
        "lines": lines_of(duties_for(member, challenge), columns),
        "named": list(kept_for(member, Organisation).filter(challenge=challenge)),
    }
    return render(request, "shell/duties.html", facts)
