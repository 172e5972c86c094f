"""``notify``: send the e-mails that are due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from jopoi_workbench.shell.tasks import notify


class Command(BaseCommand):
    help = "Send the e-mails that are due now. The worker does so by itself; this is for one look."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="look once, which is all it does")

    def handle(self, *_: Any, **__: Any) -> None:
        sent = notify(at=timezone.now())
        self.stdout.write(ngettext("%(n)s e-mail sent.", "%(n)s e-mails sent.", sent) % {"n": sent})
