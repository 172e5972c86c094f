"""The doctor sees what is broken, says what to do, and leaves what is well alone."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from jopoi.cli import app
from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.models import Dataset, Evidence, Record, Worker
from jopoi_workbench.shell.operations import health
from jopoi_workbench.shell.operations.checks import kept, server
from jopoi_workbench.shell.operations.doctor import examine, is_well
from jopoi_workbench.shell.operations.workers import beat, leave, living
from tests.workbench.conftest import AT


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def found(check, **how):
    return {(f.level.value, f.what) for f in examine(at=timezone.now(), **how) if f.check == check}


def levels(check, **how):
    return {level for level, _what in found(check, **how)}


def test_a_new_workbench_has_nothing_broken(lab):
    assert is_well(list(examine(at=timezone.now())))


def test_every_fault_says_what_to_do(dataset, settings):
    settings.RUN_IN_PLACE = False
    blobs.path_of(dataset.digest).unlink()
    assert all(f.todo for f in examine(at=timezone.now()) if f.level != "ok")


def test_no_worker_is_a_fault_and_a_living_one_is_none(lab, settings):
    settings.RUN_IN_PLACE = False
    beat("here:1", timezone.now() - timedelta(minutes=10))
    assert levels("workers") == {"fault"}
    beat("here:1", timezone.now())
    assert levels("workers") == {"ok"}
    leave("here:1")
    assert levels("workers") == {"fault"}


def test_a_worker_that_fell_silent_is_forgotten_after_a_day(db):
    beat("here:1", AT)
    beat("here:2", AT + timedelta(days=2))
    assert [worker.name for worker in Worker.objects.all()] == ["here:2"]
    assert living(AT + timedelta(days=2)).count() == 1


def test_a_missing_file_and_a_damaged_one_are_faults(dataset):
    assert levels("files") == {"ok"}
    path = blobs.path_of(dataset.digest)
    path.chmod(0o644)
    path.write_bytes(b"other")
    assert levels("files", every_file=True) == {"fault"}
    path.unlink()
    assert found("files") == {("fault", f"1 are missing: {dataset.digest}")}


def test_bytes_that_were_erased_are_not_missed(dataset):
    blobs.path_of(dataset.digest).unlink()
    Dataset.objects.update(bytes_gone_at=AT)
    assert levels("files") == {"ok"}


def test_a_file_of_evidence_by_hand_is_looked_for(evidence):
    Record.objects.create(evidence=evidence, kind="minutes", source="S", dated=AT.date())
    Evidence.objects.update(input_digest="b3:" + "0" * 64)
    assert levels("files") == {"fault"}


def test_a_broken_chain_is_a_fault(challenge):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shell_auditentry SET action = 'other'")
    assert found("audit") == {("fault", "sur: entry 1 was changed")}


def test_a_lost_run_is_to_be_looked_at(evidence):
    Evidence.objects.update(state=Evidence.State.RUNNING, claimed_by="elsewhere:1", heartbeat_at=AT)
    assert levels("runs") == {"care"}


def test_a_clock_that_went_back_is_a_fault(challenge):
    assert [f.level for f in server.clock_is_right(AT - timedelta(hours=1))] == ["fault"]
    assert [f.level for f in server.clock_is_right(AT)] != ["fault"]


def test_missing_migrations_are_a_fault_and_tables_are_not_asked(lab, monkeypatch):
    monkeypatch.setattr(server, "missing_migrations", lambda: ["shell 0099_later"])
    findings = list(examine(at=timezone.now()))
    assert [f.check for f in findings if f.level == "fault"] == ["migrations"]
    assert "audit" not in {f.check for f in findings}


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    assert server.cannot_write(tmp_path / "file")
    assert server.cannot_write(tmp_path / "not" / "yet") == ""


def test_an_old_backup_is_to_be_looked_at(tmp_path):
    assert [f.level for f in kept.backups_are_fresh(AT)] == ["care"]
    (tmp_path / kept.LAST_BACKUP).write_text(json.dumps({"at": AT.isoformat()}))
    assert [f.level for f in kept.backups_are_fresh(AT)] == ["ok"]
    assert [f.level for f in kept.backups_are_fresh(AT + timedelta(days=3))] == ["care"]


def test_the_terminal_tells_all_and_leaves_with_one_on_a_fault(challenge, dataset):
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0
    blobs.path_of(dataset.digest).unlink()
    told = CliRunner().invoke(app, ["doctor", "--json"])
    assert told.exit_code == 1
    assert json.loads(told.stdout)["well"] is False


def test_the_terminal_verifies_the_chains(challenge, other_lab):
    told = CliRunner().invoke(app, ["audit", "verify"])
    assert told.exit_code == 0
    assert "norte: nothing happened yet." in told.stdout
    newest = told.stdout.split("sur: whole, newest ")[1].split()[0]
    assert CliRunner().invoke(app, ["audit", "verify", "--lab", "sur", "--holds", newest]).exit_code == 0
    assert CliRunner().invoke(app, ["audit", "verify", "--lab", "sur", "--holds", "1:00"]).exit_code == 1
    assert CliRunner().invoke(app, ["audit", "verify", "--lab", "oeste"]).exit_code == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shell_auditentry SET action = 'other'")
    told = CliRunner().invoke(app, ["audit", "verify"])
    assert (told.exit_code, "entry 1 was changed" in told.stdout) == (1, True)


def test_health_tells_why_it_is_not_ready_and_no_more(client, db, settings, monkeypatch):
    assert client.get("/health/ready/").json()["status"] == "ok"
    settings.RUN_IN_PLACE = False
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["worker"]) == (503, "no worker lives")
    beat("here:1", timezone.now())
    assert client.get("/health/ready/").status_code == 200
    monkeypatch.setattr(health, "_migrated", [])
    monkeypatch.setattr(health, "missing_migrations", lambda: ["shell 0099_later"])
    assert client.get("/health/ready/").json()["migrations"] == "the tables are of another version"


def test_health_is_asked_without_encryption_and_without_a_session(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/health/live/")
    assert (answer.status_code, answer.json(), answer.cookies) == (200, {"status": "ok"}, {})
