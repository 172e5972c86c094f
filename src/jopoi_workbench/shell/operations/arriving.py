"""A lab arrives from another server: its rows get numbers of this one, its audit chain stays as it was."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from jopoi.errors import JopoiError
from jopoi.progress import step
from jopoi_workbench.shell.audit import MOVED, Places, record
from jopoi_workbench.shell.models import AuditEntry, Lab, Person
from jopoi_workbench.shell.operations.archive import Reader, archive_from
from jopoi_workbench.shell.operations.backup import migrations
from jopoi_workbench.shell.operations.leaving import KIND, PEOPLE
from jopoi_workbench.shell.operations.reach import every, links, reached
from jopoi_workbench.shell.operations.rows import Model, Row, insert

_HERE = "This lab is here already, as “{slug}”."
_TAKEN = "The address “{slug}” is taken."
_Numbers = dict[Model, dict[Any, Any]]


def import_lab(path: Path, *, at: datetime, slug: str = "") -> Mapping[str, Any]:
    """Take in a lab; what came with it. ``slug`` is its address here, if it shall be another.

    Raises
    ------
    JopoiError
        If the file is damaged or of another version, or the lab or its address is here already.
    """
    with archive_from(path, KIND) as archive:
        step("checking the file", 0.0)
        archive.verify()
        slug = slug or archive.manifest["slug"]
        _refuse(archive, slug)
        files = archive.keep_files()
        try:
            with transaction.atomic():
                rows = _take_in(archive, slug)
                _note(Lab.objects.get(slug=slug), archive, at)
        except IntegrityError as error:
            message = "Something of this lab is here already, or points to what did not come with it."
            raise JopoiError(message) from error
    return {"slug": slug, "rows": rows, "files": files}


def _refuse(archive: Reader, slug: str) -> None:
    if not migrations():
        message = "The database of this server has no tables yet."
        hint = "Make them, then import again: python -m jopoi_workbench migrate"
        raise JopoiError(message, hint)
    if archive.manifest["migrations"] != migrations():
        message = "The lab was exported by another version of Jopói, {version}."
        hint = "Bring both servers to the same version, and export it again."
        raise JopoiError(message, hint, version=archive.manifest["jopoi"])
    first = archive.manifest["first"]
    here = AuditEntry.objects.filter(number=1, digest=first).values_list("lab__slug", flat=True).first()
    if first and here:
        raise JopoiError(_HERE, slug=here)
    if Lab.objects.filter(slug=slug).exists():
        raise JopoiError(_TAKEN, "Give it another with --slug.", slug=slug)


def _take_in(archive: Reader, slug: str) -> int:
    numbers: _Numbers = {Person: _people(archive)}
    here = {model._meta.label: model for model in reached()}
    for model in here.values():  # all numbers first: rows may point to others that come later
        numbers[model] = _new_numbers(model, archive)
    rows = 0
    for position, model in enumerate(here.values()):
        step(str(model._meta.verbose_name_plural), 0.2 + 0.8 * position / len(here))
        rows += insert(model, _renumbered(model, archive.rows(model._meta.label), numbers, slug))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(here.values())):
            cursor.execute(statement)
    connection.check_constraints()
    return rows


def _people(archive: Reader) -> dict[Any, Any]:
    """Persons by e-mail address; who is new here gets no password, and asks for one."""
    found = {}
    for row in archive.rows(PEOPLE):
        person = Person.objects.filter(email__iexact=row["email"]).first()
        if person is None:
            about = {"name": row["name"], "language": row["language"]}
            person = Person.objects.create_user(row["email"], None, **about)
        found[row["id"]] = person.pk
    return found


def _new_numbers(model: Model, archive: Reader) -> dict[Any, Any]:
    key = model._meta.pk
    old = [row[key.attname] for row in archive.rows(model._meta.label)]
    if not isinstance(key, models.AutoField):  # a random key, or the key of the row that it belongs to
        return {one: one for one in old}
    first = (every(model).aggregate(last=models.Max("pk"))["last"] or 0) + 1
    return dict(zip(old, range(first, first + len(old)), strict=True))


def _renumbered(model: Model, rows: Iterator[Row], numbers: _Numbers, slug: str) -> Iterator[Row]:
    """The rows as they shall be here."""
    key = model._meta.pk.attname
    pointing = links(model)
    by_name = {other._meta.model_name: other for other in numbers}
    says_what = {"object_kind", "object_id"} <= {field.attname for field in model._meta.local_concrete_fields}
    for row in rows:
        then = {"lab": row.get("lab_id"), "actor": row.get("actor_id"), "object": row.get("object_id")}
        row[key] = numbers[model].get(row[key], row[key])
        for field in pointing:
            kept = numbers.get(field.related_model)
            # What belongs to no lab, or to another one, did not come along.
            row[field.attname] = kept.get(row[field.attname]) if kept is not None else None
        if says_what:
            row["object_id"] = _number_of(by_name.get(row["object_kind"]), row["object_id"], numbers)
        if model is AuditEntry:
            row["origin"] = row["origin"] or then
        if model is Lab:
            row["slug"] = slug
        yield row


def _number_of(model: Model | None, then: str, numbers: _Numbers) -> str:
    """The number here of what an entry is about; what is gone or no row keeps what was written."""
    if model is None:
        return then
    kept = numbers[model]
    return str(kept.get(then, kept.get(int(then), then)) if then.isdecimal() else kept.get(then, then))


def _note(lab: Lab, archive: Reader, at: datetime) -> None:
    """The entry after those that came along; it seals to whom and what they point here."""
    places, count = Places(), 0
    for entry in AuditEntry.objects.filter(lab=lab).order_by("number").iterator():
        places.add(entry)
        count += 1
    record(lab=lab, actor=None, action=MOVED, about=lab, at=at, entries=count,
           exported=archive.manifest["at"], places=places.hexdigest())  # fmt: skip
