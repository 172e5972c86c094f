"""Kills the server or the worker at random moments while people write, then asks the doctor.

``python -m benchmarks.kill_spine --kills 200 --seed 1 --kind sqlite``: stops by itself; leaves with 1 if
anything is broken, or if a challenge that the server said was opened is not there.
"""

import argparse
import contextlib
import json
import random
import re
import signal
import sys
import time
from http.client import HTTPException
from threading import Event, Thread

from benchmarks.spine_server import Server, server

SIZES = {"members": 8, "challenges": 20, "evidence": 40, "entries": 200, "pages": 0}
WRITERS = 4
OPENED = re.compile(r"/challenges/\d+/")


def main() -> int:
    """Break and look."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what we started is stopped
    draw = random.Random(asked.seed)  # noqa: S311 - moments, not secrets
    with server(asked.kind) as made:
        lab = made.make(**SIZES)
        promised: list[str] = []
        over = Event()
        made.start_web()
        made.start_worker()
        writers = [
            Thread(target=_write, args=(made, lab["sessions"][n], n, promised, over)) for n in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        for _ in range(asked.kills):
            time.sleep(draw.uniform(0.05, 0.8))
            if draw.random() < 0.7:
                made.kill(made.web)
                made.start_web()
            else:
                made.kill(made.worker)
                made.start_worker()
        over.set()
        for writer in writers:
            writer.join()
        return _looked(made, promised, asked.kills)


def _write(made: Server, session: str, number: int, promised: list[str], over: Event) -> None:
    """Open challenges as fast as the server answers; note those that it said it opened."""
    turn = 0
    while not over.is_set():
        turn += 1
        title = f"Abierto por {number}, vez {turn}"
        with contextlib.suppress(OSError, HTTPException, ValueError, KeyError):
            answer = made.post("/challenges/new/", session, {"title": title, "statement": title})
            if answer.status == 302 and OPENED.fullmatch(answer.headers["Location"]):
                promised.append(title)
                continue
        time.sleep(0.05)


def _looked(made: Server, promised: list[str], kills: int) -> int:
    time.sleep(1.0)
    told = json.loads(made.run("jopoi.cli", "doctor", "--all", "--json", code=None))
    faults = [finding for finding in told["findings"] if finding["level"] == "fault"]
    code = (
        "import json; from jopoi_workbench.shell.models import Challenge; "
        "print(json.dumps(list(Challenge.objects.values_list('title', flat=True))))"
    )
    there = json.loads(made.run("jopoi_workbench", "shell", "-v0", "-c", code).splitlines()[-1])
    lost = sorted(set(promised) - set(there))
    print(json.dumps({"kills": kills, "promised": len(promised), "lost": lost, "faults": faults}, indent=1))
    return 1 if lost or faults or not promised else 0


if __name__ == "__main__":
    sys.exit(main())
