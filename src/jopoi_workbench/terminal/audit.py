"""`jopoi audit`: nobody changed what happened."""

from typing import Annotated

import typer

from jopoi.errors import JopoiError
from jopoi_workbench.terminal.starting import wake

app = typer.Typer(help="The chain of what happened in each lab.", no_args_is_help=True)

_Lab = Annotated[str, typer.Option("--lab", help="The address (slug) of one lab; without it, all of them.")]
_Holds = Annotated[
    str,
    typer.Option(
        "--holds",
        metavar="NUMBER:DIGEST",
        help="A place of the chain written down earlier, as this command prints it; needs --lab.",
    ),
]


@app.command("verify")
def verify(*, lab: _Lab = "", holds: _Holds = "") -> None:
    """Check the chain of audit entries: leaves with 1 if one was changed, removed, inserted or reordered.

    Prints the newest place of each chain. Whoever keeps it elsewhere can ask later with --holds whether the
    chain still goes through it; that also shows a chain that was made anew from its beginning.
    """
    wake()
    from jopoi_workbench.shell.audit import broken_links, place, stands  # noqa: PLC0415 - once Django is set up
    from jopoi_workbench.shell.models import Lab  # noqa: PLC0415 - once Django is set up

    labs = list(Lab.objects.filter(slug=lab) if lab else Lab.objects.order_by("slug"))
    if (lab or holds) and len(labs) != 1:
        message = f"There is no lab “{lab}”." if lab else "Say with --lab which lab's chain it is."
        raise JopoiError(message)
    broken = 0
    for one in labs:
        problems = list(broken_links(one))
        if holds and not stands(one, holds):
            problems.append(f"the chain does not go through {holds}")
        broken += len(problems)
        there = place(one)
        whole = "nothing happened yet." if there == "0:" else f"whole, newest {there}"
        typer.echo(f"{one.slug}: {'' if problems else whole}".rstrip())
        for problem in problems:
            typer.echo(f"  {problem}")
    raise typer.Exit(1 if broken else 0)
