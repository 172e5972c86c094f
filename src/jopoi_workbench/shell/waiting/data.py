"""What waits around tables and runs."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import challenges_for, datasets_for, evidence_list_for
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import AT_MOST, Waiting


def failed_runs(member: Member) -> Iterator[Waiting]:
    """Runs that stopped."""
    if not may(member, Act.RUN):
        return
    for evidence in evidence_list_for(member).filter(state=Evidence.State.FAILED)[:AT_MOST]:
        yield Waiting(
            what=_("Start a run again"),
            why=_("“%(title)s” stopped. Nothing is lost.") % {"title": evidence.title},
            href=evidence.get_absolute_url(),
            since=evidence.finished_at or evidence.created_at,
            challenge=evidence.challenge_id,
        )


def idle_tables(member: Member) -> Iterator[Waiting]:
    """Tables that nobody described, or asked anything."""
    if not may(member, Act.DESCRIBE_DATA):
        return
    counted = datasets_for(member).annotate(uses=Count("evidence")).filter(uses=0)
    for dataset in counted[:AT_MOST]:
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


def challenges_without_data(member: Member) -> Iterator[Waiting]:
    """Challenges with neither table nor evidence."""
    if not may(member, Act.STORE_DATA):
        return
    counted = challenges_for(member).annotate(
        tables=Count("datasets", distinct=True),
        filed=Count("evidence", filter=~Q(evidence=None), distinct=True),
    )
    for challenge in counted.filter(tables=0, filed=0)[:AT_MOST]:
        yield Waiting(
            what=_("Bring in a table"),
            why=_("“%(title)s” has no data yet.") % {"title": challenge.title},
            href=f"{reverse('dataset-new')}?challenge={challenge.pk}",
            since=challenge.created_at,
            challenge=challenge.pk,
        )
