"""Asking a colleague for something, doing it, dropping it, handing it over."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Evidence, Member, Review, Role, Task
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.challenges import open_loop
from jopoi_workbench.shell.services.editing import change


@transaction.atomic
def ask(
    *,
    actor: Member,
    what: str,
    whom: Member | Role,
    at: datetime,
    challenge: Challenge | None = None,
    due_on: date | None = None,
    **about: str,
) -> Task:
    """Ask a member, or whoever has a role, for something.

    ``about`` holds ``why`` (what it holds up) and ``stage``. Ask after the transaction that made what it is
    about, or inside it.
    """
    require(actor, Act.ASK)
    task = Task.objects.create(
        lab=actor.lab,
        challenge=challenge,
        loop=open_loop(challenge),
        what=what,
        due_on=due_on,
        created_by=actor,
        created_at=at,
        **_asked_of(actor, whom),
        **about,
    )
    _told(task, actor, "task.asked", at)
    return task


@transaction.atomic
def ask_review(
    *,
    actor: Member,
    evidence: Evidence,
    whom: Member,
    at: datetime,
    why: str = "",
    due_on: date | None = None,
) -> Review:
    """Ask a colleague for a second pair of eyes on a piece of evidence."""
    require(actor, Act.ASK)
    if whom.pk == evidence.created_by_id:
        message = "evidence is read by someone other than whoever filed it"
        raise ValueError(message)
    task = Task.objects.create(
        lab=actor.lab,
        challenge=evidence.challenge,
        loop=evidence.loop,
        stage=evidence.stage,
        why=why,
        due_on=due_on,
        created_by=actor,
        created_at=at,
        **_asked_of(actor, whom),
    )
    review = Review.objects.create(task=task, evidence=evidence)
    _told(task, actor, "review.asked", at)
    return review


@transaction.atomic
def answer_review(*, actor: Member, review: Review, answer: str, remarks: str, at: datetime) -> bool:
    """Say what a reading found; false if the task had ended before. Only who was asked answers."""
    require_asked(actor, review.task)
    if not _end(review.task, actor, Task.State.DONE, "", at):
        return False
    review.answer, review.remarks, review.answered_at = answer, remarks, at
    review.save(update_fields=["answer", "remarks", "answered_at"])
    _told(review.task, actor, f"review.{answer}", at)
    return True


@transaction.atomic
def edit_task(*, actor: Member, task: Task, version: int, at: datetime, **values: Any) -> Task:
    """Change what is asked; whoever it concerns may."""
    require_concerned(actor, task)
    changed = change(task, version=version, values=values, actor=actor, at=at)
    if changed:
        _told(task, actor, "task.edited", at, changed=changed)
    return task


@transaction.atomic
def done(*, actor: Member, task: Task, at: datetime, outcome: str = "") -> bool:
    """Say that something is done; false if it had ended before. A review is answered, not ended."""
    require_concerned(actor, task)
    if hasattr(task, "review") or not _end(task, actor, Task.State.DONE, outcome, at):
        return False
    _told(task, actor, "task.done", at)
    return True


@transaction.atomic
def drop(*, actor: Member, task: Task, reason: str, at: datetime) -> bool:
    """Say why something will not be done; false if it had ended before."""
    require_concerned(actor, task)
    if not _end(task, actor, Task.State.DROPPED, reason, at):
        return False
    _told(task, actor, "task.dropped", at, reason=reason)
    return True


@transaction.atomic
def hand_over(*, actor: Member, task: Task, whom: Member | Role, at: datetime) -> bool:
    """Ask someone else instead; false if it has ended."""
    require_concerned(actor, task)
    if hasattr(task, "review") and not isinstance(whom, Member):
        message = "a review is asked of a member"
        raise ValueError(message)
    changed = {**_asked_of(actor, whom), "version": F("version") + 1, "edited_by": actor, "edited_at": at}
    if not Task.objects.filter(pk=task.pk, state=Task.State.OPEN).update(**changed):
        return False
    task.refresh_from_db()
    _told(task, actor, "task.handed_over", at)
    return True


def _asked_of(actor: Member, whom: Member | Role) -> dict[str, Any]:
    if not isinstance(whom, Member):
        return {"whom": None, "role": Role(whom)}
    if whom.lab_id != actor.lab_id or not whom.active:
        message = "whoever is asked must work in the lab"
        raise ValueError(message)
    return {"whom": whom, "role": ""}


def _end(task: Task, actor: Member, state: Task.State, outcome: str, at: datetime) -> bool:
    still_open = Task.objects.filter(pk=task.pk, state=Task.State.OPEN)
    ended = still_open.update(state=state, outcome=outcome, ended_by=actor, ended_at=at)
    task.refresh_from_db()
    return bool(ended)


def require_concerned(actor: Member, task: Task) -> None:
    """Refuse whoever neither asked nor is asked, nor administers the lab."""
    if not task.concerns(actor):
        raise PermissionDenied(Act.ASK.value)


def require_asked(actor: Member, task: Task) -> None:
    """Refuse whoever is not asked for a reading."""
    if not (hasattr(task, "review") and task.is_for(actor)):
        raise PermissionDenied(Act.ASK.value)


def _told(task: Task, actor: Member, action: str, at: datetime, **more: Any) -> None:
    facts: dict[str, Any] = {"name": task.what, "whom": task.whom_id, **more}
    facts |= {"role": task.role, "challenge": task.challenge_id}
    if hasattr(task, "review"):
        facts["titles"] = task.review.evidence.titles
    record(lab=task.lab, actor=actor, action=action, about=task, at=at, **facts)
