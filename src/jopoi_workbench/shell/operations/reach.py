"""Which rows belong to a lab: found by following the relations, so that new registers are covered."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models

from jopoi_workbench.shell.models import Lab
from jopoi_workbench.shell.operations.rows import Model

# What does not move with a lab, and why. A table that no lab is reached from by relations that are always
# there must be named here, or its app below.
LEFT_OUT: Mapping[str, str] = {
    "shell.ApiAnswer": "answers kept for a day, so that a request sent twice counts once",
    "shell.ApiToken": "a key of this server's door",
    "shell.ApiUse": "how often a token was used this minute",
    "shell.CalendarKey": "an address of this server's calendar; made anew on another server",
    "shell.Notice": "an e-mail of this server to a member",
    "shell.Person": "matched by e-mail address; passwords and second factors never leave a server",
    "shell.VerdictLink": "an address that opens a verdict to whoever knows it; opened anew on another server",
    "shell.Worker": "tells who works on this server",
}
APPS_LEFT_OUT: Mapping[str, str] = {
    "account": "belongs to the server's door",
    "auth": "not used: roles are what counts",
    "axes": "belongs to the server's door",
    "contenttypes": "each server makes its own",
    "django_tasks_database": "what waits is handed over again where the lab is now",
    "mfa": "second factors never leave a server",
    "sessions": "belongs to the server's door",
    "sites": "each server has its own address",
    "socialaccount": "each server has its own sign-in by others",
    "usersessions": "belongs to the server's door",
}


def stays(model: Model) -> bool:
    """Whether a table does not move with a lab."""
    return model._meta.label in LEFT_OUT or model._meta.app_label in APPS_LEFT_OUT


def reached() -> Mapping[Model, str]:
    """The models whose rows belong to a lab, each with the way to it, as a filter's name."""
    ways: dict[Model, str] = {Lab: "pk"}
    rest = [model for model in known() if model is not Lab and not stays(model)]
    while True:
        found = {model: way for model in rest if model not in ways and (way := _way(model, ways))}
        if not found:
            return ways
        ways |= found


def known() -> list[Model]:
    """Every table there is."""
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]


def every(model: Model) -> "models.QuerySet[Any]":
    """All rows of a model, whatever its own manager hides."""
    return model._base_manager.all()  # noqa: SLF001 - Django's own name for the manager that hides nothing


def _way(model: Model, ways: Mapping[Model, str]) -> str:
    always = [field for field in links(model) if not field.null and field.related_model in ways]
    nearest = sorted(always, key=lambda field: field.related_model is not Lab)
    return f"{nearest[0].name}__{ways[nearest[0].related_model]}" if nearest else ""


def links(model: Model) -> "list[models.ForeignKey[Any, Any]]":
    """The columns of a model that point to a row of another."""
    return [field for field in model._meta.local_concrete_fields if isinstance(field, models.ForeignKey)]


def rows_of(lab: Lab, model: Model, way: str) -> "models.QuerySet[Any]":
    """The rows of a model that belong to a lab."""
    return every(model).filter(**{way: lab.pk})
