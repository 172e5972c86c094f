"""``demo``: the worked example, computed before your eyes, then served."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jopoi_workbench.project import screening_example, serving, worked_example
from jopoi_workbench.shell.models import Dataset, Evidence, Role
from jopoi_workbench.shell.running import failure_words, recover


class Command(BaseCommand):
    help = "Load the worked example once, print what it found, and serve the workbench on this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="the port wanted; the next free one if taken"
        )
        parser.add_argument("--load-only", action="store_true", help="load and print, then stop")

    def handle(self, *_: Any, port: int, load_only: bool, **__: Any) -> None:
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        recover(at=timezone.now())
        self._show(worked_example.load(timezone.now()))
        if not load_only:
            self._serve(serving.free_port(port))

    def _show(self, dataset: Dataset) -> None:
        self.stdout.write(f"{dataset.name}: {dataset.rows:,} rows of {dataset.file_name}")
        evidence = screening_example.screening(dataset, screening_example.Bar(sys.stderr), timezone.now())
        if evidence.state != Evidence.State.DONE:
            raise CommandError(
                failure_words(evidence, "en") or f"The screening was not done: {evidence.state}."
            )
        for line in screening_example.told(evidence):
            self.stdout.write(line)

    def _serve(self, port: int) -> None:
        try:
            with serving.serving(port) as processes:
                self._welcome(port)
                serving.watch(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Everything is kept; start it again with the same command.")
        except serving.StoppedError as error:
            message = f"The demo stopped: {error}."
            raise CommandError(message) from error

    def _welcome(self, port: int) -> None:
        lines = ["", f"The workbench: http://{serving.HOST}:{port}/", "", "Sign in as"]
        for name, (email, role) in worked_example.PEOPLE.items():
            lines.append(f"  {email:<22} {name}, {Role(role).label}")
        lines += [f"  password: {settings.DEMO_PASSWORD}", ""]
        lines += [f"Kept in {settings.DATA_DIR}. Ctrl-C stops it.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
