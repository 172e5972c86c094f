"""What happened to a thing, with what stood there before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jopoi_workbench.shell.happenings import Happening, told
from jopoi_workbench.shell.models import AuditEntry


@dataclass(frozen=True)
class Change:
    """A happening, and for each field that changed its label and what stood there."""

    happening: Happening
    before: list[tuple[str, str]]


def changes_of(entries: Iterable[AuditEntry], labels: Mapping[str, Any]) -> list[Change]:
    return [
        Change(told(entry), [(str(labels.get(name, name)), was) for name, was in _before(entry).items()])
        for entry in entries
    ]


def _before(entry: AuditEntry) -> dict[str, str]:
    before: dict[str, str] = entry.facts.get("before", {})
    return before
