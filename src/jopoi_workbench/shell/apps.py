"""The shell as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "jopoi_workbench.shell"
    label = "shell"
    verbose_name = _("Workbench")
