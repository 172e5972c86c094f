"""Commands that other packages bring to the terminal, found by the entry points `jopoi.commands`."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Any

import typer

GROUP = "jopoi.commands"


@cache
def brought() -> Mapping[str, Any]:
    """The commands by name; each entry point names a `typer.Typer` that holds some."""
    found: dict[str, Any] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        group = typer.main.get_group(entry.load())
        found |= {name: group.commands[name] for name in group.list_commands(typer.Context(group))}
    return found
