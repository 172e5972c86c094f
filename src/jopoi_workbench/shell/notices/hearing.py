"""From an entry of the audit log to whoever should hear of it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from jopoi_workbench.shell.models import AuditEntry, Evidence, Member, Task
from jopoi_workbench.shell.notices.filing import file

_TOLD = ("name", "titles", "role", "stage")  # what a letter may hold of an entry


def hear(entry: AuditEntry, about: models.Model) -> None:
    """File a notice for each member whom an entry concerns; nobody is told what they did themselves."""
    finder = _CONCERNED.get(entry.action)
    if finder is None:
        return
    facts = {name: entry.facts[name] for name in _TOLD if entry.facts.get(name)} | {"who": entry.actor_id}
    page: Any = about
    file(
        finder(about, entry),
        key=f"{entry.object_kind}:{entry.object_id}:{entry.action}:{entry.number}",
        kind=entry.action,
        facts=facts,
        href=page.get_absolute_url(),
        at=entry.at,
    )


def asked(task: Task) -> list[Member]:
    """Whom a task waits for: a member, or all who have the role."""
    if task.whom:
        return [task.whom]
    members = Member.objects.filter(lab=task.lab_id, active=True).select_related("person", "lab")
    return [member for member in members if task.role in member.roles]


def _asked(about: Any, entry: AuditEntry) -> list[Member]:  # noqa: ANN401 - the kind is the action's
    return [member for member in asked(about) if member.pk != entry.actor_id]


def _asker(about: Any, entry: AuditEntry) -> list[Member]:  # noqa: ANN401 - the kind is the action's
    return [about.created_by] if about.created_by_id != entry.actor_id else []


def _starter(about: Any, _entry: AuditEntry) -> list[Member]:  # noqa: ANN401 - the kind is the action's
    ran = isinstance(about, Evidence) and about.heartbeat_at is not None
    return [about.created_by] if ran else []


def _taking_part(_about: Any, entry: AuditEntry) -> Iterable[Member]:  # noqa: ANN401 - the kind is the action's
    others = AuditEntry.objects.filter(challenge=entry.challenge_id, actor__isnull=False)
    keys = others.exclude(actor=entry.actor_id).values("actor").distinct()
    return Member.objects.filter(lab=entry.lab_id, pk__in=keys).select_related("person", "lab")


_CONCERNED: dict[str, Callable[[Any, AuditEntry], Iterable[Member]]] = {
    "task.asked": _asked,
    "task.handed_over": _asked,
    "task.done": _asker,
    "task.dropped": _asker,
    "review.asked": _asked,
    "review.agree": _asker,
    "review.remarks": _asker,
    "review.disagree": _asker,
    "evidence.filed": _starter,
    "evidence.failed": _starter,
    "decision.taken": _taking_part,
}
