"""Doing a thing once, however often it is asked for under the same key."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from blake3 import blake3
from django.db import transaction

from jopoi_workbench.shell.models import ApiAnswer, Member

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Answer:
    """What was created: its status, its address and how it was told."""

    status: int
    location: str
    body: str
    replayed: bool = False


class KeyUsedError(Exception):
    """The key belongs to another request."""


@transaction.atomic
def answer_once(*, actor: Member, key: str, asked: str, make: Callable[[], Answer], at: datetime) -> Answer:
    """Make something, unless it was made under this key before; then tell the same again.

    The key, what is made and the answer are one transaction: a second request with the same key waits for the
    first, and a crash in between leaves none of the three.

    Raises
    ------
    KeyUsedError
        If something else was asked under the key.
    """
    ApiAnswer.objects.filter(at__lt=at - KEPT).delete()
    digest = blake3(asked.encode("utf-8")).hexdigest()
    row, new = ApiAnswer.objects.get_or_create(member=actor, key=key, defaults={"digest": digest, "at": at})
    if not new:
        if row.digest != digest:
            raise KeyUsedError
        return Answer(row.status, row.location, row.body, replayed=True)
    answer = make()
    row.status, row.location, row.body = answer.status, answer.location, answer.body
    row.save(update_fields=["status", "location", "body"])
    return answer
