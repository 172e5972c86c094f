"""What waits around tables and runs."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import challenges_for, datasets_for, evidence_list_for
from jopoi_workbench.shell.models import Challenge, Dataset, Evidence, Member
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def failed_runs(member: Member) -> Pile[Evidence]:
    """Runs that stopped."""
    failed = evidence_list_for(member).select_related(None).prefetch_related(None)
    failed = failed.filter(state=Evidence.State.FAILED)
    return Pile(
        failed.order_by(Coalesce("finished_at", "created_at"), "pk")
        if may(member, Act.RUN)
        else failed.none(),
        _failed,
    )


def idle_tables(member: Member) -> Pile[Dataset]:
    """Tables that nobody described, or asked anything."""
    asked = Evidence.objects.filter(dataset=OuterRef("pk"))
    idle = datasets_for(member).select_related(None).filter(~Exists(asked)).order_by("uploaded_at", "pk")
    return Pile(idle if may(member, Act.DESCRIBE_DATA) else idle.none(), _idle)


def challenges_without_data(member: Member) -> Pile[Challenge]:
    """Challenges with neither table nor evidence."""
    tables = Dataset.objects.filter(challenge=OuterRef("pk"))
    filed = Evidence.objects.filter(challenge=OuterRef("pk"))
    empty = challenges_for(member).select_related(None).filter(~Exists(tables), ~Exists(filed))
    empty = empty.order_by("created_at", "pk")
    return Pile(empty if may(member, Act.STORE_DATA) else empty.none(), _empty, challenge="pk")


def _failed(evidence: Evidence) -> Waiting:
    return Waiting(
        what=_("Start a run again"),
        why=_("“%(title)s” stopped. Nothing is lost.") % {"title": evidence.title},
        href=evidence.get_absolute_url(),
        since=evidence.finished_at or evidence.created_at,
        challenge=evidence.challenge_id,
    )


def _idle(dataset: Dataset) -> Waiting:
    if dataset.described:
        what, address = _("Ask something of a table"), "dataset"
        why = _("“%(name)s” is described; nobody has asked it anything yet.")
    else:
        what, address = _("Describe the columns"), "dataset-columns"
        why = _("“%(name)s” cannot be used before someone says what its columns are.")
    return Waiting(
        what=what,
        why=why % {"name": dataset.name},
        href=reverse(address, args=[dataset.pk]),
        since=dataset.uploaded_at,
        challenge=dataset.challenge_id,
    )


def _empty(challenge: Challenge) -> Waiting:
    return Waiting(
        what=_("Bring in a table"),
        why=_("“%(title)s” has no data yet.") % {"title": challenge.title},
        href=f"{reverse('dataset-new')}?challenge={challenge.pk}",
        since=challenge.created_at,
        challenge=challenge.pk,
    )
