"""What is kept: the chain of what happened, the stored bytes, the backups."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import Lab
from jopoi_workbench.shell.operations.findings import Finding, care, fault, well

_SAMPLE = 200
_OLD = timedelta(days=2)
LAST_BACKUP = "last-backup.json"


def chains_are_whole() -> Iterator[Finding]:
    """Whether anybody tampered with what happened."""
    for lab in Lab.objects.order_by("slug"):
        problems = list(broken_links(lab))
        if problems:
            told = "; ".join(problems[:3]) + (" …" if len(problems) > 3 else "")
            todo = f"See all: jopoi audit verify --lab {lab.slug}. Compare with a backup; ask who had access."
            yield fault("audit", f"{lab.slug}: {told}", todo)
        else:
            yield well("audit", f"{lab.slug}: whole.")


def files_are_whole(*, every: bool) -> Iterator[Finding]:
    """Whether the stored bytes are there and are what their names say; all of them, or a sample."""
    wanted = blobs.wanted()
    missing = sorted(digest for digest in wanted if not blobs.path_of(digest).exists())
    there = sorted(wanted - set(missing))
    looked = there if every or len(there) <= _SAMPLE else random.sample(there, _SAMPLE)
    broken = [digest for digest in looked if blobs.digest_of(blobs.path_of(digest)) != digest]
    todo = "Bring them back from a backup: they lie in its folder “files”."
    if missing:
        yield fault("files", f"{len(missing)} are missing: {', '.join(missing[:3])}", todo)
    if broken:
        yield fault("files", f"{len(broken)} are damaged: {', '.join(broken[:3])}", todo)
    if not missing and not broken:
        yield well("files", f"{len(there)} are there; {len(looked)} were read and are whole.")


def backups_are_fresh(at: datetime) -> Iterator[Finding]:
    """When the last backup was made from here."""
    note = Path(settings.DATA_DIR) / LAST_BACKUP
    if not note.exists():
        yield care(
            "backup", "None was made from here yet.", "Run: jopoi backup FILE, and each night by a timer."
        )
        return
    last = datetime.fromisoformat(json.loads(note.read_text(encoding="utf-8"))["at"])
    told = f"The last was made at {last:%Y-%m-%d %H:%M} UTC."
    if at - last > _OLD:
        yield care("backup", told, "Run: jopoi backup FILE, and see why the timer does not.")
    else:
        yield well("backup", told)
