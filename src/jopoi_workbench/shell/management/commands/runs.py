"""``runs``: watch what runs and waits in the terminal, and cancel it."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from jopoi_workbench.shell.models import Evidence
from jopoi_workbench.shell.running import progress_words
from jopoi_workbench.shell.services.runs import cancel_from_terminal

_WIDTH = 24
_EVERY = 1.0  # seconds between two looks
State = Evidence.State


class Command(BaseCommand):
    help = "Show what runs and waits in every lab, with its progress; watch it, or cancel it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until nothing runs or waits")
        parser.add_argument("--cancel", type=int, metavar="NUMBER", help="cancel one run")
        parser.add_argument("--cancel-all", action="store_true", help="cancel everything in hand")

    def handle(self, *_: Any, watch: bool, cancel: int | None, cancel_all: bool, **__: Any) -> None:
        if cancel is not None or cancel_all:
            self._cancel(cancel)
            return
        self._show()
        while watch and _in_hand().exists():
            time.sleep(_EVERY)
            self._show()

    def _show(self) -> None:
        found = list(_in_hand().select_related("lab").order_by("created_at"))
        for evidence in found:
            bar = "█" * round(evidence.progress * _WIDTH)
            doing = progress_words(evidence, "en") or str(evidence.get_state_display())
            share = f"{bar:░<{_WIDTH}} {evidence.progress:4.0%}"
            self.stdout.write(f"{evidence.pk:>6} {share}  {evidence.lab.slug}: {evidence.title}; {doing}")
        if not found:
            self.stdout.write("Nothing runs or waits.")

    def _cancel(self, pk: int | None) -> None:
        found = _in_hand() if pk is None else _in_hand().filter(pk=pk)
        stopped = [
            evidence for evidence in found if cancel_from_terminal(evidence=evidence, at=timezone.now())
        ]
        if pk is not None and not stopped:
            message = f"Run {pk} neither runs nor waits."
            raise CommandError(message)
        self.stdout.write(f"Cancelled: {len(stopped)}.")


def _in_hand() -> QuerySet[Evidence]:
    return Evidence.objects.filter(state__in=[State.WAITING, State.RUNNING])
