"""Evidence, for programs: runs from a spec to their result, and what was filed by hand."""

from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell.access import (
    dataset_for,
    evidence_for,
    evidence_list_for,
)
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.fields import BIGGEST, OBJECT_KIND, TEXT_KIND, WHOLE_KIND, check_kinds, json_of
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    OBJECT,
    TEXT,
    TIME,
    TIME_OR_NOTHING,
    WHOLE,
    WHOLE_OR_NOTHING,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.forms import language
from jopoi_workbench.shell.grading import level_of
from jopoi_workbench.shell.models import Evidence, EvidenceResult, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.rooms import asks, room_of
from jopoi_workbench.shell.running import failure_words
from jopoi_workbench.shell.services import cancel_run

router = Router(tags=["evidence"])
EVIDENCE = thing(
    "Evidence",
    id=WHOLE,
    url=TEXT,
    title=TEXT,
    titles=OBJECT,
    doubts=OBJECT,
    method=TEXT,
    stage=TEXT,
    state=TEXT,
    level=WHOLE,
    challenge=WHOLE_OR_NOTHING,
    dataset=WHOLE_OR_NOTHING,
    spec=OBJECT,
    input_digest=TEXT,
    version=TEXT,
    progress={"type": "number"},
    failure=TEXT,
    replay_of=WHOLE_OR_NOTHING,
    superseded_by=WHOLE_OR_NOTHING,
    created_by=TEXT,
    created_at=TIME,
    finished_at=TIME_OR_NOTHING,
)
RESULT = thing(
    "Result",
    method=TEXT,
    version=TEXT,
    spec=OBJECT,
    input_digest=TEXT,
    summary=TEXT,
    warnings={"type": "array"},
    values=OBJECT,
    tables=OBJECT,
)
_WHOLE = {"type": "integer", "minimum": 1, "maximum": BIGGEST}
RUN = {
    "type": "object",
    "required": ["method", "dataset", "spec"],
    "additionalProperties": False,
    "properties": {
        "method": {"type": "string", "title": gettext_lazy("The method, such as sense.screen")},
        "dataset": {**_WHOLE, "title": gettext_lazy("The number of the table")},
        "spec": {"type": "object", "title": gettext_lazy("The options of the method")},
    },
}


class Sought(Window):
    challenge: Annotated[int, Field(ge=0, le=BIGGEST)] = 0
    state: Literal["", "waiting", "running", "done", "failed", "cancelled", "superseded"] = ""
    method: Annotated[str, Field(max_length=60, pattern=r"^[\w.]*$")] = ""


@router.get(
    "",
    url_name="evidence-list",
    operation_id="list_evidence",
    **operation(Scope.READ_EVIDENCE, gettext_lazy("List evidence"), page_of(EVIDENCE)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    found = evidence_list_for(member_behind(request)).select_related("record")
    filters = {name: getattr(sought, name) for name in ("challenge", "state", "method")}
    found = found.filter(**{name: value for name, value in filters.items() if value})
    return reply(listed(request, found, sought, told))


@router.post(
    "",
    url_name="evidence-list",
    operation_id="start_run",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("Start a run of a method"),
        EVIDENCE,
        status=201,
        takes=RUN,
        act=Act.RUN,
    ),
)
def start(request: HttpRequest, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    check_kinds(given, {"method": TEXT_KIND, "dataset": WHOLE_KIND, "spec": OBJECT_KIND}, needed=True)
    ask = asks().get(given["method"])
    if ask is None:
        told_methods = {"methods": ", ".join(sorted(asks()))}
        found = {
            "field": "method",
            "message": _("No method of this name. There is %(methods)s.") % told_methods,
        }
        raise ProblemError(422, _("See “errors”."), errors=[found])
    dataset = dataset_for(member, given["dataset"])

    def make() -> tuple[dict[str, Any], str]:
        try:
            evidence = ask(dataset=dataset, actor=member, spec=given["spec"], at=timezone.now())
        except ValidationError as error:
            found = [
                {"field": f"spec.{n}", "message": m} for n, all_ in error.message_dict.items() for m in all_
            ]
            raise ProblemError(422, _("See “errors”."), errors=found) from error
        return told(evidence), reverse("api:evidence", args=[evidence.pk])

    return created(request, key, given, make)


@router.get(
    "/{int:pk}",
    url_name="evidence",
    operation_id="read_evidence",
    **operation(Scope.READ_EVIDENCE, gettext_lazy("Read a piece of evidence"), EVIDENCE),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    return reply(told(evidence_for(member_behind(request), pk)))


@router.get(
    "/{int:pk}/result",
    url_name="evidence-result",
    operation_id="read_result",
    **operation(
        Scope.READ_EVIDENCE,
        gettext_lazy("Read the result, with its tables"),
        RESULT,
        act=Act.DOWNLOAD,
    ),
)
def result(request: HttpRequest, pk: Number) -> HttpResponse:
    evidence = evidence_for(member_behind(request), pk)
    found = EvidenceResult.objects.filter(evidence=evidence).first()
    if found is None:
        raise Http404
    return HttpResponse(found.json, content_type="application/json")


@router.post(
    "/{int:pk}/cancel",
    url_name="evidence-cancel",
    operation_id="cancel_run",
    **operation(Scope.WRITE_EVIDENCE, gettext_lazy("Stop a run"), EVIDENCE, act=Act.CANCEL_RUN),
)
def cancel(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    evidence = evidence_for(member, pk)
    if not cancel_run(actor=member, evidence=evidence, at=timezone.now()):
        raise ProblemError(409, _("The run had ended before."), current=told(evidence))
    return reply(told(evidence_for(member, pk)))


@router.post(
    "/{int:pk}/replay",
    url_name="evidence-replay",
    operation_id="replay_evidence",
    **operation(
        Scope.WRITE_EVIDENCE, gettext_lazy("Compute the same again"), EVIDENCE, status=201, act=Act.RUN
    ),
)
def replay(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    evidence = evidence_for(member, pk)
    room = room_of(evidence.method)
    if room is None or room.replay is None or evidence.dataset is None:
        raise ProblemError(409, _("This was filed by hand and cannot be computed again."))
    again = room.replay

    def make() -> tuple[dict[str, Any], str]:
        made = again(evidence=evidence, actor=member, at=timezone.now())
        return told(made), reverse("api:evidence", args=[made.pk])

    return created(request, key, pk, make)


def told(evidence: Evidence) -> dict[str, Any]:
    """A piece of evidence as the API tells it, without the result itself."""
    return {
        "id": evidence.pk,
        "url": evidence.get_absolute_url(),
        "title": evidence.title,
        "titles": evidence.titles,
        "doubts": evidence.doubts,
        "method": evidence.method,
        "stage": evidence.stage,
        "state": evidence.state,
        "level": level_of(evidence).level,
        "challenge": evidence.challenge_id,
        "dataset": evidence.dataset_id,
        "spec": evidence.spec,
        "input_digest": evidence.input_digest,
        "version": evidence.version,
        "progress": evidence.progress,
        "failure": failure_words(evidence, language()),
        "replay_of": evidence.replay_of_id,
        "superseded_by": evidence.superseded_by_id,
        "created_by": evidence.created_by.person.name,
        "created_at": evidence.created_at,
        "finished_at": evidence.finished_at,
    }
