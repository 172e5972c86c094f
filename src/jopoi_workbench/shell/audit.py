"""Writing to the chain of what happened, and checking that nobody tampered with it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from blake3 import blake3
from django.db import models, transaction

from jopoi_workbench.shell.canonical import canonical
from jopoi_workbench.shell.models import AuditEntry, Challenge, Lab, Member

Listener = Callable[[AuditEntry, models.Model], None]
_LISTENERS: list[Listener] = []

# Sixteen digits of a digest are enough to write into the minutes: nobody finds another entry with them.
_PLACE = re.compile(r"(?P<number>[0-9]{1,18}):(?P<digest>[0-9a-f]{16,64})")
MOVED = "lab.imported"  # the entry after those that came with a lab from another server


def listen(listener: Listener) -> Listener:
    """Call ``listener`` with each new entry and what it is about, within the same transaction."""
    _LISTENERS.append(listener)
    return listener


@transaction.atomic
def record(
    *, lab: Lab, actor: Member | None, action: str, about: models.Model, at: datetime, **facts: Any
) -> AuditEntry:
    """Append one entry to a lab's chain; part of the transaction of the service that calls it."""
    # The lab's row is locked so that two entries never take the same place in the chain; its key stays free,
    # or two services that have each just written a row of the lab would wait for one another for ever.
    locked = Lab.objects.select_for_update(no_key=True).only("audit_head").get(pk=lab.pk)
    last = AuditEntry.objects.filter(lab=locked).order_by("-number").values_list("number", flat=True).first()
    entry = AuditEntry(
        lab_id=locked.pk,
        number=(last or 0) + 1,
        actor=actor,
        action=action,
        object_kind=about._meta.model_name or "",
        object_id=str(about.pk),
        challenge_id=_challenge_of(about),
        facts=facts,
        at=at,
        # From the lab and not from the last entry: what follows a cut does not hide it.
        previous=locked.audit_head,
    )
    entry.digest = digest_of(entry)
    entry.save()
    Lab.objects.filter(pk=locked.pk).update(audit_head=entry.digest)
    for listener in _LISTENERS:
        listener(entry, about)
    return entry


def _challenge_of(about: models.Model) -> int | None:
    found: int | None = about.pk if isinstance(about, Challenge) else getattr(about, "challenge_id", None)
    return found


def digest_of(entry: AuditEntry) -> str:
    """The digest of everything in an entry, and so of everything before it."""
    here = {"lab": entry.lab_id, "actor": entry.actor_id, "object": entry.object_id}
    then = entry.origin or here
    told = {
        "lab": then["lab"],
        "number": entry.number,
        "actor": then["actor"],
        "action": entry.action,
        "object": [entry.object_kind, then["object"]],
        "facts": entry.facts,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": entry.previous,
    }
    return blake3(canonical(told).encode()).hexdigest()


class Places:
    """The digest of who and what the entries of a moved lab point to here, entry by entry."""

    def __init__(self) -> None:
        self._digest = blake3()

    def add(self, entry: AuditEntry) -> None:
        """Take in the next entry."""
        self._digest.update(canonical([entry.number, entry.actor_id, entry.object_id]).encode())

    def hexdigest(self) -> str:
        """The digest so far."""
        return self._digest.hexdigest()


def broken_links(lab: Lab) -> Iterator[str]:
    """Each place where a lab's chain was tampered with, in words; nothing if it is whole."""
    previous, number, moved = "", 0, Places()
    for entry in AuditEntry.objects.filter(lab=lab).order_by("number").iterator():
        number += 1
        if entry.number != number:
            yield f"entry {number} is missing"
            number = entry.number
        if entry.previous != previous:
            yield f"entry {entry.number} does not follow the one before it"
        if entry.digest != digest_of(entry):
            yield f"entry {entry.number} was changed"
        if entry.origin:
            moved.add(entry)
        elif entry.action == MOVED and entry.facts.get("places") != moved.hexdigest():
            yield f"an entry before {entry.number} points elsewhere than when the lab was moved here"
        previous = entry.digest
    if previous != Lab.objects.only("audit_head").get(pk=lab.pk).audit_head:
        yield "the last entries are missing"


def place(lab: Lab) -> str:
    """The newest place of a lab's chain, as ``number:digest``; "0:" before anything happened."""
    last = AuditEntry.objects.filter(lab=lab).order_by("-number").values_list("number", "digest").first()
    number, digest = last or (0, "")
    return f"{number}:{digest}"


def stands(lab: Lab, place: str) -> bool:
    """Whether a lab's chain goes through a place written down earlier, with or without its digest’s end."""
    known = _PLACE.fullmatch(place)
    if known is None:
        return False
    there = AuditEntry.objects.filter(lab=lab, number=int(known["number"]))
    return any(digest.startswith(known["digest"]) for digest in there.values_list("digest", flat=True))
