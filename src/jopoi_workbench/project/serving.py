"""Running the workbench on one machine: the server and a worker, stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

HOST = "127.0.0.1"
_SECONDS_TO_START = 30.0
_SECONDS_TO_STOP = 8.0


class StoppedError(Exception):
    """A process ended that should go on."""


def free_port(wanted: int) -> int:
    """The port wanted if it is free, one of the next twenty if not, any one else."""
    for port in (*range(wanted, wanted + 20), 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = "this machine has no free port"
    raise StoppedError(message)


@contextmanager
def serving(port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start the server and a worker; both end with the block, however it ends."""
    processes = [_start(*_server(port)), _start("-m", "jopoi_workbench", "work")]
    try:
        _wait_until_it_answers(port, processes)
        yield processes
    finally:
        _stop(processes)


def watch(processes: list[subprocess.Popen[bytes]]) -> None:
    """Wait until someone stops us, or one of the processes ends by itself."""
    with _stopping_on_signals():
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    message = "the server or its worker ended by itself; its last words stand above"
    raise StoppedError(message)


def _server(port: int) -> tuple[str, ...]:
    application = "jopoi_workbench.project.wsgi:application"
    options = ("--interface", "wsgi", "--host", HOST, "--port", str(port), "--blocking-threads", "4")
    return ("-m", "granian", *options, "--no-ws", "--log-level", "warning", application)


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches us alone, and we end both in order.
    return subprocess.Popen([sys.executable, *arguments], start_new_session=True)  # noqa: S603 - our own programs


def _wait_until_it_answers(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end:
        if any(process.poll() is not None for process in processes):
            break
        try:
            with urlopen(f"http://{HOST}:{port}/help/", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    message = "the server did not start; its last words stand above"
    raise StoppedError(message)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
