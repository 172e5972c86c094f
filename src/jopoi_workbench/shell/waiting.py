"""What waits for a member, worked out from the registers each time: nothing to keep in step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import challenges_for, datasets_for, evidence_list_for
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.roles import Act, may

_AT_MOST = 12


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what to do, where, why, since when."""

    what: str
    why: str
    href: str
    since: datetime
    challenge: int | None


def waiting_for(member: Member) -> list[Waiting]:
    """What waits for a member, oldest first."""
    found: list[Waiting] = []
    if may(member, Act.RUN):
        found += _failed(member)
    if may(member, Act.DESCRIBE_DATA):
        found += _tables(member)
    if may(member, Act.STORE_DATA):
        found += _without_table(member)
    return sorted(found, key=lambda thing: thing.since)[:_AT_MOST]


def _failed(member: Member) -> Iterator[Waiting]:
    for evidence in evidence_list_for(member).filter(state=Evidence.State.FAILED)[:_AT_MOST]:
        yield Waiting(
            what=_("Start a run again"),
            why=_("“%(title)s” stopped. Nothing is lost.") % {"title": evidence.title},
            href=evidence.get_absolute_url(),
            since=evidence.finished_at or evidence.created_at,
            challenge=evidence.challenge_id,
        )


def _tables(member: Member) -> Iterator[Waiting]:
    counted = datasets_for(member).annotate(uses=Count("evidence")).filter(uses=0)
    for dataset in counted[:_AT_MOST]:
        if dataset.described:
            what, address = _("Ask something of a table"), "dataset"
            why = _("“%(name)s” is described; nobody has asked it anything yet.")
        else:
            what, address = _("Describe the columns"), "dataset-columns"
            why = _("“%(name)s” cannot be used before someone says what its columns are.")
        yield Waiting(
            what=what,
            why=why % {"name": dataset.name},
            href=reverse(address, args=[dataset.pk]),
            since=dataset.uploaded_at,
            challenge=dataset.challenge_id,
        )


def _without_table(member: Member) -> Iterator[Waiting]:
    counted = challenges_for(member).annotate(
        tables=Count("datasets", distinct=True),
        filed=Count("evidence", filter=~Q(evidence=None), distinct=True),
    )
    for challenge in counted.filter(tables=0, filed=0)[:_AT_MOST]:
        yield Waiting(
            what=_("Bring in a table"),
            why=_("“%(title)s” has no data yet.") % {"title": challenge.title},
            href=f"{reverse('dataset-new')}?challenge={challenge.pk}",
            since=challenge.created_at,
            challenge=challenge.pk,
        )
