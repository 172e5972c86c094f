"""Filing a notice: whether, and when it goes out."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from jopoi_workbench.shell.models import Letters, Member, Notice

MORNING = time(7)


def file(
    members: Iterable[Member], *, key: str, kind: str, facts: Mapping[str, Any], href: str, at: datetime
) -> int:
    """Keep one notice for each member who wants letters, unless they were told before; how many were new."""
    wanted = [member for member in members if member.active and member.letters != Letters.NONE]
    notices = [
        Notice(
            member=member,
            key=key,
            kind=kind,
            facts=dict(facts),
            href=href,
            created_at=at,
            send_at=when(member, at),
        )
        for member in wanted
    ]
    known = Notice.objects.filter(key=key, member__in=wanted).count() if wanted else 0
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices) - known


def when(member: Member, at: datetime) -> datetime:
    """When something that happens at ``at`` is told: at once, or at the member's next morning."""
    if member.letters == Letters.AT_ONCE:
        return at
    local = at.astimezone(zone_of(member))
    morning = datetime.combine(local.date(), MORNING, tzinfo=local.tzinfo)
    return (
        morning
        if local < morning
        else datetime.combine(local.date() + timedelta(days=1), MORNING, tzinfo=local.tzinfo)
    )


def zone_of(member: Member) -> ZoneInfo:
    """The clock by which a member's day begins."""
    return ZoneInfo(member.person.time_zone or member.lab.time_zone or settings.TIME_ZONE)
