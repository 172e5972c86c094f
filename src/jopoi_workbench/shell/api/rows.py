"""Rows of tables that rest on consents, for programs: which they are, and taking out what was taken back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query, Router

from jopoi_workbench.shell.access import dataset_for, datasets_for
from jopoi_workbench.shell.access.consents import consents_for
from jopoi_workbench.shell.api.auth import member_behind
from jopoi_workbench.shell.api.datasets import DATASET
from jopoi_workbench.shell.api.datasets import told as told_dataset
from jopoi_workbench.shell.api.fields import (
    BIGGEST,
    TEXT_KIND,
    WHOLE_KIND,
    check_kinds,
    json_of,
    refuse,
    sent,
)
from jopoi_workbench.shell.api.paging import Number, Window, listed
from jopoi_workbench.shell.api.replies import Key, created, reply
from jopoi_workbench.shell.api.shapes import TEXT, TIME_OR_NOTHING, WHOLE, operation, page_of, thing
from jopoi_workbench.shell.forms.consents import UseForm
from jopoi_workbench.shell.models import ConsentUse, Scope
from jopoi_workbench.shell.problems import ProblemError
from jopoi_workbench.shell.roles import Act
from jopoi_workbench.shell.services.consents import rest_on
from jopoi_workbench.shell.services.withdrawals import take_out_rows

router = Router(tags=["datasets"])
USE = thing(
    "ConsentUse",
    id=WHOLE,
    dataset=WHOLE,
    consent=WHOLE,
    number=WHOLE,
    column=TEXT,
    value=TEXT,
    withdrawn_at=TIME_OR_NOTHING,
)
_LONGEST = {"type": "string", "minLength": 1, "maxLength": 200}
USED: dict[str, Any] = {
    "type": "object",
    "required": ["consent", "column", "value"],
    "additionalProperties": False,
    "properties": {
        "consent": {"type": "integer", "minimum": 1, "maximum": BIGGEST, "title": gettext_lazy("Consent")},
        "column": {**_LONGEST, "title": gettext_lazy("Column that tells whose row it is")},
        "value": {**_LONGEST, "title": gettext_lazy("What stands in it")},
    },
}


@router.get(
    "/{int:pk}/consents",
    url_name="dataset-consents",
    operation_id="list_consents_of_rows",
    **operation(
        Scope.READ_DATASETS,
        gettext_lazy("List the rows of a table that rest on consents"),
        page_of(USE),
        act=Act.SEE_CONSENTS,
    ),
)
def index(request: HttpRequest, pk: Number, window: Query[Window]) -> HttpResponse:
    dataset = dataset_for(member_behind(request), pk)
    return reply(listed(request, dataset.consent_uses.select_related("consent"), window, told))


@router.post(
    "/{int:pk}/consents",
    url_name="dataset-consents",
    operation_id="rest_rows_on_consent",
    **operation(
        Scope.WRITE_DATASETS,
        gettext_lazy("Say which rows of a table rest on a consent"),
        USE,
        status=201,
        takes=USED,
        act=Act.RECORD_CONSENT,
    ),
)
def use(request: HttpRequest, pk: Number, key: Key = "") -> HttpResponse:
    member, given = member_behind(request), json_of(request)
    dataset = dataset_for(member, pk)
    check_kinds(given, {"consent": WHOLE_KIND, "column": TEXT_KIND, "value": TEXT_KIND}, needed=True)
    tables = datasets_for(member).filter(bytes_gone_at=None)
    form = UseForm(sent(given | {"dataset": dataset.pk}), datasets=tables)
    refuse(form)
    consent = consents_for(member).filter(pk=given["consent"]).first()
    if consent is None:
        message = _("Choose a consent of your lab.")
        raise ProblemError(422, _("See “errors”."), errors=[{"field": "consent", "message": message}])

    def make() -> tuple[dict[str, Any], str]:
        rests = rest_on(actor=member, consent=consent, at=timezone.now(), **form.cleaned_data)
        return told(rests), reverse("api:dataset-consents", args=[pk])

    return created(request, key, given, make)


@router.post(
    "/{int:pk}/take-out",
    url_name="dataset-take-out",
    operation_id="take_out_rows",
    **operation(
        Scope.WRITE_DATASETS,
        gettext_lazy("Take out the rows whose consent was taken back; gives the table that stands now"),
        DATASET,
        act=Act.RECORD_CONSENT,
    ),
)
def take_out(request: HttpRequest, pk: Number) -> HttpResponse:
    member = member_behind(request)
    fresh = take_out_rows(actor=member, dataset=dataset_for(member, pk), at=timezone.now())
    return reply(told_dataset(fresh))


def told(use: ConsentUse) -> dict[str, Any]:
    """Which rows rest on which consent, and whether it was taken back; not whose it is."""
    return {
        "id": use.pk,
        "dataset": use.dataset_id,
        "consent": use.consent_id,
        "number": use.consent.number,
        "column": use.column,
        "value": use.value,
        "withdrawn_at": use.consent.withdrawn_at,
    }
