"""What whoever operates the workbench does in the terminal: `jopoi doctor`, `jopoi backup` and the others.

The library's command line finds `app` by the entry point `jopoi.commands`. Nothing of Django is loaded until
a command runs, so that ``jopoi --help`` stays quick.
"""

import typer

from jopoi_workbench.terminal import audit, doctor, keeping, moving

app = typer.Typer()
app.command("doctor", epilog=doctor.EPILOG)(doctor.doctor)
app.command("backup", epilog=keeping.BACKUP_EPILOG)(keeping.backup)
app.command("restore")(keeping.restore)
app.add_typer(audit.app, name="audit")
app.add_typer(moving.app, name="lab")

__all__ = ["app"]
