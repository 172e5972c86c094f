"""Waking the workbench for a command."""

import os
from importlib.util import find_spec

from jopoi.errors import JopoiError


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
