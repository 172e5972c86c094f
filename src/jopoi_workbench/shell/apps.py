"""The shell as a Django app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "jopoi_workbench.shell"
    label = "shell"
    verbose_name = _("Workbench")

    def ready(self) -> None:
        """Tell members what happens: notices listen to the audit log. What is filed by hand has a name."""
        from jopoi_workbench.shell.audit import listen  # noqa: PLC0415 - models are not loaded before
        from jopoi_workbench.shell.notices.hearing import hear  # noqa: PLC0415 - the same

        listen(hear)
        rooms = import_module("jopoi_workbench.shell.rooms")
        rooms.open_room(rooms.Room("shell", "", (), {"shell.record": _("Filed by hand")}))
