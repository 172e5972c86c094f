"""When a member gets e-mails, and the secret address of their calendar."""

import secrets
from datetime import datetime

from blake3 import blake3
from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import CalendarKey, Letters, Member, Notice
from jopoi_workbench.shell.notices.filing import when


@transaction.atomic
def choose_letters(*, actor: Member, letters: str, at: datetime) -> None:
    """Choose when one's own e-mails come; what waits to be sent follows the choice."""
    actor.letters = Letters(letters)
    actor.save(update_fields=["letters"])
    waiting = Notice.objects.filter(member=actor, state=Notice.State.WAITING)
    if actor.letters == Letters.NONE:
        waiting.update(state=Notice.State.GIVEN_UP)
    else:
        waiting.filter(claim="").update(send_at=when(actor, at))
    record(lab=actor.lab, actor=actor, action="letters.chosen", about=actor, at=at, letters=letters)


@transaction.atomic
def open_calendar(*, actor: Member, at: datetime) -> str:
    """Make the address of one's own calendar, in place of an earlier one; the secret is told once."""
    secret = secrets.token_urlsafe(32)
    facts = {"digest": digest_of_secret(secret), "created_at": at}
    CalendarKey.objects.update_or_create(member=actor, defaults=facts)
    record(lab=actor.lab, actor=actor, action="calendar.opened", about=actor, at=at)
    return secret


@transaction.atomic
def close_calendar(*, actor: Member, at: datetime) -> bool:
    """Close the address of one's own calendar; false if there was none."""
    gone, _kinds = CalendarKey.objects.filter(member=actor).delete()
    if gone:
        record(lab=actor.lab, actor=actor, action="calendar.closed", about=actor, at=at)
    return bool(gone)


def digest_of_secret(secret: str) -> str:
    """What is kept of the secret in an address."""
    return blake3(secret.encode()).hexdigest()
