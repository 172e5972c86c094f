"""A backup of everything, consistent while people work."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from jopoi.progress import step
from jopoi_workbench.shell.audit import place
from jopoi_workbench.shell.models import Lab
from jopoi_workbench.shell.operations.archive import archive_at
from jopoi_workbench.shell.operations.checks.kept import LAST_BACKUP
from jopoi_workbench.shell.operations.reach import every
from jopoi_workbench.shell.operations.rows import Model, read
from jopoi_workbench.shell.operations.snapshot import one_moment

KIND = "jopoi backup"
# What is not worth keeping, and why.
LEFT_OUT: Mapping[str, str] = {
    "axes.AccessAttempt": "a lock after wrong passwords lasts minutes",
    "axes.AccessAttemptExpiration": "a lock after wrong passwords lasts minutes",
    "axes.AccessFailureLog": "a lock after wrong passwords lasts minutes",
    "axes.AccessLog": "who signed in from where is not kept longer than needed",
    "sessions.Session": "a backup opens no door: people sign in again",
    "shell.Worker": "tells who works here and now",
}


def tables() -> list[Model]:
    """The tables of a backup, in an order that does not change."""
    known = apps.get_models(include_auto_created=True)
    kept = (model for model in known if model._meta.managed and not model._meta.proxy)
    return sorted((m for m in kept if m._meta.label not in LEFT_OUT), key=lambda model: model._meta.label)


def migrations() -> list[list[str]]:
    """The migrations that the database has."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def back_up(path: Path, *, at: datetime) -> Mapping[str, Any]:
    """Write a backup; what it holds.

    The rows come first and the stored files after them, since a file is written before the row that stands
    for it: no row of the backup is without its file.
    """
    facts: dict[str, Any] = {"at": at.isoformat(), "jopoi": version("jopoi"), "database": connection.vendor}
    with archive_at(path, KIND, facts) as out:
        with one_moment():
            facts["migrations"] = migrations()
            facts["chains"] = {lab.slug: place(lab) for lab in Lab.objects.order_by("slug")}
            kept = tables()
            for number, model in enumerate(kept):
                step(str(model._meta.verbose_name_plural), 0.5 * number / len(kept))
                out.table(model._meta.label, read(every(model)))
        stored = sorted(
            found.name for found in Path(settings.BLOBS_DIR).glob("??/*") if len(found.name) == 64
        )
        for number, digest in enumerate(stored):
            step("stored files", 0.5 + 0.5 * number / len(stored))
            out.file(digest)
    note = {"at": at.isoformat(), "file": str(path.absolute())}
    (Path(settings.DATA_DIR) / LAST_BACKUP).write_text(json.dumps(note), encoding="utf-8")
    rows = sum(table["rows"] for table in out.tables.values())
    return {"tables": len(out.tables), "rows": rows, "files": len(out.files), "bytes": path.stat().st_size}
