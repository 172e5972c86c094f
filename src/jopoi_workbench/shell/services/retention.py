"""Deleting what a lab decided not to keep, kind by kind, and saying how much it was."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Consent, Contribution, Dataset, Evidence, Lab, Member, Retention
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.withdrawals import forget_bytes

Kind = Retention.Kind
DEFAULT_DAYS: Mapping[str, int | None] = {
    Kind.STOPPED_RUNS: 365,
    Kind.PERSONAL_TABLES: None,
    Kind.WITHDRAWN_CONSENTS: 30,
    Kind.CONTRIBUTIONS: 365,
}


@dataclass(frozen=True)
class Rule:
    """A kind of record, its days (none: kept), and how many records are past them."""

    kind: Retention.Kind
    days: int | None
    due: int


def rules_of(lab: Lab, at: datetime) -> list[Rule]:
    """Each kind with the lab's own days or the default, and what would go now."""
    own = dict(Retention.objects.filter(lab=lab).values_list("kind", "days"))
    days = {kind: own.get(kind.value, DEFAULT_DAYS[kind]) for kind in Kind}
    return [Rule(kind, kept, _past(lab, kind, kept, at).count()) for kind, kept in days.items()]


def _past(lab: Lab, kind: str, days: int | None, at: datetime) -> QuerySet[Any]:
    found = _KINDS[kind][0](lab, at - timedelta(days=days or 0))
    return found if days is not None else found.none()


@transaction.atomic
def set_retention(*, actor: Member, days: Mapping[str, int | None], at: datetime) -> None:
    """Say how long each kind is kept."""
    require(actor, Act.EDIT_LAB)
    for kind, kept in days.items():
        Retention.objects.update_or_create(lab=actor.lab, kind=kind, defaults={"days": kept})
    record(lab=actor.lab, actor=actor, action="retention.set", about=actor.lab, at=at, days=dict(days))


def apply_retention(*, lab: Lab, at: datetime) -> dict[str, int]:
    """Delete what is past its days; safe to run twice. Gives how many records of each kind went."""
    gone = {}
    for rule in rules_of(lab, at):
        if rule.due:
            with transaction.atomic():
                gone[rule.kind.value] = _KINDS[rule.kind][1](_past(lab, rule.kind, rule.days, at), at)
                record(lab=lab, actor=None, action="retention.applied", about=lab, at=at,
                       kind=rule.kind.value, n=gone[rule.kind.value])  # fmt: skip
    return gone


def _stopped(lab: Lab, before: datetime) -> QuerySet[Evidence]:
    ended = (Evidence.State.FAILED, Evidence.State.CANCELLED)
    return Evidence.objects.filter(lab=lab, state__in=ended, finished_at__lt=before, replays=None)


def _delete_runs(runs: QuerySet[Evidence], _at: datetime) -> int:
    gone = 0
    for run in runs:
        try:
            with transaction.atomic():
                run.delete()
            gone += 1
        except ProtectedError:  # something cites it, so it is no longer only a run that stopped
            continue
    return gone


def _personal(lab: Lab, before: datetime) -> QuerySet[Dataset]:
    with_rows = Q(bytes_gone_at=None, sensitivity=Dataset.Sensitivity.PERSONAL)
    return Dataset.objects.filter(with_rows, lab=lab, uploaded_at__lt=before)


def _delete_rows(tables: QuerySet[Dataset], at: datetime) -> int:
    digests = list(tables.values_list("digest", flat=True))
    gone = tables.update(bytes_gone_at=at, preview=[])
    transaction.on_commit(lambda: _forget_files(digests))
    return gone


def _forget_files(digests: list[str]) -> None:
    for digest in digests:
        forget_bytes(digest)
    shutil.rmtree(settings.DERIVED_DIR, ignore_errors=True)


def _withdrawn(lab: Lab, before: datetime) -> QuerySet[Consent]:
    return Consent.objects.filter(lab=lab, withdrawn_at__lt=before).exclude(who="")


def _forget_whose(consents: QuerySet[Consent], _at: datetime) -> int:
    return consents.update(who="", guardian="", withdrawn_why="", purpose="")


def _named(lab: Lab, before: datetime) -> QuerySet[Contribution]:
    written = Contribution.objects.filter(challenge__lab=lab, written_at__lt=before)
    return written.exclude(name="", email="")


def _forget_writers(written: QuerySet[Contribution], _at: datetime) -> int:
    return written.update(name="", email="")


_KINDS: dict[
    str, tuple[Callable[[Lab, datetime], QuerySet[Any]], Callable[[QuerySet[Any], datetime], int]]
] = {
    Kind.STOPPED_RUNS: (_stopped, _delete_runs),
    Kind.PERSONAL_TABLES: (_personal, _delete_rows),
    Kind.WITHDRAWN_CONSENTS: (_withdrawn, _forget_whose),
    Kind.CONTRIBUTIONS: (_named, _forget_writers),
}
