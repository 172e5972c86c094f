"""Evidence by hand, for programs: filed, downloaded, replaced by newer."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Router

from jopoi_workbench.shell.access import (
    challenge_for,
    datasets_for,
    evidence_for,
    evidence_list_for,
    record_for,
)
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.evidence import EVIDENCE, told
from jopoi_workbench.shell.api.fields import (
    BIGGEST,
    TEXT_KIND,
    WHOLE_KIND,
    check_kinds,
    json_of,
    refuse,
    sent,
)
from jopoi_workbench.shell.api.paging import Number
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import operation
from jopoi_workbench.shell.blobs import attached
from jopoi_workbench.shell.forms import RecordForm, ReplaceForm
from jopoi_workbench.shell.models import Evidence, Scope
from jopoi_workbench.shell.pages import number_in
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services import file_record, replace_evidence

router = Router(tags=["evidence"])
_WHOLE = {"type": "integer", "minimum": 1, "maximum": BIGGEST}
REPLACEMENT = {
    "type": "object",
    "required": ["new", "reason"],
    "additionalProperties": False,
    "properties": {
        "new": {**_WHOLE, "title": gettext_lazy("By which evidence?")},
        "reason": {"type": "string", "minLength": 1, "maxLength": 400, "title": gettext_lazy("Why?")},
    },
}
RECORD = {
    "type": "object",
    "required": ["challenge"],
    "properties": {
        "challenge": {**_WHOLE, "title": gettext_lazy("Challenge")},
        "file": {"type": "string", "format": "binary", "title": gettext_lazy("File")},
    },
}


@router.post(
    "/records",
    url_name="evidence-records",
    operation_id="file_record",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("File evidence by hand"),
        EVIDENCE,
        status=201,
        takes=RECORD,
        act=Act.RECORD,
    ),
)
def file_by_hand(request: HttpRequest, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    if request.content_type != "multipart/form-data":
        raise ProblemError(415, _("Send it as multipart/form-data."))
    number = number_in(request.POST.get("challenge", ""))
    if not number:
        raise ProblemError(422, _("Give the number of the challenge as “challenge”."))
    challenge = challenge_for(member, number)
    form = RecordForm(request.POST, request.FILES, lab=member.lab, datasets=datasets_for(member))
    refuse(form)
    filed = form.filed()

    def make() -> tuple[dict[str, Any], str]:
        evidence = file_record(actor=member, challenge=challenge, at=timezone.now(), **filed)
        return told(evidence), reverse("api:evidence", args=[evidence.pk])

    return created(request, key, sorted(request.POST.lists()), make)


@router.get(
    "/{int:pk}/file",
    url_name="evidence-file",
    operation_id="download_record",
    **operation(
        Scope.READ_EVIDENCE,
        gettext_lazy("Download the file that was filed by hand, byte for byte"),
        {"type": "string", "format": "binary"},
        act=Act.DOWNLOAD,
    ),
)
def download(request: HttpRequest, pk: Number) -> FileResponse:
    evidence = record_for(member_behind(request), pk)
    if not evidence.record.file_name:
        raise Http404
    return attached(evidence.input_digest, evidence.record.file_name)


@router.post(
    "/{int:pk}/replace",
    url_name="evidence-replace",
    operation_id="replace_evidence",
    **operation(
        Scope.WRITE_EVIDENCE,
        gettext_lazy("Put newer evidence in the place of older"),
        EVIDENCE,
        takes=REPLACEMENT,
        act=Act.RECORD,
    ),
)
def replace(request: HttpRequest, pk: Number) -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    old = evidence_for(member, pk)
    check_kinds(given, {"new": WHOLE_KIND, "reason": TEXT_KIND}, needed=True)
    if old.state != Evidence.State.DONE or old.challenge is None:
        raise ProblemError(409, _("Only a standing answer under a challenge is replaced."), current=told(old))
    others = (
        evidence_list_for(member).filter(challenge=old.challenge, state=Evidence.State.DONE).exclude(pk=pk)
    )
    form = ReplaceForm(sent(given), choices=others)
    refuse(form)
    return reply(told(replace_evidence(actor=member, old=old, at=timezone.now(), **form.cleaned_data)))
