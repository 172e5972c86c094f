"""The worked example: loaded once, told in the terminal, served, and stopped whole."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import call_command

from jopoi_workbench.project import serving, worked_example
from jopoi_workbench.shell.models import (
    AuditEntry,
    Challenge,
    Dataset,
    Evidence,
    Member,
    Person,
    Role,
    Verdict,
)
from tests.conftest import HOUSE
from tests.workbench.conftest import AT, signed_in

pytestmark = pytest.mark.django_db


def counts():
    return [kind.objects.count() for kind in (Person, Member, Challenge, Dataset, Evidence, AuditEntry)]


def test_the_example_is_there_once_however_often_it_is_loaded():
    first = worked_example.load(AT)
    before = counts()
    assert worked_example.load(AT) == first
    assert counts() == before


def test_the_example_has_a_person_for_each_role_and_a_described_table():
    dataset = worked_example.load(AT)
    roles = {role for member in dataset.lab.members.all() for role in member.roles}
    assert roles == set(Role.values)
    assert dataset.described
    assert (dataset.rows, dataset.columns_as("context")) == (10_668, ["lunch", "lenrol"])


def test_the_verdict_leads_to_the_decision_it_served_and_a_reading_waits_for_the_analyst():
    ana = signed_in(worked_example.analyst_of(worked_example.load(AT)))
    verdict = Verdict.objects.get()
    assert (verdict.decision.state, verdict.decision.decided_on) == ("taken", verdict.decided_on)
    assert verdict.decision.get_absolute_url() in ana.get(verdict.get_absolute_url()).text
    assert "Read a result: " in ana.get("/waiting/").text


def test_what_a_person_added_is_kept():
    dataset = worked_example.load(AT)
    Dataset.objects.filter(pk=dataset.pk).update(name="Renamed")
    Challenge.objects.update(title="Renamed too")
    worked_example.load(AT)
    titles = set(Challenge.objects.values_list("title", flat=True))
    assert (Dataset.objects.get().name, titles) == ("Renamed", {"Renamed too"})


def test_the_terminal_shows_the_list_and_what_it_does_not_show(capsys, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("demo", "--load-only")
    told = capsys.readouterr()
    assert "What this does and does not show" in told.out
    assert "are potential positive deviants" in told.out
    assert "You may not claim" in told.out
    assert len(re.findall(r"^ +\d+ +[ABC] ", told.out, re.MULTILINE)) == 15
    assert "Screening" in told.err
    call_command("demo", "--load-only")
    assert "Screening" not in capsys.readouterr().err
    assert Evidence.objects.filter(method="sense.screen").count() == 1


def test_another_port_is_found_if_the_one_wanted_is_taken():
    wanted = serving.free_port(18000)
    with serving.socket.create_server((serving.HOST, wanted)):
        assert serving.free_port(wanted) != wanted


def wait_for(line, log, process, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        found = re.search(line, log.read_text())
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def descendants(pid):
    found = subprocess.run(["ps", "-eo", "pid=,ppid=,sess="], capture_output=True, text=True, check=True)  # noqa: S607 - the system's own
    rows = [line.split() for line in found.stdout.splitlines()]
    children = {int(child) for child, parent, _session in rows if parent == str(pid)}
    return children | {int(child) for child, _parent, session in rows if int(session) in children}


def started_demo(folder, log):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JOPOI_", "DJANGO_"))}
    env = kept | {
        "JOPOI_DATA": str(folder / "demo"),
        "DATABASE_URL": f"sqlite:///{folder}/demo/jopoi.sqlite3",
    }
    command = [sys.executable, "-m", "jopoi_workbench", "demo", "--port", "18200"]
    with log.open("w") as out:
        return subprocess.Popen(command, cwd=HOUSE, env=env, stdout=out, stderr=subprocess.STDOUT)


def test_the_demo_is_served_stops_whole_and_starts_again_with_everything(tmp_path):
    for how, computes in ((signal.SIGINT, True), (signal.SIGTERM, False)):
        log = tmp_path / "log"
        process = started_demo(tmp_path, log)
        address = wait_for(r"The workbench: (http://\S+)", log, process)[1]
        with urlopen(address, timeout=10) as page:  # noqa: S310 - the server that we started
            assert "ana@demo.example" in page.read().decode()
        helpers = descendants(process.pid)
        assert len(helpers) >= 2
        process.send_signal(how)
        assert process.wait(30) == 0
        assert "Everything is kept" in log.read_text()
        assert ("reading the table" in log.read_text()) is computes
        assert not [pid for pid in helpers if Path(f"/proc/{pid}").exists()]
