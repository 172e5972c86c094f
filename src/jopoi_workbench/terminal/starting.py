"""Waking the workbench for a command, and telling how far it is."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from jopoi.errors import JopoiError
from jopoi.progress import listening


def wake() -> None:
    """Set up Django with the settings of the environment.

    Raises
    ------
    JopoiError
        If the workbench is not installed.
    """
    if find_spec("django") is None:
        message = "The workbench is not installed; install it with: pip install 'jopoi[workbench]'."
        raise JopoiError(message)
    import django  # noqa: PLC0415 - the library's command line runs without it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jopoi_workbench.project.settings")
    django.setup()


@contextmanager
def progress() -> Iterator[None]:
    """Show in a terminal how far long work is; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - as above

    columns = (BarColumn(bar_width=28), TaskProgressColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        with listening(lambda what, share: bar.update(task, completed=share, description=what)):
            yield
