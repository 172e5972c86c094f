"""``retention``: delete what is past the days that each lab decided on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from jopoi_workbench.shell.models import Lab
from jopoi_workbench.shell.services.retention import apply_retention, rules_of


class Command(BaseCommand):
    help = "Delete what is past its days, in every lab; the worker does so each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--look", action="store_true", help="only say what would go")

    def handle(self, *_: Any, look: bool, **__: Any) -> None:
        now = timezone.now()
        for lab in Lab.objects.order_by("slug"):
            due = {rule.kind.value: rule.due for rule in rules_of(lab, now) if rule.due}
            gone = due if look else apply_retention(lab=lab, at=now)
            told = ", ".join(f"{kind} {n}" for kind, n in gone.items()) or "nothing"
            self.stdout.write(f"{lab.slug}: {told}")
