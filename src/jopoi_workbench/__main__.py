"""``python -m jopoi_workbench <command>``: Django's commands, and ``demo``."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command on the workbench."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jopoi_workbench.project.settings")
    if sys.argv[1:2] == ["demo"]:
        # The settings are read once, so what a demo changes must be known before that.
        os.environ.setdefault("JOPOI_DEMO", "true")
    execute_from_command_line(["jopoi_workbench", *sys.argv[1:]])


if __name__ == "__main__":
    main()
