"""A real workbench for the browser: data of its own, the server and the worker of production."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from tests.conftest import HOUSE

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


class Workbench:
    """The worked example in a folder of its own, served on a free port until `stop`."""

    def __init__(self, folder):
        self.folder = folder
        self.uploads = folder / "uploads"
        self.port = free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.processes = []
        self.worker = None
        # What is given to the tests around us must not become this workbench's own.
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JOPOI_", "DJANGO_")) and name != "DATABASE_URL"
        }
        self.environment = inherited | {
            "DJANGO_SETTINGS_MODULE": "jopoi_workbench.project.settings",
            "JOPOI_DATA": str(folder),
            "JOPOI_DEMO": "true",
            "JOPOI_UPLOAD_MB": "20",
            # Uploads on their way lie here: what a broken one leaves behind can be seen.
            "TMPDIR": str(self.uploads),
            "PYTHONPATH": str(HOUSE),
            "PYTHONWARNINGS": "ignore",
        }

    def command(self, *arguments, **changes):
        """Run a command of the workbench to its end and return what it printed."""
        return self.python("-m", "jopoi_workbench", *arguments, **changes)

    def python(self, *arguments, **changes):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=HOUSE, env=self.environment | changes, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def load(self):
        """Load and compute the worked example, as `make demo` does."""
        self.uploads.mkdir(parents=True)
        self.command("demo", "--load-only")

    def start(self, *, worker):
        self.serve(self.port)
        if worker:
            self.start_worker()

    def serve(self, port, **changes):
        """Start a server as the demo and the documentation do; wait until it answers."""
        options = ("--interface", "wsgi", "--host", HOST, "--port", str(port), "--blocking-threads", "4")
        application = "jopoi_workbench.project.wsgi:application"
        server = self._launch(
            "-m", "granian", *options, "--no-ws", "--log-level", "error", application, **changes
        )
        wait_until(lambda: server.poll() is not None or answers(port), "the server answers", SECONDS_TO_START)
        assert server.poll() is None, "the server ended by itself; its last words stand above"

    def start_worker(self):
        self.worker = self._launch("-m", "jopoi_workbench", "work", "--interval", "0.1")

    def kill_worker(self):
        """End the worker as a power cut would, in the middle of whatever it does."""
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    @contextmanager
    def no_worker(self):
        """Nobody computes what waits until the block ends."""
        self.worker.terminate()
        self.worker.wait(SECONDS_TO_STOP)
        try:
            yield
        finally:
            self.start_worker()

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def ask(self, question, *values):
        """Rows straight from the database, past the code that is under test."""
        with closing(sqlite3.connect(f"file:{self.folder}/jopoi.sqlite3?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()

    def count(self, table):
        return self.ask(f"select count(*) from shell_{table}")[0][0]  # noqa: S608 - our own table names

    def state_of(self, evidence):
        return self.ask("select state from shell_evidence where id = ?", evidence)[0][0]

    def kept_files(self):
        """Every stored file and every half-arrived one, with its size."""
        places = (self.folder / "blobs", self.uploads)
        found = (path for place in places for path in place.rglob("*"))
        return {str(path.relative_to(self.folder)): path.stat().st_size for path in found if path.is_file()}

    def _launch(self, *arguments, **changes):
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=HOUSE, env=self.environment | changes, start_new_session=True
        )
        self.processes.append(process)
        return process


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def answers(port):
    """Whether a server answers at all, be it by sending us to its encrypted self."""
    try:
        with closing(HTTPConnection(HOST, port, timeout=2)) as line:
            line.request("GET", "/help/")
            return line.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (HTTPException, OSError):
        return False


def wait_until(holds, what, seconds=20.0):
    """Ask again and again until something holds; say what did not if it takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(sqlite3.OperationalError):
            if holds():
                return
        time.sleep(0.02)
    message = f"waited {seconds:g} s in vain until {what}"
    raise AssertionError(message)
