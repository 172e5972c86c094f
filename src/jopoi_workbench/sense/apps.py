"""The room as an app of Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SenseConfig(AppConfig):
    name = "jopoi_workbench.sense"
    label = "sense"
    verbose_name = _("Sense")

    def ready(self) -> None:
        import_module("jopoi_workbench.sense.tasks").register()
