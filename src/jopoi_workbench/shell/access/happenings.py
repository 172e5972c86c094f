"""What happened in a lab, as its members may read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from jopoi_workbench.shell.models import AuditEntry, Member


@dataclass(frozen=True)
class Narrowed:
    """Which happenings are asked for: of a challenge, a person, a kind of thing, before a number."""

    challenge: int | None = None
    person: int | None = None
    kind: str = ""
    before: int | None = None


def happenings_for(member: Member, narrowed: Narrowed = Narrowed()) -> QuerySet[AuditEntry]:
    """What happened in the member's lab, newest first, with the name of whom something was asked of."""
    wanted = {
        "challenge": narrowed.challenge,
        "actor": narrowed.person,
        "object_kind": narrowed.kind or None,
        "number__lt": narrowed.before,
    }
    entries: QuerySet[AuditEntry] = AuditEntry.objects.filter(
        lab=member.lab_id, **{name: value for name, value in wanted.items() if value is not None}
    )
    asked = Member.objects.filter(pk=OuterRef("whom_number")).values("person__name")
    named = entries.annotate(whom_number=Cast(KT("facts__whom"), BigIntegerField()), whom=Subquery(asked))
    return named.select_related("actor__person").order_by("-number")


def counted_at_work(member: Member, today: date) -> QuerySet[AuditEntry, int]:
    """How many people of the lab did something since Monday: one row, or none if nobody did."""
    monday = today - timedelta(days=today.weekday())
    start = timezone.make_aware(datetime.combine(monday, time.min))
    entries = AuditEntry.objects.filter(lab=member.lab_id, at__gte=start, actor__isnull=False)
    counted: QuerySet[AuditEntry, Any] = entries.order_by().values("lab")
    return counted.annotate(n=Count("actor", distinct=True)).values_list("n", flat=True)


def people_of(member: Member) -> QuerySet[Member]:
    """Everyone who works or worked in the lab."""
    return Member.objects.filter(lab=member.lab_id).select_related("person")
