"""Whether what a challenge plans can be done before its money lapses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jopoi_workbench.shell.access import challenge_for, design_for, member_view
from jopoi_workbench.shell.forms.money import GrantForm, StepForm
from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.money import design_of
from jopoi_workbench.shell.timeline import draw_timeline
from jopoi_workbench.shell.views.kept import Register

GRANTS = Register(
    form=GrantForm,
    place="money",
    name=gettext_lazy("Time and money"),
    new=gettext_lazy("New grant"),
    line=gettext_lazy("Grant"),
    about=gettext_lazy("Money, and the last day on which it may be spent."),
)
STEPS = Register(
    form=StepForm,
    place="money",
    name=gettext_lazy("Time and money"),
    new=gettext_lazy("New step"),
    line=gettext_lazy("Planned step"),
    about=gettext_lazy(
        "A step of the design: when it may begin, how long it takes, what must be over first."
    ),
)


@require_safe
@member_view()
def index(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge, today = challenge_for(member, pk), timezone.localdate()
    design = design_of(*design_for(member, challenge), today)
    facts = {
        "challenge": challenge,
        "design": design,
        "wide": draw_timeline(design, today, _("today"), 1000),
        "small": draw_timeline(design, today, _("today"), 350),
    }
    return render(request, "shell/money.html", facts)
