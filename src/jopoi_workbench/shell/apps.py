"""The shell as a Django app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "jopoi_workbench.shell"
    label = "shell"
    verbose_name = _("Workbench")

    def ready(self) -> None:
        rooms = import_module("jopoi_workbench.shell.rooms")
        rooms.open_room(rooms.Room("shell", "", (), {"shell.record": _("Filed by hand")}))
