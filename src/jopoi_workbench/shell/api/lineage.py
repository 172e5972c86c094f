"""Where a challenge came from and what grew from it, for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Router

from jopoi_workbench.shell.access import challenge_for
from jopoi_workbench.shell.access.network import visible_challenges
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.fields import NUMBERS, filled, shape_of
from jopoi_workbench.shell.api.paging import Number
from jopoi_workbench.shell.api.replies import reply
from jopoi_workbench.shell.api.shapes import TEXT, WHOLE, WHOLE_OR_NOTHING, operation, thing
from jopoi_workbench.shell.forms.lineage import GrowForm
from jopoi_workbench.shell.models import Challenge, Member, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.lineage import grow_from, line_of

router = Router(tags=["challenges"])
LINEAGE = thing(
    "Lineage",
    challenge=WHOLE,
    grown_from=WHOLE_OR_NOTHING,
    what_changed=TEXT,
    line=NUMBERS,
    grown_into=NUMBERS,
)


@router.get(
    "/{int:pk}/lineage",
    url_name="lineage",
    operation_id="read_lineage",
    **operation(
        Scope.READ_CHALLENGES,
        gettext_lazy("Read where a challenge came from, and what grew from it"),
        LINEAGE,
    ),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    return reply(told(member, challenge_for(member, pk)))


@router.put(
    "/{int:pk}/lineage",
    url_name="lineage",
    operation_id="grow_challenge",
    **operation(
        Scope.WRITE_CHALLENGES,
        gettext_lazy("Say which challenge this one grew from, with what changed and why"),
        LINEAGE,
        takes=shape_of(GrowForm),
        act=Act.OPEN_CHALLENGE,
    ),
)
def grow(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    asked = filled(GrowForm, request).cleaned_data
    parent = visible_challenges(member).filter(pk=asked["parent"]).first()
    if parent is None:
        message = _("That challenge is not there. Choose one of the list.")
        raise ProblemError(422, _("See “errors”."), errors=[{"field": "parent", "message": message}])
    grown = grow_from(
        actor=member,
        challenge=challenge,
        parent=parent,
        what_changed=asked["what_changed"],
        at=timezone.now(),
    )
    return reply(told(member, grown))


@router.delete(
    "/{int:pk}/lineage",
    url_name="lineage",
    operation_id="ungrow_challenge",
    **operation(
        Scope.WRITE_CHALLENGES,
        gettext_lazy("Take back that a challenge grew from an earlier one"),
        LINEAGE,
        act=Act.OPEN_CHALLENGE,
    ),
)
def ungrow(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    challenge = challenge_for(member, pk)
    grown = grow_from(actor=member, challenge=challenge, parent=None, what_changed="", at=timezone.now())
    return reply(told(member, grown))


def told(member: Member, challenge: Challenge) -> dict[str, Any]:
    """The line of a challenge, nearest first, and what grew from it: as far as the member may see them."""
    seen = visible_challenges(member)
    line = line_of(challenge.pk)[1:]
    known = set(seen.filter(pk__in=line).values_list("pk", flat=True))
    return {
        "challenge": challenge.pk,
        "grown_from": challenge.grown_from_id if challenge.grown_from_id in known else None,
        "what_changed": challenge.what_changed,
        "line": [pk for pk in line if pk in known],
        "grown_into": sorted(seen.filter(grown_from=challenge).values_list("pk", flat=True)),
    }
