"""Whether this process can serve people now: asked by monitors many times a minute."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from jopoi_workbench.shell.operations.checks.server import cannot_write, missing_migrations
from jopoi_workbench.shell.operations.workers import living

OK = "ok"
_migrated: list[bool] = []  # once done they stay done for the life of this process


def readiness(at: datetime) -> Mapping[str, str]:
    """What is needed, and "ok" or why it is not, in words that tell no secret."""
    parts: dict[str, Callable[[], str]] = {
        "database": _database,
        "migrations": _migrations,
        "files": _files,
        "worker": lambda: _worker(at),
    }
    return {name: _asked(ask) for name, ask in parts.items()}


def _asked(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except DatabaseError:
        return "the database does not answer"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    if not _migrated and not missing_migrations():
        _migrated.append(True)
    return OK if _migrated else "the tables are of another version"


def _files() -> str:
    return "the folder of stored files cannot be written" if cannot_write(Path(settings.BLOBS_DIR)) else OK


def _worker(at: datetime) -> str:
    return OK if settings.RUN_IN_PLACE or living(at).exists() else "no worker lives"
