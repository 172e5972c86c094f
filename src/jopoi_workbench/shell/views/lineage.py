"""Where a challenge came from, and what grew from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jopoi_workbench.shell.access import challenge_for, member_view
from jopoi_workbench.shell.access.network import visible_challenges
from jopoi_workbench.shell.access.sifting import sifted
from jopoi_workbench.shell.forms.lineage import GrowForm
from jopoi_workbench.shell.models import Challenge, Member
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.lineage import grow_from, line_of
from jopoi_workbench.shell.services.refusals import RefusedError

_OFFERED = 12
_LONGEST_SEARCH = 100


@require_safe
@member_view()
def detail(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return _page(request, member, challenge_for(member, pk))


def _page(
    request: HttpRequest,
    member: Member,
    challenge: Challenge,
    form: GrowForm | None = None,
    status: int = 200,
) -> HttpResponse:
    words = request.GET.get("words", "").replace("\0", "")[:_LONGEST_SEARCH]
    seen = visible_challenges(member)
    line = line_of(challenge.pk)[1:]
    known = seen.in_bulk(line)
    facts = {
        "challenge": challenge,
        "ancestors": [known.get(key) for key in line],
        "children": seen.filter(grown_from=challenge)[:_OFFERED],
        "offered": sifted(seen.exclude(pk__in=[challenge.pk, *line]), words=words)[:_OFFERED],
        "words": words,
        "form": form or GrowForm(initial={"what_changed": challenge.what_changed}),
        "picked": request.POST.get("parent") or str(challenge.grown_from_id or ""),
    }
    return render(request, "shell/lineage.html", facts, status=status)


@require_POST
@member_view(Act.OPEN_CHALLENGE)
def grow(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    challenge = challenge_for(member, pk)
    form = GrowForm(request.POST)
    if form.is_valid():
        parent = visible_challenges(member).filter(pk=form.cleaned_data["parent"]).first()
        what = form.cleaned_data["what_changed"]
        if parent is None:
            form.add_error("parent", _("That challenge is not there. Choose one of the list."))
        else:
            try:
                grow_from(
                    actor=member, challenge=challenge, parent=parent, what_changed=what, at=timezone.now()
                )
                return redirect("lineage", challenge.pk)
            except RefusedError as refused:
                form.add_error(None, str(refused))
    return _page(request, member, challenge, form, status=422)


@require_POST
@member_view(Act.OPEN_CHALLENGE)
def ungrow(request: HttpRequest, member: Member, pk: int) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    challenge = challenge_for(member, pk)
    grow_from(actor=member, challenge=challenge, parent=None, what_changed="", at=timezone.now())
    return redirect("lineage", challenge.pk)
