"""A lab leaves: everything that belongs to it, in one file for another server."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db.models import Q

from jopoi.errors import JopoiError
from jopoi.progress import step
from jopoi_workbench.shell import blobs
from jopoi_workbench.shell.audit import broken_links
from jopoi_workbench.shell.models import AuditEntry, Lab, Person
from jopoi_workbench.shell.operations.archive import archive_at
from jopoi_workbench.shell.operations.backup import migrations
from jopoi_workbench.shell.operations.reach import links, reached, rows_of
from jopoi_workbench.shell.operations.rows import Model, Row, read
from jopoi_workbench.shell.operations.snapshot import one_moment

KIND = "jopoi lab"
PEOPLE = "people"


def export_lab(slug: str, path: Path, *, at: datetime) -> Mapping[str, Any]:
    """Write all of a lab into a file; what it holds.

    Raises
    ------
    JopoiError
        If there is no such lab, or its chain is broken: nobody could tell later where it broke.
    """
    facts: dict[str, Any] = {"at": at.isoformat(), "jopoi": version("jopoi"), "slug": slug}
    with archive_at(path, KIND, facts) as out, one_moment():
        lab = Lab.objects.filter(slug=slug).first()
        if lab is None:
            message = "There is no lab “{slug}”."
            raise JopoiError(message, slug=slug)
        if next(broken_links(lab), None):
            message = "The audit chain of “{slug}” is broken: see jopoi audit verify --lab {slug}."
            raise JopoiError(message, slug=slug)
        facts["migrations"] = migrations()
        facts["first"] = first_digest(lab)
        ways = reached()
        out.table(PEOPLE, _people(lab, ways))
        for number, (model, way) in enumerate(ways.items()):
            step(str(model._meta.verbose_name_plural), number / len(ways))
            out.table(model._meta.label, read(rows_of(lab, model, way)))
            for digest in blobs.named_by(rows_of(lab, model, way)):
                out.file(digest)
    rows = sum(table["rows"] for table in out.tables.values())
    return {"rows": rows, "tables": len(out.tables), "files": len(out.files), "bytes": path.stat().st_size}


def first_digest(lab: Lab) -> str:
    """What a lab is known by on every server: the digest of its first entry."""
    first = AuditEntry.objects.filter(lab=lab, number=1).values_list("digest", flat=True).first()
    return str(first or "")


def _people(lab: Lab, ways: Mapping[Model, str]) -> Iterator[Row]:
    """Whoever a row of the lab points to: what is needed to know them again, and no more."""
    wanted = Q()
    for model, way in ways.items():
        for field in links(model):
            if field.related_model is Person:
                wanted |= Q(pk__in=rows_of(lab, model, way).values(field.attname))
    for person in Person.objects.filter(wanted).order_by("pk"):
        yield {"id": person.pk, "email": person.email, "name": person.name, "language": person.language}
