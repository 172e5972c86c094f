"""``work``: compute what waits in the queue."""

import logging
import os
import socket
from io import StringIO
from threading import Event, Thread
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.translation import ngettext

from jopoi_workbench.shell.operations.workers import BEAT, beat, leave
from jopoi_workbench.shell.running import recover
from jopoi_workbench.shell.tasks import notify

log = logging.getLogger(__name__)
_KEPT = 14  # days that what was done stays in the queue
_LOOK = 30.0  # seconds between two looks for e-mails that are due


class Command(BaseCommand):
    help = "Compute what waits in the queue. Start as many as there are processors to spare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks at the queue")
        parser.add_argument("--once", action="store_true", help="stop when the queue is empty")

    def handle(self, *_: Any, interval: float, once: bool, verbosity: int, **__: Any) -> None:
        found = recover(at=timezone.now())
        if found:
            sentence = ngettext(
                "%(n)s run had lost its process; it can be started again.",
                "%(n)s runs had lost their process; they can be started again.",
                found,
            )
            self.stderr.write(sentence % {"n": found})
        name = f"{socket.gethostname()[:60]}:{os.getpid()}"
        beat(name, timezone.now())
        over = Event()
        sweep = Thread(target=_sweep, args=(name, over), daemon=True)
        sweep.start()
        letters = Thread(target=_letters, args=(over,), daemon=True)
        letters.start()
        try:
            call_command(
                "db_worker",
                queue_name="*",
                interval=interval,
                batch=once,
                startup_delay=False,
                reload=False,
                verbosity=max(0, verbosity - 1),
            )
        finally:
            over.set()
            sweep.join(timeout=5)
            letters.join(timeout=5)
            leave(name)


def _sweep(name: str, over: Event) -> None:
    """Say that the worker lives, and look for runs whose process is gone."""
    cleaned = None
    while not over.wait(BEAT.total_seconds()):
        now = timezone.now()
        try:
            beat(name, now)
            recover(at=now)
            if cleaned != timezone.localdate(now):  # each night, and after each start; twice does no harm
                call_command("retention", stdout=StringIO())
                call_command("prune_db_task_results", queue_name="*", min_age_days=_KEPT, verbosity=0)
                cleaned = timezone.localdate(now)
        except DatabaseError:
            log.warning("the worker could not reach the database", exc_info=True)
            connections.close_all()
    connections.close_all()


def _letters(over: Event) -> None:
    """Send the e-mails that are due; a slow mail server keeps nothing else waiting."""
    while not over.wait(_LOOK):
        try:
            notify(at=timezone.now())
        except DatabaseError:
            log.warning("e-mails could not be looked after", exc_info=True)
            connections.close_all()
    connections.close_all()
