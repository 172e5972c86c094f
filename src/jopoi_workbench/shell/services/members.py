"""Changing what people are in a lab. A lab always keeps someone who administers it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Lab, Member, Role
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change


class LastAdministratorError(Exception):
    """The lab would be left without anyone to administer it."""


def in_order(roles: Iterable[str]) -> list[str]:
    """Roles once each, in the order of the house."""
    given = set(roles)
    return [role for role in Role.values if role in given]


@transaction.atomic
def change_roles(
    *, actor: Member, member: Member, roles: Iterable[str], version: int, at: datetime
) -> Member:
    """Give a member other roles, unless someone else did so since ``version``.

    Raises
    ------
    LastAdministratorError
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.MANAGE_MEMBERS)
    wanted = in_order(roles)
    if Role.ADMINISTRATOR not in wanted:
        _keep_an_administrator(member)
    before = member.roles
    if change(member, version=version, values={"roles": wanted}, actor=actor, at=at):
        record(lab=member.lab, actor=actor, action="member.roles", about=member, at=at,
               before=before, roles=wanted)  # fmt: skip
    return member


@transaction.atomic
def close_membership(*, actor: Member, member: Member, at: datetime) -> bool:
    """End what a member may do in the lab, by an administrator or by themselves; false if it had ended.

    Their sessions see nothing of the lab from the next request on. What they did stays theirs.

    Raises
    ------
    LastAdministratorError
    """
    leaves = actor.pk == member.pk
    if not leaves:
        require(actor, Act.MANAGE_MEMBERS)
    _keep_an_administrator(member)
    if not _set_active(member, actor=actor, active=False, at=at):
        return False
    action = "member.left" if leaves else "member.closed"
    record(lab=member.lab, actor=actor, action=action, about=member, at=at)
    return True


@transaction.atomic
def open_membership(*, actor: Member, member: Member, at: datetime) -> bool:
    """Let a former member in again, with the roles they had; false if they were in."""
    require(actor, Act.MANAGE_MEMBERS)
    if not _set_active(member, actor=actor, active=True, at=at):
        return False
    record(lab=member.lab, actor=actor, action="member.opened", about=member, at=at)
    return True


def _set_active(member: Member, *, actor: Member, active: bool, at: datetime) -> bool:
    stored = Member.objects.get(pk=member.pk)
    if stored.active == active:
        return False
    change(stored, version=stored.version, values={"active": active}, actor=actor, at=at)
    return True


def _keep_an_administrator(member: Member) -> None:
    """Refuse if nobody else administers the lab; its row is locked, so that two cannot go at once."""
    lab = Lab.objects.select_for_update().get(pk=member.lab_id)
    at_work = list(lab.members.filter(active=True, person__is_active=True).select_related("person"))
    administrators = {one.pk for one in at_work if one.administers}
    if administrators == {member.pk}:
        raise LastAdministratorError
