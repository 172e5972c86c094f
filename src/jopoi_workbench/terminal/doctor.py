"""`jopoi doctor`: whether the server is well."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jopoi_workbench.terminal.starting import wake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jopoi_workbench.shell.operations.findings import Finding

EPILOG = (
    "Run it after each upgrade and restore, and each day by a timer: it leaves with 1 if something is broken."
)
_COLOURS = {"ok": "green", "care": "yellow", "fault": "bold red"}

_All = Annotated[
    bool, typer.Option("--all", metavar="", help="Read every stored file, not a sample of them.")
]
_Json = Annotated[bool, typer.Option("--json", metavar="", help="Print the findings as JSON.")]


def doctor(*, every: _All = False, as_json: _Json = False) -> None:
    """Look at everything that can go wrong on a server, and say what to do.

    Settings, database, migrations, disk, workers, queue, audit chains, stored files, backups, e-mail and
    clock, a line each: ok, care (look at it) or fault (broken).
    """
    wake()
    from django.utils import timezone  # noqa: PLC0415 - once Django is set up

    from jopoi_workbench.shell.operations.doctor import examine, is_well  # noqa: PLC0415 - once Django is set up

    found = examine(at=timezone.now(), every_file=every)
    if as_json:
        findings = list(found)
        told = {"well": is_well(findings), "findings": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        findings = list(_shown(found))
    raise typer.Exit(0 if is_well(findings) else 1)


def _shown(found: "Iterator[Finding]") -> "Iterator[Finding]":
    console = Console(highlight=False)
    for finding in found:
        row = Table.grid(padding=(0, 1))
        row.add_column(width=5)
        row.add_column(width=12)
        row.add_column()
        told = Text(finding.what)
        if finding.todo:
            told.append(f"\n→ {finding.todo}", style="dim" if finding.level == "care" else "")
        row.add_row(Text(finding.level, style=_COLOURS[finding.level]), Text(finding.check), told)
        console.print(row)
        yield finding
