"""How ready the institution is, and which conditions help a challenge; policies as they were revised."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jopoi_workbench.shell import assessments, services
from jopoi_workbench.shell.access import assessments_for, challenge_for, member_view, policies_for
from jopoi_workbench.shell.forms.assessments import AssessmentForm
from jopoi_workbench.shell.forms.lessons import PolicyForm
from jopoi_workbench.shell.instruments import CONDITIONS, READINESS
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.views.kept import Register

_EARLIER = 12
POLICIES = Register(
    form=PolicyForm,
    place="conditions",
    name=gettext_lazy("Conditions"),
    new=gettext_lazy("New revision of a policy"),
    line=gettext_lazy("Revision of a policy"),
    about=gettext_lazy("What it said, what was learned, what changed: a policy as a tool of discovery."),
)


@require_safe
@member_view()
def readiness(request: HttpRequest, member: Member) -> HttpResponse:
    return render(request, "shell/readiness.html", _told(member, None))


@require_safe
@member_view()
def conditions(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    facts = _told(member, challenge)
    facts |= {
        "challenge": challenge,
        "policies": list(policies_for(member, challenge)),
        "suffices": assessments.suffices(facts["told"]),
    }
    return render(request, "shell/conditions.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.OPEN_CHALLENGE)
def assess(request: HttpRequest, member: Member, pk: int | None = None) -> HttpResponse:
    challenge = challenge_for(member, pk) if pk is not None else None
    instrument = CONDITIONS if challenge else READINESS
    sent = request.POST if request.method == "POST" else None
    before = assessments_for(member, instrument, challenge).first()
    form = AssessmentForm(sent, instrument=instrument, member=member, challenge=challenge, before=before)
    if sent is not None and form.is_valid():
        services.assess(actor=member, instrument=instrument, answers=form.given(), challenge=challenge,
                        at=timezone.now())  # fmt: skip
        return redirect("conditions", pk) if challenge else redirect("readiness")
    facts = {"form": form, "instrument": instrument, "challenge": challenge}
    return render(request, "shell/assess.html", facts, status=422 if form.errors else 200)


def _told(member: Member, challenge: Challenge | None) -> dict[str, Any]:
    instrument = CONDITIONS if challenge else READINESS
    looks = list(assessments_for(member, instrument, challenge)[:_EARLIER])
    return {"instrument": instrument, "looks": looks, "told": assessments.tell(instrument, looks)}
