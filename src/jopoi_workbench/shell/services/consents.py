"""Recording what somebody agreed to, and making it so everywhere when they take it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Consent, ConsentUse, Dataset, Lab, Member
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.editing import change
from jopoi_workbench.shell.slips import slip_digest


@transaction.atomic
def record_consent(*, actor: Member, slip: str, at: datetime, **about: Any) -> Consent:
    """Keep a consent; ``slip`` is shown to the person once and kept only as a digest."""
    require(actor, Act.RECORD_CONSENT)
    lab = Lab.objects.select_for_update().get(pk=actor.lab_id)
    last = Consent.objects.filter(lab=lab).aggregate(Max("number"))["number__max"] or 0
    consent = Consent.objects.create(
        lab=lab, number=last + 1, slip=slip_digest(slip), recorded_by=actor, recorded_at=at, **about
    )
    record(lab=lab, actor=actor, action="consent.recorded", about=consent, at=at, number=consent.number)
    return consent


@transaction.atomic
def edit_consent(*, actor: Member, consent: Consent, version: int, at: datetime, **values: Any) -> Consent:
    """Change what was recorded of a consent.

    Raises
    ------
    jopoi_workbench.shell.services.editing.StaleError
    """
    require(actor, Act.RECORD_CONSENT)
    changed = change(consent, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=consent.lab, actor=actor, action="consent.edited", about=consent, at=at,
               number=consent.number, changed=changed)  # fmt: skip
    return consent


@transaction.atomic
def rest_on(
    *, actor: Member, consent: Consent, dataset: Dataset, column: str, value: str, at: datetime
) -> ConsentUse:
    """Say which rows of a table rest on a consent: those where ``column`` holds ``value``."""
    require(actor, Act.RECORD_CONSENT)
    use, new = ConsentUse.objects.get_or_create(consent=consent, dataset=dataset, column=column, value=value)
    if new:
        record(lab=consent.lab, actor=actor, action="consent.used", about=consent, at=at,
               number=consent.number, name=dataset.name)  # fmt: skip
    return use


@transaction.atomic
def withdraw_consent(*, consent: Consent, at: datetime, why: str = "", actor: Member | None = None) -> bool:
    """Take a consent back: by a member, or by whoever holds the slip; false if it was taken back before.

    From this moment no page shows the person's words or picture, because each asks `Consent.lets_quote`.
    Tables and what was computed from them wait in the lab's queue until `take_out_rows` has been done.
    """
    if actor is not None:
        require(actor, Act.RECORD_CONSENT)
    held = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    if not held.update(withdrawn_at=at, withdrawn_why=why[:500]):
        return False
    consent.refresh_from_db()
    record(lab=consent.lab, actor=actor, action="consent.withdrawn", about=consent, at=at,
           number=consent.number)  # fmt: skip
    return True
