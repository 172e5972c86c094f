"""How long things are kept: the lab decides, the night deletes, and the record says how much."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from jopoi_workbench.shell.blobs import path_of
from jopoi_workbench.shell.models import AuditEntry, Dataset, Evidence, Retention, Role
from jopoi_workbench.shell.services import cancel_run
from jopoi_workbench.shell.services.consents import record_consent, withdraw_consent
from jopoi_workbench.shell.services.retention import apply_retention, rules_of
from jopoi_workbench.shell.slips import new_slip
from tests.workbench.conftest import AT, fresh, member_in, signed_in

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=400)


def test_a_stopped_run_goes_after_its_days_and_others_stay(analyst, lab, evidence):
    cancel_run(actor=analyst, evidence=evidence, at=AT)
    assert apply_retention(lab=lab, at=AT + timedelta(days=300)) == {}
    assert apply_retention(lab=lab, at=LATER) == {"stopped_runs": 1}
    assert not Evidence.objects.exists()
    assert AuditEntry.objects.first().facts == {"kind": "stopped_runs", "n": 1}
    assert apply_retention(lab=lab, at=LATER) == {}


def test_rows_of_personal_tables_go_only_if_the_lab_said_so(
    lab, described, django_capture_on_commit_callbacks
):
    Dataset.objects.update(sensitivity="personal")
    assert apply_retention(lab=lab, at=LATER) == {}
    Retention.objects.create(lab=lab, kind="personal_tables", days=365)
    with django_capture_on_commit_callbacks(execute=True):
        assert apply_retention(lab=lab, at=LATER) == {"personal_tables": 1}
    told = fresh(described)
    assert (told.preview, path_of(told.digest).exists()) == ([], False)
    assert told.columns


def test_who_gave_a_withdrawn_consent_is_forgotten(analyst, lab):
    consent = record_consent(
        actor=analyst, slip=new_slip(), at=AT, who="Woman", purpose="Story", given_on=AT.date()
    )
    withdraw_consent(consent=consent, at=AT, why="I moved")
    apply_retention(lab=lab, at=LATER)
    told = fresh(consent)
    assert (told.who, told.purpose, told.withdrawn_why) == ("", "", "")


def test_another_lab_is_left_alone(analyst, other_lab, evidence):
    cancel_run(actor=analyst, evidence=evidence, at=AT)
    assert apply_retention(lab=other_lab, at=LATER) == {}
    assert Evidence.objects.exists()


def test_an_administrator_decides_on_the_page(lab):
    adela = signed_in(member_in(lab, Role.ADMINISTRATOR, "Adela"))
    sent = {"stopped_runs": "90", "personal_tables": "730", "contributions": "30", "withdrawn_consents": ""}
    assert adela.post(reverse("retention"), sent).status_code == 302
    assert [(rule.kind.value, rule.days) for rule in rules_of(lab, AT)] == [
        ("stopped_runs", 90), ("personal_tables", 730), ("contributions", 30), ("withdrawn_consents", None)
    ]  # fmt: skip
    wrong = adela.post(reverse("retention"), sent | {"stopped_runs": "0"})
    assert wrong.status_code == 422
    assert "at least one day" in wrong.content.decode()


def test_the_command_looks_before_it_deletes(analyst, evidence, capsys):
    cancel_run(actor=analyst, evidence=evidence, at=AT - timedelta(days=9000))
    call_command("retention", "--look")
    assert Evidence.objects.exists()
    call_command("retention")
    assert not Evidence.objects.exists()
    assert capsys.readouterr().out == "sur: stopped_runs 1\nsur: stopped_runs 1\n"
