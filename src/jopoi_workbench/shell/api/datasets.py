"""Tables, for programs."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router
from pydantic import Field

from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.access import challenges_for, dataset_for, datasets_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.fields import BIGGEST, json_of, refuse, sent
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import (
    TEXT,
    TIME,
    TIME_OR_NOTHING,
    WHOLE,
    WHOLE_OR_NOTHING,
    operation,
    page_of,
    thing,
)
from jopoi_workbench.shell.forms import DescribeForm, UploadForm
from jopoi_workbench.shell.models import Dataset, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services import describe_dataset, store_dataset
from jopoi_workbench.shell.uploads import was_too_large

router = Router(tags=["datasets"])
_COLUMN = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "role": {
            "type": "string",
            "enum": ["", *Dataset.Role.values],
            "title": gettext_lazy("What it is for"),
        },
        "label": {"type": "string", "maxLength": 120, "title": gettext_lazy("Meaning, with its unit")},
    },
}
DATASET = thing(
    "Dataset",
    id=WHOLE,
    url=TEXT,
    name=TEXT,
    file_name=TEXT,
    challenge=WHOLE_OR_NOTHING,
    digest=TEXT,
    size=WHOLE,
    kind=TEXT,
    rows=WHOLE,
    columns={"type": "array", "items": {"type": "object"}},
    sensitivity=TEXT,
    consent_basis=TEXT,
    described={"type": "boolean"},
    follows=WHOLE_OR_NOTHING,
    rows_taken_out_at=TIME_OR_NOTHING,
    uploaded_by=TEXT,
    uploaded_at=TIME,
)
UPLOAD = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "title": gettext_lazy("File")},
        "name": {"type": "string", "maxLength": 140, "title": gettext_lazy("Name of the table")},
        "challenge": {
            "type": "integer",
            "minimum": 1,
            "maximum": BIGGEST,
            "title": gettext_lazy("Challenge"),
        },
    },
}
DESCRIPTION: dict[str, Any] = {
    "type": "object",
    "required": ["columns", "sensitivity", "consent_basis"],
    "additionalProperties": False,
    "properties": {
        "columns": {"type": "array", "items": _COLUMN, "title": gettext_lazy("Each column")},
        "sensitivity": {
            "type": "string",
            "enum": Dataset.Sensitivity.values,
            "title": gettext_lazy("Who may see the rows?"),
        },
        "consent_basis": {
            "type": "string",
            "enum": Dataset.Consent.values,
            "title": gettext_lazy("On what grounds may the lab use it?"),
        },
    },
}


class Sought(Window):
    search: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    challenge: Annotated[int, Field(ge=0, le=BIGGEST)] = 0


@router.get(
    "",
    url_name="datasets",
    operation_id="list_datasets",
    **operation(Scope.READ_DATASETS, gettext_lazy("List tables"), page_of(DATASET)),
)
def index(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    found = datasets_for(member_behind(request))
    if sought.challenge:
        found = found.filter(challenge=sought.challenge)
    if sought.search:
        found = found.filter(name__icontains=sought.search)
    return reply(listed(request, found, sought, told))


@router.post(
    "",
    url_name="datasets",
    operation_id="store_dataset",
    **operation(
        Scope.WRITE_DATASETS,
        gettext_lazy("Bring in a table"),
        DATASET,
        status=201,
        takes=UPLOAD,
        act=Act.STORE_DATA,
    ),
)
def store(request: HttpRequest, key: Key = "") -> HttpResponse:
    member = member_behind(request)
    if request.content_type != "multipart/form-data":
        raise ProblemError(415, _("Send the file as multipart/form-data."))
    if was_too_large(request):
        raise ProblemError(413, _("The file is larger than this workbench takes in."))
    form = UploadForm(request.POST, request.FILES, challenges=challenges_for(member))
    refuse(form)
    stored = form.stored()
    about = [stored["name"], stored["file_name"], stored["challenge"], blobs.digest_of(stored["path"])]

    def make() -> tuple[dict[str, Any], str]:
        dataset = store_dataset(actor=member, at=timezone.now(), **stored)
        return told(dataset), reverse("api:dataset", args=[dataset.pk])

    return created(request, key, about, make)


@router.get(
    "/{int:pk}",
    url_name="dataset",
    operation_id="read_dataset",
    **operation(Scope.READ_DATASETS, gettext_lazy("Read what a table is about"), DATASET),
)
def read(request: HttpRequest, pk: Number) -> HttpResponse:
    return reply(told(dataset_for(member_behind(request), pk)))


@router.put(
    "/{int:pk}/columns",
    url_name="dataset-columns",
    operation_id="describe_dataset",
    **operation(
        Scope.WRITE_DATASETS,
        gettext_lazy("Say what the columns are"),
        DATASET,
        takes=DESCRIPTION,
        act=Act.DESCRIBE_DATA,
    ),
)
def describe(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    dataset = dataset_for(member, pk)
    given = json_of(request)
    _check(given, dataset)
    numbers = {column["name"]: number for number, column in enumerate(dataset.columns)}
    data = {name: given.get(name) for name in ("sensitivity", "consent_basis")}
    for column in given["columns"]:
        number = numbers[column["name"]]
        data |= {f"role-{number}": column.get("role", ""), f"label-{number}": column.get("label", "")}
    form = DescribeForm(sent(data), dataset=dataset)
    refuse(
        form,
        rename={f"{part}-{n}": f"columns.{name}.{part}" for name, n in numbers.items() for part in _PARTS},
    )
    return reply(told(describe_dataset(actor=member, dataset=dataset, at=timezone.now(), **form.described())))


_PARTS = ("role", "label")


def _check(given: Mapping[str, Any], dataset: Dataset) -> None:
    """Refuse a description that does not name the table's columns, once each, in texts."""
    columns = given.get("columns")
    whole = set(given) <= set(DESCRIPTION["properties"]) and isinstance(columns, list)
    texts = whole and all(
        isinstance(column, dict)
        and set(column) <= {"name", *_PARTS}
        and all(isinstance(v, str) for v in column.values())
        for column in columns or ()
    )
    if not texts or not all(
        isinstance(given.get(name, ""), str) for name in ("sensitivity", "consent_basis")
    ):
        told = _("Give “columns” as a list of {“name”, “role”, “label”}, “sensitivity” and “consent_basis”.")
        raise ProblemError(422, told)
    names = [column.get("name") for column in columns or ()]
    known = {column["name"] for column in dataset.columns}
    wrong = [name for name in names if name not in known or names.count(name) > 1]
    if wrong:
        sentence = _("The table has no such column, or it is named twice.")
        raise ProblemError(422, _("See “errors”."), errors=[
            {"field": f"columns.{name}", "message": sentence} for name in wrong
        ])  # fmt: skip


@router.get(
    "/{int:pk}/file",
    url_name="dataset-file",
    operation_id="download_dataset",
    **operation(
        Scope.READ_DATASETS,
        gettext_lazy("Download the file, byte for byte"),
        {"type": "string", "format": "binary"},
        act=Act.DOWNLOAD,
    ),
)
def download(request: HttpRequest, pk: Number) -> FileResponse:
    member = member_behind(request)
    dataset = dataset_for(member, pk)
    if dataset.sensitivity != Dataset.Sensitivity.OPEN:
        require(member, Act.SEE_ROWS)
    if dataset.bytes_gone_at is not None:
        raise Http404
    return blobs.attached(dataset.digest, dataset.file_name)


def told(dataset: Dataset) -> dict[str, Any]:
    """A table as the API tells it: what is known of it, none of its rows."""
    kept = ("name", "kind", "role", "label", "missing", "distinct")
    return {
        "id": dataset.pk,
        "url": dataset.get_absolute_url(),
        "name": dataset.name,
        "file_name": dataset.file_name,
        "challenge": dataset.challenge_id,
        "digest": f"b3:{dataset.digest}",
        "size": dataset.size,
        "kind": dataset.kind,
        "rows": dataset.rows,
        "columns": [{name: column[name] for name in kept} for column in dataset.columns],
        "sensitivity": dataset.sensitivity,
        "consent_basis": dataset.consent_basis,
        "described": dataset.described,
        "follows": dataset.follows_id,
        "rows_taken_out_at": dataset.bytes_gone_at,
        "uploaded_by": dataset.uploaded_by.person.name,
        "uploaded_at": dataset.uploaded_at,
    }
