"""A theory of change: drawn, told as a list, its gaps named; changed by forms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.inquiry import arrow_for, arrows_for, box_for, boxes_for
from jopoi_workbench.shell.checking import by_field, gaps_in_theory
from jopoi_workbench.shell.forms.inquiry import ArrowForm, BoxForm, EditArrowForm, EditBoxForm
from jopoi_workbench.shell.models import Member, TheoryArrow, TheoryBox
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import theory as services
from jopoi_workbench.shell.theories import drawn, theory_file, theory_of
from jopoi_workbench.shell.views.inquiry.answering import answer, sent


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    boxes, arrows = list(boxes_for(member, pk)), list(arrows_for(member, pk))
    facts = {
        "challenge": challenge,
        "theory": theory_of(boxes, arrows),
        "wide": drawn(boxes, arrows, width=1000, name="wide"),
        "tall": drawn(boxes, arrows, width=350, name="tall"),
    }
    return render(request, "shell/inquiry/theory.html", facts)


@require_safe
@member_view()
def download(request: HttpRequest, member: Member, pk: int) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    challenge_for(member, pk)
    svg = theory_file(list(boxes_for(member, pk)), list(arrows_for(member, pk)))
    name = f"theory-{pk}.svg"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def new_box(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = BoxForm(sent(request), instance=TheoryBox(challenge=challenge))

    def save() -> None:
        services.add_box(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)

    facts = {"title": _("New box"), "act": _("Add the box"), "challenge": challenge}
    return answer(request, form, save, reverse("theory", args=[pk]), **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def edit_box(request: HttpRequest, member: Member, pk: int, box: int) -> HttpResponse:
    form = EditBoxForm(sent(request), instance=box_for(member, pk, box))
    stored = box_for(member, pk, box)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        services.edit_box(actor=member, box=stored, at=timezone.now(), **told)

    gaps = _gaps(member, pk, str(box), form.is_bound)
    facts = {"title": _("Edit the box"), "challenge": stored.challenge, "gaps": gaps, "box": stored}
    return answer(request, form, save, reverse("theory", args=[pk]), **facts)


@require_POST
@member_view(Act.INQUIRE)
def move_box(request: HttpRequest, member: Member, pk: int, box: int) -> HttpResponse:
    later = request.POST.get("to") == "later"
    services.move_box(actor=member, box=box_for(member, pk, box), later=later, at=timezone.now())
    return redirect(f"{reverse('theory', args=[pk])}#box-{box}")


@require_POST
@member_view(Act.INQUIRE)
def remove_box(request: HttpRequest, member: Member, pk: int, box: int) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    services.remove_box(actor=member, box=box_for(member, pk, box), at=timezone.now())
    return redirect("theory", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def new_arrow(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = ArrowForm(sent(request), instance=TheoryArrow(challenge=challenge))

    def save() -> None:
        services.add_arrow(actor=member, challenge=challenge, at=timezone.now(), **form.cleaned_data)

    facts = {"title": _("New arrow"), "act": _("Add the arrow"), "challenge": challenge}
    return answer(request, form, save, reverse("theory", args=[pk]), **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Act.INQUIRE)
def edit_arrow(request: HttpRequest, member: Member, pk: int, arrow: int) -> HttpResponse:
    form = EditArrowForm(sent(request), instance=arrow_for(member, pk, arrow))
    stored = arrow_for(member, pk, arrow)

    def save() -> None:
        told = {"version": form.cleaned_data["version"], **form.values()}
        services.edit_arrow(actor=member, arrow=stored, at=timezone.now(), **told)

    gaps = _gaps(member, pk, f"{stored.source_id}>{stored.target_id}", form.is_bound)
    facts = {"title": _("Edit the arrow"), "challenge": stored.challenge, "gaps": gaps, "arrow": stored}
    return answer(request, form, save, reverse("theory", args=[pk]), **facts)


@require_POST
@member_view(Act.INQUIRE)
def remove_arrow(request: HttpRequest, member: Member, pk: int, arrow: int) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    services.remove_arrow(actor=member, arrow=arrow_for(member, pk, arrow), at=timezone.now())
    return redirect("theory", pk)


def _gaps(member: Member, pk: int, about: str, bound: bool) -> dict[str, list[str]]:  # noqa: FBT001 - of a form
    """The gaps of one box or arrow, beside the fields of its form."""
    if bound:
        return {}
    found = gaps_in_theory(list(boxes_for(member, pk)), list(arrows_for(member, pk)))
    beside = by_field(gap for gap in found if gap.about == about)
    return {
        {"evidence": "level", "arrows": "target"}.get(name, name): words for name, words in beside.items()
    }
