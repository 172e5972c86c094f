"""A workbench as in production, on a database of its own, for benchmarks and for breaking."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tools import postgres

HOST = "127.0.0.1"
HOUSE = Path(__file__).resolve().parent.parent
TLS = {"X-Forwarded-Proto": "https", "Host": HOST}  # what the proxy in front says


class Server:
    """The server and a worker; what is started is stopped by `close`."""

    def __init__(self, folder: Path, database: str) -> None:
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("JOPOI_", "DJANGO_"))}
        self.env = kept | {
            "DATABASE_URL": database,
            "JOPOI_DATA": str(folder),
            "JOPOI_BEHIND_PROXY": "true",
            "JOPOI_HOSTS": HOST,
            "JOPOI_SECRET_KEY": "of a benchmark, and of nothing else: 0123456789 abcdefghij",
            "JOPOI_LOG": "json",
            "JOPOI_METRICS_DIR": str(folder / "metrics"),
            "JOPOI_API_RATE": "100000",
            "PYTHONWARNINGS": "ignore",
        }
        self.port = _free_port()
        self.log = (folder / "log").open("ab")
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str, code: int | None = 0) -> str:
        """A module of Python in the server's environment; what it printed."""
        line = [sys.executable, "-m", *arguments]
        done = subprocess.run(line, env=self.env, cwd=HOUSE, capture_output=True, text=True, check=False)
        if code is not None and done.returncode != code:
            raise SystemExit(done.stdout[-2000:] + done.stderr[-4000:])
        return done.stdout

    def make(self, **sizes: int) -> dict[str, Any]:
        """Make the tables and the lab."""
        self.run("jopoi_workbench", "migrate", "-v0")
        self.run("jopoi_workbench", "collectstatic", "--noinput", "-v0")
        given = [word for name, size in sizes.items() for word in (f"--{name}", str(size))]
        told: dict[str, Any] = json.loads(self.run("benchmarks.spine_lab", *given).splitlines()[-1])
        return told

    def start_web(self) -> None:
        """Serve as docs/operate.md does, less the proxy."""
        options = ("--interface", "wsgi", "--host", HOST, "--port", str(self.port), "--workers", "2")
        self.web = self._start(
            "granian",
            *options,
            "--blocking-threads",
            "4",
            "--no-ws",
            "--log-level",
            "error",
            "jopoi_workbench.project.wsgi:application",
        )
        end = time.monotonic() + 90
        while time.monotonic() < end:
            with contextlib.suppress(OSError, HTTPException):
                if self.ask("/health/live/").status == 200:
                    return
            time.sleep(0.05)
        raise SystemExit("the server did not start: " + Path(self.log.name).read_text()[-2000:])

    def start_worker(self) -> None:
        """Compute what waits."""
        self.worker = self._start("jopoi_workbench", "work", "--interval", "0.2")

    def _start(self, *line: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", *line],
            env=self.env,
            cwd=HOUSE,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill(self, process: "subprocess.Popen[bytes] | None") -> None:
        """As a power cut would: our process and its children, in the middle of whatever they do."""
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def ask(self, path: str, session: str = "", timeout: float = 30.0) -> HTTPResponse:
        """One page."""
        line = HTTPConnection(HOST, self.port, timeout=timeout)
        cookie = {"Cookie": f"sessionid={session}"} if session else {}
        line.request("GET", path, headers=TLS | cookie)
        return line.getresponse()

    def post(self, path: str, session: str, fields: dict[str, str], page: str = "") -> HTTPResponse:
        """Send a form as a browser does: with what stands in it already."""
        with self.ask(page or path, session) as answer:
            form = Form(answer.read().decode())
            token = answer.headers.get("Set-Cookie", "").partition("csrftoken=")[2].partition(";")[0]
        sent = urlencode(form.fields | fields)
        cookie = {"Cookie": f"sessionid={session}; csrftoken={token}", "Referer": f"https://{HOST}{path}"}
        line = HTTPConnection(HOST, self.port, timeout=60)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", path, sent.encode(), TLS | cookie | kind)
        return line.getresponse()

    def close(self) -> None:
        """Stop what was started."""
        for process in (self.web, self.worker):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    self.kill(process)
        self.log.close()


class Form(HTMLParser):
    """What stands in the form of a page that is sent to the page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside, self._area, self._select = False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a field."""
        about = {name: value or "" for name, value in attrs}
        name = about.get("name", "")
        if tag == "form":
            self._inside = about.get("method", "").lower() == "post" and not about.get("action")
        if name == "csrfmiddlewaretoken":
            self.fields[name] = about["value"]
        if not self._inside:
            return
        if tag == "input" and name and (about.get("type") not in {"checkbox", "radio"} or "checked" in about):
            self.fields[name] = about.get("value", "")
        self._area = name if tag == "textarea" else self._area
        self._select = name if tag == "select" else self._select
        if tag == "option" and self._select and "selected" in about:
            self.fields[self._select] = about.get("value", "")

    def handle_data(self, data: str) -> None:
        """Take in the text of a large field."""
        if self._area:
            self.fields[self._area] = self.fields.get(self._area, "") + data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a field."""
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select
        self._inside = self._inside and tag != "form"


@contextlib.contextmanager
def server(kind: str) -> Iterator[Server]:
    """A server on a database of a kind."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jopoi-spine-")))
        (folder / "metrics").mkdir()
        if kind == "postgresql":
            address = stack.enter_context(postgres.server(safe=True))
        else:
            address = f"sqlite:///{folder}/jopoi.sqlite3"
        made = Server(folder, address)
        stack.callback(made.close)
        yield made


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
