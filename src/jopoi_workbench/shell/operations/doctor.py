"""The doctor looks at everything that can go wrong on a server, and says what to do."""

from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import datetime

from django.db import DatabaseError

from jopoi_workbench.shell.operations.checks import kept, server, work
from jopoi_workbench.shell.operations.findings import Finding, Level, fault

_Check = Callable[[], Iterator[Finding]]


def examine(*, at: datetime, every_file: bool = False) -> Iterator[Finding]:
    """Look at everything; a check that cannot be made is a fault, and the others go on."""
    tables = {"database": server.database_is_whole, "migrations": server.migrations_are_done}
    around = {
        "settings": server.settings_are_safe,
        "disk": server.disk_has_room,
        "writing": server.folders_can_be_written,
        "static files": server.pages_have_their_files,
        "e-mail": server.mail_is_set,
        "backup": lambda: kept.backups_are_fresh(at),
    }
    rows = {
        "workers": lambda: work.workers_live(at),
        "queue": lambda: work.queue_moves(at),
        "runs": lambda: work.runs_are_held(at),
        "audit": kept.chains_are_whole,
        "files": lambda: kept.files_are_whole(every=every_file),
        "clock": lambda: server.clock_is_right(at),
    }
    there = yield from _made(tables)
    yield from _made(around)
    if there:  # without its tables, each of these would only say the same again
        yield from _made(rows)


def _made(checks: Mapping[str, _Check]) -> Generator[Finding, None, bool]:
    """The findings of some checks; whether none of them is a fault."""
    whole = True
    for name, check in checks.items():
        for finding in _tried(name, check):
            whole = whole and finding.level != Level.FAULT
            yield finding
    return whole


def _tried(name: str, check: _Check) -> Iterator[Finding]:
    try:
        yield from check()
    except (DatabaseError, OSError, ValueError) as error:
        # The first line only: a database's details may hold a person's data.
        said = next(iter(str(error).splitlines()), type(error).__name__)
        yield fault(
            name, f"It could not be looked at: {said}", "Mend what stands above, then run this again."
        )


def is_well(findings: list[Finding]) -> bool:
    """Whether nothing is broken."""
    return all(finding.level != Level.FAULT for finding in findings)
