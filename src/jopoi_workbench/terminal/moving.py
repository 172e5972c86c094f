"""`jopoi lab`: a lab moves from one server to another."""

from pathlib import Path
from typing import Annotated

import typer

from jopoi_workbench.terminal.starting import progress, wake

app = typer.Typer(help="Move one lab between servers.", no_args_is_help=True)

_Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The lab's address.")]
_Out = Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it, such as sur.zip.")]
_In = Annotated[Path, typer.Argument(metavar="FILE", help="A lab as `jopoi lab export` wrote it.")]
_NewSlug = Annotated[str, typer.Option("--slug", help="The lab's address here, if it shall be another.")]


@app.command("export")
def export(slug: _Slug, path: _Out) -> None:
    """Write all of one lab into a file: its registers, files and audit chain.

    People come along by name and e-mail address only: no password, second factor or token leaves the server.
    """
    wake()
    from django.utils import timezone  # noqa: PLC0415 - once Django is set up

    from jopoi_workbench.shell.operations.leaving import export_lab  # noqa: PLC0415 - once Django is set up

    with progress():
        held = export_lab(slug, path, at=timezone.now())
    typer.echo(f"{path}: {held['rows']} rows, {held['files']} stored files, {held['bytes']:,} bytes.")


@app.command("import")
def take_in(path: _In, *, slug: _NewSlug = "") -> None:
    """Take in a lab from another server of the same version; refused if it is here already.

    People who are here are known by their e-mail address; who is new asks for a password on the sign-in page.
    The audit chain stays as it was, so that jopoi audit verify proves it as before.
    """
    wake()
    from django.utils import timezone  # noqa: PLC0415 - once Django is set up

    from jopoi_workbench.shell.operations.arriving import import_lab  # noqa: PLC0415 - once Django is set up

    with progress():
        held = import_lab(path, at=timezone.now(), slug=slug)
    typer.echo(f"{held['slug']}: {held['rows']} rows and {held['files']} stored files came in.")
