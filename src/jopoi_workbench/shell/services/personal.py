"""What the workbench knows of one person: all of it to take away, or to be forgotten."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.db import models, transaction
from django.db.models import Value, Window
from django.db.models.functions import RowNumber
from django.forms.models import model_to_dict

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import AuditEntry, Lab, Member, Person, Role

FORGOTTEN = "–"


class LastAdministratorError(Exception):
    """The person is the only administrator of a lab, which is named."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab.name)
        self.lab = lab


def everything_about(person: Person) -> dict[str, Any]:
    """All that is kept of a person, as values that JSON can hold.

    Their own rows are given whole; what they did or made in a lab is given as the thing's kind, number and
    the part they had in it, because its content belongs to the lab.
    """
    members = list(person.memberships.select_related("lab"))
    return {
        "person": {"name": person.name, "e-mail": person.email, "language": person.language},
        "memberships": [
            {"lab": member.lab.name, "roles": member.roles, "active": member.active} for member in members
        ],
        "own": {name: list(rows) for name, rows in _own_rows(person, members)},
        "part in": list(_parts(members)),
        "done": [
            {"lab": entry.lab_id, "at": entry.at.isoformat(), "what": entry.action,
             "kind": entry.object_kind, "number": entry.object_id}
            for entry in AuditEntry.objects.filter(actor__in=members).order_by("at")
        ],
    }  # fmt: skip


def _pointing(target: type[models.Model]) -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every model that points at people or members, and by which field."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.OneToOneField) and field.related_model is target:
                yield model, field


def _is_own(model: type[models.Model]) -> bool:
    """Whether rows of a model are about the person they point at, and nothing to a lab."""
    return model._meta.app_label != "shell" or getattr(model, "personal", False)


def _own_rows(person: Person, members: list[Member]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    for target, keys in ((Person, [person.pk]), (Member, [member.pk for member in members])):
        for model, field in _pointing(target):
            if _is_own(model):
                rows = model._default_manager.filter(**{f"{field.name}__in": keys})
                yield model._meta.label, (_plain(row) for row in rows)


# What would let whoever reads the file sign in.
_SECRET = ("password", "secret", "token", "digest", "data", "key")


def _plain(row: models.Model) -> dict[str, Any]:
    told = model_to_dict(row)
    return {name: str(value) for name, value in told.items() if not any(part in name for part in _SECRET)}


def _parts(members: list[Member]) -> Iterator[dict[str, Any]]:
    """What the members had a part in, table by table, each in its own order: all of it in one question."""
    parts = [
        (model, field) for model, field in _pointing(Member) if not _is_own(model) and model is not AuditEntry
    ]
    first, *others = (
        model._default_manager.filter(**{f"{field.name}__in": members})
        .order_by()
        .annotate(nth_part=Value(part), nth_row=Window(RowNumber(), order_by=[*_order_of(model), "pk"]))
        .values_list("nth_part", "nth_row", "pk")
        for part, (model, field) in enumerate(parts)
    )
    for part, _row, pk in sorted(first.union(*others, all=True)):
        model, field = parts[part]
        yield {"kind": model._meta.model_name, "number": pk, "as": field.name}


def _order_of(model: type[models.Model], through: str = "", *, turned: bool = False) -> Iterator[Any]:
    """By what the rows of a table are ordered; unlike a query, a window does not follow relations itself."""
    for one in model._meta.ordering or ():
        if not isinstance(one, str):
            yield one
            continue
        name, falls = one.removeprefix("-"), one.startswith("-") is not turned
        field = None if name == "pk" or "__" in name else model._meta.get_field(name)
        if field is not None and isinstance(field, models.ForeignKey) and field.related_model._meta.ordering:
            yield from _order_of(field.related_model, f"{through}{name}__", turned=falls)
        else:
            yield f"{'-' if falls else ''}{through}{name}"


@transaction.atomic
def forget_person(*, person: Person, at: datetime) -> None:
    """Forget who a person was; what they did stays, done by someone who left.

    Raises
    ------
    LastAdministratorError
        If a lab would be left without an administrator.
    """
    members = list(Member.objects.select_for_update().filter(person=person).select_related("lab"))
    for member in members:
        if member.active and Role.ADMINISTRATOR in member.roles and not _another_administrator(member):
            raise LastAdministratorError(member.lab)
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(username=person.email).delete()
    for target, keys in ((Person, [person.pk]), (Member, [member.pk for member in members])):
        for model, field in _pointing(target):
            if _is_own(model):
                model._default_manager.filter(**{f"{field.name}__in": keys}).delete()
    for member in members:
        Member.objects.filter(pk=member.pk).update(active=False)
        record(lab=member.lab, actor=None, action="member.forgotten", about=member, at=at)
    person.name, person.email, person.language = FORGOTTEN, f"forgotten-{person.pk}@invalid", ""
    person.is_active = False
    person.set_unusable_password()  # every session ends with the password
    person.save()


def _another_administrator(member: Member) -> bool:
    others = Member.objects.filter(lab=member.lab, active=True).exclude(pk=member.pk)
    return any(Role.ADMINISTRATOR in other.roles for other in others)
