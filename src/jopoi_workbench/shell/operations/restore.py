"""Bringing a backup back: into SQLite or PostgreSQL, whichever it came from."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from jopoi.errors import JopoiError
from jopoi.progress import step
from jopoi_workbench.shell.operations.archive import Reader, archive_from
from jopoi_workbench.shell.operations.backup import KIND, tables
from jopoi_workbench.shell.operations.rows import Model, insert

# Made by the migrations themselves, so that a database with nothing else in it counts as empty.
_ALWAYS_THERE = {"contenttypes.ContentType", "auth.Permission"}


def bring_back(path: Path, *, replace: bool) -> Mapping[str, Any]:
    """Restore a backup into an empty database, or in place of what is there; what it held.

    Everything is verified before anything is written. On PostgreSQL all happens in one transaction; for
    SQLite the database is built beside the old one and copied over it in one. Whatever goes wrong, the old
    one stays.

    Raises
    ------
    JopoiError
        If the file is damaged or of a later version, or something is there and may not be replaced.
    """
    with archive_from(path, KIND) as archive:
        step("checking the file", 0.0)
        archive.verify()
        goal = _goal(archive)
        if not replace and not is_empty():
            message = "There is data in this database."
            hint = "Restore into an empty one, or say --replace to lose what is there."
            raise JopoiError(message, hint)
        step("stored files", 0.2)
        files = archive.keep_files()
        with _in_one():
            rows = _fill(archive, goal)
    return {
        "at": archive.manifest["at"],
        "tables": len(archive.manifest["tables"]),
        "rows": rows,
        "files": files,
    }


def _goal(archive: Reader) -> list[tuple[str, str]]:
    """The last migration of each app at the time of the backup."""
    loader = MigrationExecutor(None).loader
    wanted = {(app, name) for app, name in archive.manifest["migrations"]}
    known = set(loader.graph.nodes)
    later = sorted(f"{app} {name}" for app, name in wanted - known if app in loader.migrated_apps)
    if later:
        message = "The backup was made by a later version, {version}: {names} is not known here."
        hint = "Install that version or a newer one."
        raise JopoiError(message, hint, version=archive.manifest["jopoi"], names=later[0])
    there = wanted & known
    return sorted(
        node
        for node in there
        if not any(
            child.key in there for child in loader.graph.node_map[node].children if child.key[0] == node[0]
        )
    )


def is_empty() -> bool:
    """Whether the database holds nothing that anybody entered."""
    there = set(connection.introspection.table_names())
    asked = (m for m in tables() if m._meta.db_table in there and m._meta.label not in _ALWAYS_THERE)
    return not any(_has_rows(model) for model in asked)


def _has_rows(model: Model) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)} LIMIT 1")  # noqa: S608 - our own name, quoted
        return cursor.fetchone() is not None


def _fill(archive: Reader, goal: list[tuple[str, str]]) -> int:
    """Make the tables as they were then, load them, and bring them to what they are now."""
    if connection.vendor == "postgresql":
        _drop_all()
    step("making the tables", 0.3)
    executor = MigrationExecutor(connection)
    state = executor.migrate(goal)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with (
                connection.cursor() as cursor
            ):  # rows may point to others that come later; migrations undid that
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        rows = _load(archive, state.apps)
        connection.check_constraints()  # now, before the tables are changed again
    call_command("migrate", verbosity=0, interactive=False)
    return rows


def _load(archive: Reader, then: StateApps) -> int:
    models = [
        m for m in then.get_models(include_auto_created=True) if m._meta.label in archive.manifest["tables"]
    ]
    missing = set(archive.manifest["tables"]) - {model._meta.label for model in models}
    if missing:
        message = "The backup has a table that is not known here: {name}."
        raise JopoiError(message, name=min(missing))
    total, rows = sum(told["rows"] for told in archive.manifest["tables"].values()) or 1, 0
    for model in models:
        step(str(model._meta.verbose_name_plural), 0.3 + 0.6 * rows / total)
        with connection.cursor() as cursor:  # what migrations put there
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own name, quoted
        rows += insert(model, archive.rows(model._meta.label))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    return rows


def _drop_all() -> None:
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")


@contextmanager
def _in_one() -> Iterator[None]:
    """All or nothing of what is done to the database inside."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    goal = connection.settings_dict["NAME"]
    beside = Path(f"{goal}.restoring")
    beside.unlink(missing_ok=True)
    connection.close()
    connection.settings_dict["NAME"] = str(beside)
    try:
        yield
        connection.close()
        _copy_over(beside, goal)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = goal
        for path in (beside, Path(f"{beside}-wal"), Path(f"{beside}-shm")):
            path.unlink(missing_ok=True)


def _copy_over(source: Path, goal: str) -> None:
    """SQLite copies a whole database in one transaction, also under a server that has it open."""
    Path(goal).parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as made, closing(sqlite3.connect(goal, timeout=60)) as there:
        made.backup(there)
