"""The command `jopoi`: what it is for, which rooms it has, and how it ends."""

import sys
from typing import Annotated, NoReturn

import typer

from jopoi import __version__
from jopoi.cli._ending import Jopoi
from jopoi.cli.sense import app as sense

_HELP = """
Find where a public service already does better than its circumstances predict, and learn from it.

You have a table: schools, health posts or districts, one row each for every year. Jopói finds those that do \
unexpectedly well [italic]for their circumstances[/italic], says how sure that is, and what you may not claim.

[bold]A first quarter of an hour[/bold]

  [dim]1. See what the table holds, lacks and hides.[/dim]
  jopoi sense fitness schools.csv --unit schid --period year --outcome math4

  [dim]2. Make a shortlist; keep later years back to see whether it holds up.[/dim]
  jopoi sense screen schools.csv --unit schid --period year --outcome math4 \\
    --context lunch --context lenrol --confirm 1998 --out results

  [dim]3. Open results/report.html, take the visit list, and go and see.[/dim]

[bold]Where this belongs[/bold]

A learning loop has four quarters: sense, explore, test, grow. What the terminal offers so far is \
[bold]sense[/bold]: it finds [italic]potential[/italic] positive deviants. Whether they are, only a visit \
can say; why they do well, only a fair test.
"""
_EPILOG = (
    "CSV, XLSX and Parquet are read; nothing in them is executed or sent anywhere. "
    "The methods, their sources and their limits: docs/sense.md. The same in Python: import jopoi."
)

app = typer.Typer(
    name="jopoi", cls=Jopoi, help=_HELP, epilog=_EPILOG, rich_markup_mode="rich", add_completion=False
)
app.add_typer(sense, name="sense")


def _show_version(asked: bool) -> None:  # noqa: FBT001 - the shape that typer calls
    if asked:
        typer.echo(f"jopoi {__version__}")
        raise typer.Exit


_Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=_show_version, is_eager=True, metavar="", help="Say the version and stop."
    ),
]
_Debug = Annotated[
    bool,
    typer.Option("--debug", envvar="JOPOI_DEBUG", metavar="", help="Show the whole traceback of a defect."),
]


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    *,
    version: _Version = False,  # noqa: ARG001 - its callback answers
    debug: _Debug = False,  # noqa: ARG001 - read where the program ends
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(app())
