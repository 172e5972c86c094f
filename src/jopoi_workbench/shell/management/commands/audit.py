"""``audit``: check that nobody changed what happened."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import AuditEntry, Lab


class Command(BaseCommand):
    help = "Check the chain of audit entries of every lab; fails if one was changed or taken away."

    def handle(self, *_: Any, **__: Any) -> None:
        broken = 0
        for lab in Lab.objects.order_by("slug"):
            problems = list(broken_links(lab))
            broken += len(problems)
            entries = AuditEntry.objects.filter(lab=lab).count()
            self.stdout.write(f"{lab.slug}: {entries} entries, {'; '.join(problems) or 'whole'}")
        if broken:
            message = "The chain is broken: see above."
            raise CommandError(message)
