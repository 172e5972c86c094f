"""Writing to the chain of what happened, and checking that nobody tampered with it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from blake3 import blake3
from django.db import models, transaction

from jopoi_workbench.shell.models import AuditEntry, Lab, Member


@transaction.atomic
def record(
    *, lab: Lab, actor: Member | None, action: str, about: models.Model, at: datetime, **facts: Any
) -> AuditEntry:
    """Append one entry to a lab's chain; part of the transaction of the service that calls it."""
    # The lab's row is locked so that two entries never take the same place in the chain.
    locked = Lab.objects.select_for_update().get(pk=lab.pk)
    last = AuditEntry.objects.filter(lab=locked).order_by("-number").first()
    entry = AuditEntry(
        lab=locked,
        number=last.number + 1 if last else 1,
        actor=actor,
        action=action,
        object_kind=about._meta.model_name or "",
        object_id=str(about.pk),
        facts=facts,
        at=at,
        previous=last.digest if last else "",
    )
    entry.digest = digest_of(entry)
    entry.save()
    Lab.objects.filter(pk=locked.pk).update(audit_head=entry.digest)
    return entry


def digest_of(entry: AuditEntry) -> str:
    """The digest of everything in an entry, and so of everything before it."""
    told = {
        "lab": entry.lab_id,
        "number": entry.number,
        "actor": entry.actor_id,
        "action": entry.action,
        "object": [entry.object_kind, entry.object_id],
        "facts": entry.facts,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": entry.previous,
    }
    return blake3(_canonical(told)).hexdigest()


def _canonical(told: dict[str, Any]) -> bytes:
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def broken_links(lab: Lab) -> Iterator[str]:
    """Each place where a lab's chain was tampered with, in words; nothing if it is whole."""
    previous, number = "", 0
    for entry in AuditEntry.objects.filter(lab=lab).order_by("number").iterator():
        number += 1
        if entry.number != number:
            yield f"entry {number} is missing"
            number = entry.number
        if entry.previous != previous:
            yield f"entry {entry.number} does not follow the one before it"
        if entry.digest != digest_of(entry):
            yield f"entry {entry.number} was changed"
        previous = entry.digest
    if previous != Lab.objects.get(pk=lab.pk).audit_head:
        yield "the last entries are missing"
