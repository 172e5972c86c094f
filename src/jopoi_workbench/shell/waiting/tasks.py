"""What colleagues asked of a member, and what lies with people who left."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import tasks_for
from jopoi_workbench.shell.access.tasks import waits_for
from jopoi_workbench.shell.models import Member, Role, Task
from jopoi_workbench.shell.names import short_name
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def asked_of_me(member: Member) -> Pile[Task]:
    """Tasks and readings that wait for the member, by name or by role."""
    return Pile(tasks_for(member).filter(waits_for(member)), _mine, due="due_on")


def left_behind(member: Member) -> Pile[Task]:
    """What the member asked of someone who no longer works in the lab."""
    tasks = tasks_for(member).filter(created_by=member, state=Task.State.OPEN, whom__active=False)
    return Pile(tasks, _orphan, due="due_on")


def told_for(member: Member, tasks: Iterable[Task]) -> tuple[list[Waiting], list[Waiting]]:
    """Open tasks in words: those that wait for the member, and those that wait for others."""
    mine, others = [], []
    for task in tasks:
        if task.is_for(member):
            mine.append(_mine(task))
        else:
            others.append(_thing(task, whom=whom_of(task)))
    return mine, others


def whom_of(task: Task) -> str:
    """Whom a task waits for, briefly: "Rosa B.", or whoever has a role."""
    if task.whom:
        return short_name(task.whom.person.name)
    return _("any %(role)s") % {"role": str(Role(task.role).label).lower()}


def _mine(task: Task) -> Waiting:
    return _thing(task)


def _orphan(task: Task) -> Waiting:
    name = task.whom.person.name if task.whom else ""
    return _thing(
        task, why=_("You asked %(name)s, who no longer works in the lab. Hand it over.") % {"name": name}
    )


def _thing(task: Task, why: str = "", whom: str = "") -> Waiting:
    return Waiting(
        what=task.title,
        why=why or task.why or _asked_by(task),
        href=task.get_absolute_url(),
        since=task.created_at,
        challenge=task.challenge_id,
        due=task.due_on,
        whom=whom,
    )


def _asked_by(task: Task) -> str:
    who = task.created_by.person.name
    if hasattr(task, "review"):
        return _("%(who)s asks for a second pair of eyes.") % {"who": who}
    if task.challenge:
        return _("%(who)s asked for it under “%(challenge)s”.") % {
            "who": who,
            "challenge": task.challenge.title,
        }
    return _("%(who)s asked for it.") % {"who": who}
