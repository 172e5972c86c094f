"""The server: settings, database, migrations, room on the disk, mail, clock."""

import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jopoi_workbench.shell.models import AuditEntry
from jopoi_workbench.shell.operations.findings import Finding, care, fault, well

_LITTLE, _TOO_LITTLE = 2_000_000_000, 200_000_000
_OFF = timedelta(minutes=5)
_OPENED_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def settings_are_safe() -> Iterator[Finding]:
    """What Django says of the settings, as for a server."""
    if settings.DEBUG:
        yield fault("settings", "JOPOI_DEBUG is on: errors show what is inside.", "Take JOPOI_DEBUG away.")
    if settings.DEMO:
        yield care(
            "settings", "This is a demo: no TLS, and known passwords.", "Serve people without JOPOI_DEMO."
        )
    told = checks.run_checks(include_deployment_checks=not (settings.DEBUG or settings.DEMO))
    for one in told:
        say = fault if one.level >= checks.ERROR else care
        yield say("settings", f"{one.id}: {one.msg}", one.hint or "See docs/reference/settings.md.")
    if not told and not settings.DEBUG and not settings.DEMO:
        yield well("settings", "Django's checks for a server find nothing.")
    key = Path(settings.DATA_DIR) / "secret-key"
    if key.exists() and key.stat().st_mode & _OPENED_TO_OTHERS:
        yield fault("settings", f"Others may read the signing key in {key}.", f"Run: chmod 600 {key}")


def database_is_whole() -> Iterator[Finding]:
    """Whether the database answers, and what it says of itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            if said != "ok":
                yield fault("database", f"The file is damaged: {said}", "Restore the newest backup.")
                return
            if mode not in {"wal", "memory"}:
                yield care("database", f"SQLite writes in mode {mode}.", "Restart the server: it sets WAL.")
            yield well("database", f"SQLite {_version()}, whole.")
        else:
            cursor.execute("SELECT 1")
            yield well("database", f"{connection.display_name} {_version()} answers.")


def _version() -> str:
    return ".".join(str(part) for part in connection.get_database_version())


def missing_migrations() -> list[str]:
    """The migrations that the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _back in plan]


def migrations_are_done() -> Iterator[Finding]:
    """Whether the tables are those that the code expects."""
    missing = missing_migrations()
    if missing:
        names = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
        yield fault(
            "migrations", f"{len(missing)} are missing: {names}", "Run: python -m jopoi_workbench migrate"
        )
    else:
        yield well("migrations", "The tables are those that this version expects.")


def disk_has_room() -> Iterator[Finding]:
    """Free space where the data lies."""
    folder = Path(settings.DATA_DIR)
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    told = f"{free / 1e9:.1f} GB are free in {folder}."
    if free < _TOO_LITTLE:
        yield fault("disk", told, "Make room now: soon nothing can be written.")
    elif free < _LITTLE:
        yield care("disk", told, "Make room, or move old backups to another machine.")
    else:
        yield well("disk", told)


def folders_can_be_written() -> Iterator[Finding]:
    """Whether this account may write where the data lies."""
    for folder in (Path(settings.DATA_DIR), Path(settings.BLOBS_DIR)):
        problem = cannot_write(folder)
        if problem:
            todo = f"Give the folder to the account that runs the workbench: chown -R jopoi {folder}"
            yield fault("writing", f"{folder}: {problem}", todo)
        else:
            yield well("writing", f"{folder} can be written.")


def cannot_write(folder: Path) -> str:
    """Why nothing can be written in a folder, or in the nearest one above that exists; empty if it can."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def pages_have_their_files() -> Iterator[Finding]:
    """Whether style sheets and scripts were collected."""
    root = settings.STATIC_ROOT
    if root is None:
        yield well("static files", "Served from where they lie.")
    elif (Path(root) / "staticfiles.json").exists():
        yield well("static files", "Collected.")
    else:
        todo = "Run: python -m jopoi_workbench collectstatic --noinput"
        yield fault("static files", f"None in {root}: pages have no style.", todo)


def mail_is_set() -> Iterator[Finding]:
    """Where e-mails go."""
    backend = settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]
    if backend != "smtp":
        yield care(
            "e-mail",
            f"No e-mail leaves this machine ({backend}).",
            "Set up SMTP if people shall be invited and reminded by e-mail; see docs/operate.md.",
        )
    else:
        yield well("e-mail", f"Sent through {settings.EMAIL_HOST}.")


def clock_is_right(at: datetime) -> Iterator[Finding]:
    """Whether this machine, the database and what happened agree on the time."""
    newest = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
    if newest and newest > at + _OFF:
        yield fault(
            "clock",
            f"Something happened at {newest:%Y-%m-%d %H:%M}, which is still to come.",
            "Set the clock by NTP (timedatectl set-ntp true).",
        )
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            if abs(cursor.fetchone()[0] - at) > _OFF:
                todo = "Set both clocks by NTP (timedatectl set-ntp true)."
                yield care("clock", "The database's clock is another than this machine's.", todo)
                return
    yield well("clock", f"{at:%Y-%m-%d %H:%M} UTC.")
