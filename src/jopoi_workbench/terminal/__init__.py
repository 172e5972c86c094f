"""What whoever operates the workbench does in the terminal: `jopoi doctor`, `jopoi backup` and the others.

The library's command line finds `app` by the entry point `jopoi.commands`. Nothing of Django is loaded until
a command runs, so that ``jopoi --help`` stays quick.
"""

import typer

from jopoi_workbench.terminal import audit, doctor

app = typer.Typer()
app.command("doctor", epilog=doctor.EPILOG)(doctor.doctor)
app.add_typer(audit.app, name="audit")

__all__ = ["app"]
