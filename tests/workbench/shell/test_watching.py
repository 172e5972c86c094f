"""Lines and figures tell how the server does, and nothing of whom it serves."""

import io
import json
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from jopoi_workbench.shell.operations.logs import Json, Lines, NoPaths
from tests.browser.live import free_port, wait_until
from tests.conftest import HOUSE
from tests.workbench.conftest import PASSWORD, let_go
from tests.workbench.test_access_table import LINES, SENT, done, paths  # noqa: F401 - fixtures of the table

SECRETS = [
    "ana@example.org",
    "Ana",
    PASSWORD,
    "9f8e7d6c5b4a",
    "127.0.0.1",
    "needle",
    "nobody@example.org",
    "csrf",
]


@contextmanager
def overheard(formatter):
    """What the root's handler would write, whatever the level of a logger is set to in the tests."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(NoPaths())
    root = logging.getLogger()
    root.addHandler(handler)
    level, ours = root.level, logging.getLogger("jopoi_workbench.requests")
    root.setLevel(logging.DEBUG)
    ours.setLevel(logging.INFO)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


LINE = Lines("{asctime} {levelname} {name}: {message}", style="{")


@pytest.mark.parametrize("formatter", [Json(), LINE], ids=["json", "line"])
def test_no_line_of_a_whole_browse_tells_of_a_person(formatter, ana, paths, challenge, settings):  # noqa: F811 - a fixture
    settings.LOGGING_CONFIG = None
    client = Client(raise_request_exception=False)
    with overheard(formatter) as stream:
        for address, method, *_ in LINES:
            path = reverse(address, args=paths.get(address, [])) + "?q=needle&token=9f8e7d6c5b4a"
            if method == "GET":
                let_go(ana.get(path))
                let_go(client.get(path))
            elif address != "sign-out":
                let_go(ana.post(path, SENT.get(address, {"sent": "1"})))
        client.post("/sign-in/", {"username": "nobody@example.org", "password": "needle"})
        client.get("/nowhere/9f8e7d6c5b4a/")
        client.get("/", headers={"host": "needle.example"})
    told = stream.getvalue()
    assert told.count("answered") > len(LINES)
    assert [secret for secret in SECRETS if secret in told] == []


def test_an_error_tells_where_and_not_what(client, db, monkeypatch):
    whom = "Key (email)=(ana@example.org) already exists."

    def fail(_at):
        raise IntegrityError(whom) from ValueError(whom)

    monkeypatch.setattr("jopoi_workbench.shell.views.health.readiness", fail)
    client.raise_request_exception = False
    with overheard(Json()) as stream:
        assert client.get("/health/ready/").status_code == 500
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    stopped = next(line for line in lines if line["level"] == "ERROR")
    assert stopped["message"] == "stopped at health-ready"
    assert "IntegrityError" in stopped["exc_info"]
    assert "ValueError" in stopped["exc_info"]
    assert "ana@example.org" not in stream.getvalue()


def test_a_line_has_the_same_number_as_the_answer(ana, challenge):
    with overheard(Json()) as stream:
        answer = ana.get(f"/challenges/{challenge.pk}/")
    line = next(
        told for told in map(json.loads, stream.getvalue().splitlines()) if told["message"] == "answered"
    )
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert (line["route"], line["method"], line["status"], line["lab"]) == (
        "challenge",
        "GET",
        200,
        challenge.lab_id,
    )


def test_a_number_is_taken_from_the_proxy_alone(client, db, settings):
    given = {"X-Request-ID": "0123456789abcdef"}
    assert client.get("/help/", headers=given).headers["X-Request-ID"] != given["X-Request-ID"]
    settings.BEHIND_PROXY = True
    assert client.get("/help/", headers=given).headers["X-Request-ID"] == given["X-Request-ID"]
    assert client.get("/help/", headers={"X-Request-ID": "a b\nc"}).headers["X-Request-ID"] != "a b\nc"


def test_figures_count_answers_work_and_workers(client, evidence):
    client.get("/help/")
    told = client.get("/metrics/").content.decode()
    assert 'jopoi_requests_total{method="GET",route="help",status="200"}' in told
    assert 'jopoi_request_seconds_bucket{le="0.1",route="help"}' in told
    assert 'jopoi_runs{state="waiting"} 1.0' in told
    assert "jopoi_queue_tasks 0.0" in told
    assert "jopoi_workers 0.0" in told


def test_figures_are_for_this_machine_or_the_token(client, db, settings):
    assert client.get("/metrics/", REMOTE_ADDR="192.0.2.1").status_code == 404
    settings.BEHIND_PROXY = True
    assert client.get("/metrics/").status_code == 404
    settings.METRICS_TOKEN = "a long one"
    assert client.get("/metrics/", headers={"Authorization": "Bearer another"}).status_code == 404
    assert client.get("/metrics/", headers={"Authorization": "Bearer a long one"}).status_code == 200


def test_processes_of_one_server_count_together(tmp_path):
    """Two processes of granian; whichever is asked tells of both."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JOPOI_", "DJANGO_"))}
    env = kept | {
        "JOPOI_DATA": str(tmp_path), "JOPOI_DEMO": "1", "JOPOI_METRICS_DIR": str(tmp_path / "metrics"),
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "jopoi_workbench", "migrate", "-v0"], env=env, check=True, cwd=HOUSE
    )
    port = free_port()
    options = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2")
    line = ["-m", "granian", *options, "--log-level", "error", "jopoi_workbench.project.wsgi:application"]
    server = subprocess.Popen([sys.executable, *line], env=env, cwd=HOUSE, start_new_session=True)
    try:
        wait_until(lambda: asked(port, "health/live/"), "the server answers", 60)
        for _ in range(40):
            asked(port, "help/")
            time.sleep(0.005)
        sample = 'jopoi_requests_total{method="GET",route="help",status="200"} 40.0'
        assert all(sample in asked(port, "metrics/") for _ in range(6))
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # a worker that does not end, as the workbench itself allows for
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(20)


def asked(port, path):
    try:
        request = Request(f"http://127.0.0.1:{port}/{path}", headers={"Connection": "close"})
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - our own server
            return answer.read().decode()
    except OSError:
        return ""
