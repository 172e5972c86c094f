"""`jopoi backup` and `jopoi restore`: nothing is lost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jopoi_workbench.terminal.starting import progress, wake

BACKUP_EPILOG = "Example, each night: jopoi backup /var/backups/jopoi/$(date +%F).zip"

if TYPE_CHECKING:
    from collections.abc import Mapping

_Out = Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it, such as 2026-03-01.zip.")]
_In = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]
_Replace = Annotated[
    bool, typer.Option("--replace", metavar="", help="Lose what is in the database now; asks before it does.")
]
_Yes = Annotated[bool, typer.Option("--yes", metavar="", help="Do not ask.")]


def backup(path: _Out) -> None:
    """Write everything into one file while people go on working.

    The database as it is at one moment, and every stored file, with digests. It holds what people entrusted:
    keep it as safe as the server. The signing key is not in it: keep that in another place.
    """
    wake()
    from django.utils import timezone  # noqa: PLC0415 - once Django is set up

    from jopoi_workbench.shell.operations.backup import back_up  # noqa: PLC0415 - once Django is set up

    with progress():
        held = back_up(path, at=timezone.now())
    typer.echo(f"{path}: {_told(held)}, {held['bytes']:,} bytes.")


def restore(path: _In, *, replace: _Replace = False, yes: _Yes = False) -> None:
    """Bring a backup back into an empty database, SQLite or PostgreSQL, whichever it came from.

    Checks the whole file before anything is written. Stop the server and its workers first; run
    jopoi doctor afterwards.
    """
    wake()
    from jopoi_workbench.shell.operations.restore import bring_back, is_empty  # noqa: PLC0415 - once Django is set up

    if replace and not yes and not is_empty():
        typer.confirm("Everything in the database is lost and replaced by the backup. Go on?", abort=True)
    with progress():
        held = bring_back(path, replace=replace)
    typer.echo(f"Restored as of {held['at']}: {_told(held)}.")


def _told(held: "Mapping[str, Any]") -> str:
    return f"{held['rows']:,} rows of {held['tables']} tables, {held['files']:,} stored files"
