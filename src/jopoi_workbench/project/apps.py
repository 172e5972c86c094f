"""The wiring as a Django app: only so that its commands are found."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Gives Django the commands that need more than one room."""

    name = "jopoi_workbench.project"
    label = "project"
