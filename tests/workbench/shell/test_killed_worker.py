"""A worker that is killed in the middle of a run: the run is told as failed once, and started again once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing

import psycopg
import pytest

from jopoi_workbench.shell import running
from tests.browser.live import wait_until
from tests.browser.steps import schools, table
from tests.conftest import HOUSE
from tests.workbench.shell.test_backup import KINDS, fresh_database, jopoi

PATIENCE = 300  # seconds until something that must happen has happened, on a machine that does much else
# A lab with a table that takes seconds to screen, and a run that waits.
FILE = """
from pathlib import Path
from django.utils import timezone
from jopoi_workbench.sense.services import ask_checked
from jopoi_workbench.shell.models import Lab, Member, Person
from jopoi_workbench.shell.reading import facts_of
from jopoi_workbench.shell.services import create_challenge, describe_dataset, store_dataset
at, path = timezone.now(), Path({path!r})
lab = Lab.objects.create(name="Sur", slug="sur", country="PY", languages=["en"])
person = Person.objects.create_user("ana@example.org", None, name="Ana")
ana = Member.objects.create(lab=lab, person=person, roles=["analyst"])
challenge = create_challenge(actor=ana, title="Schools", statement="S", at=at)
dataset = store_dataset(actor=ana, path=path, file_name=path.name, facts=facts_of(path, path.name),
                        name="Schools", challenge=challenge, at=at)
roles = {{"school": "unit", "year": "period", "passed": "outcome", "poverty": "context"}}
columns = {{name: {{"role": role, "label": ""}} for name, role in roles.items()}}
dataset = describe_dataset(actor=ana, dataset=dataset, columns=columns, sensitivity="lab",
                           consent_basis="agreement", at=at)
spec = {{"unit": "school", "period": "year", "outcome": "passed", "context": ["poverty"]}}
ask_checked(method="sense.screen", actor=ana, dataset=dataset, spec=spec, at=at)
"""
# The button is pressed twice.
AGAIN = """
from django.utils import timezone
from jopoi_workbench.sense.services import replay
from jopoi_workbench.shell.models import Evidence
failed = Evidence.objects.get()
for _ in range(2):
    replay(evidence=failed, actor=failed.created_by, at=timezone.now())
"""


class Works:
    """A workbench on a database of its own, whose workers are real processes."""

    def __init__(self, env):
        self.env = env | {"JOPOI_RUN_IN_PLACE": "false", "PYTHONPATH": str(HOUSE)}
        self.processes = []

    def say(self, code):
        """Run some lines in the workbench; what they printed."""
        return self._run("shell", "-v0", "-c", code)

    def _run(self, *arguments):
        line = [sys.executable, "-m", "jopoi_workbench", *arguments]
        done = subprocess.run(line, env=self.env, cwd=HOUSE, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_worker(self):
        line = [sys.executable, "-m", "jopoi_workbench", "work", "--interval", "0.1"]
        process = subprocess.Popen(line, env=self.env, cwd=HOUSE, start_new_session=True)
        self.processes.append(process)
        return process

    def kill(self, process):
        """As a power cut would; whoever asks finds that the process is gone."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)

    def ask(self, question):
        """Rows straight from the database, past the code that is under test."""
        address = self.env["DATABASE_URL"]
        if address.startswith("sqlite"):
            with closing(sqlite3.connect(address.removeprefix("sqlite:///"), timeout=20)) as database:
                return database.execute(question).fetchall()
        with psycopg.connect(address) as database:
            return database.execute(question).fetchall()

    def states(self):
        return [state for (state,) in self.ask("SELECT state FROM shell_evidence ORDER BY id")]

    def told(self, action):
        ((count,),) = self.ask(f"SELECT count(*) FROM shell_auditentry WHERE action = '{action}'")  # noqa: S608 - our own words
        return count


@pytest.fixture(params=KINDS)
def works(request, db, tmp_path):
    """It has a run that waits, and nobody works yet."""
    path = tmp_path / "schools.csv"
    path.write_bytes(table(*schools(10_000, (2021, 2022))))
    with ExitStack() as stack:
        works = Works(stack.enter_context(fresh_database(request.param, tmp_path / "data")))
        stack.callback(works.stop)
        works._run("migrate", "-v0")
        works.say(FILE.format(path=str(path)))
        yield works


def test_a_killed_worker_loses_no_run_and_does_none_twice(works):
    worker = works.start_worker()
    wait_until(lambda: works.states() == ["running"], "the run has begun", PATIENCE)
    works.kill(worker)
    assert works.states() == ["running"]

    for _ in range(2):  # both find what was left behind
        works.start_worker()
    wait_until(lambda: works.states() == ["failed"], "the run is marked as failed", PATIENCE)
    told = str(works.ask("SELECT failure FROM shell_evidence"))
    assert running.INTERRUPTED in told
    assert running.NOTHING_LOST in told

    works.say(AGAIN)
    wait_until(lambda: works.states() == ["superseded", "done"], "the run is done", PATIENCE)
    assert works.ask("SELECT count(*) FROM shell_evidenceresult") == [(1,)]
    told = {end: works.told(f"evidence.{end}") for end in ("started", "failed", "filed")}
    assert told == {"started": 2, "failed": 1, "filed": 1}

    findings = json.loads(jopoi(works.env, "doctor", "--all", "--json"))["findings"]
    assert [finding for finding in findings if finding["level"] == "fault"] == []
    assert {finding["check"]: finding["level"] for finding in findings}["runs"] == "ok"
