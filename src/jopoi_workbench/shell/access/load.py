"""What each member holds now, over all challenges of a lab."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from jopoi_workbench.shell.access.partners import kept_for
from jopoi_workbench.shell.access.tasks import tasks_for
from jopoi_workbench.shell.models import Coordinator, Lesson, Member, Partner, PlannedStep, Task


@dataclass(frozen=True)
class Holding:
    """Something that a member holds: what kind of thing, under which challenge, at which site.

    A task may have no challenge.
    """

    member: int
    kind: str  # "roles", "steps", "repairs", "contacts", "tasks"
    challenge: int | None
    title: str
    site: str = ""


def holdings_of(member: Member) -> list[Holding]:
    """Everything that members of the lab hold now: five questions, however many there are."""
    return list(_holdings(member))


def _holdings(member: Member) -> Iterator[Holding]:
    today = timezone.localdate()
    roles = kept_for(member, Coordinator).filter(
        Q(until=None) | Q(until__gte=today), loop__closed_at=None, since__lte=today
    )
    steps = kept_for(member, PlannedStep).filter(done_on=None)
    repairs = kept_for(member, Lesson).filter(repaired_on=None)
    contacts = kept_for(member, Partner).exclude(status=Partner.Status.LAPSED)
    tasks = tasks_for(member).filter(state=Task.State.OPEN)  # what a role is asked for lies on nobody yet
    for kind, things, who in (
        ("roles", roles, "member"),
        ("steps", steps, "owner"),
        ("repairs", repairs, "repairer"),
        ("tasks", tasks, "whom"),
    ):
        for found in things.exclude(**{who: None}).values_list(who, "challenge", "challenge__title"):
            yield Holding(found[0], kind, found[1], found[2] or "")
    for found in contacts.exclude(contact=None).values_list(
        "contact", "challenge", "challenge__title", "site"
    ):
        yield Holding(found[0], "contacts", found[1], found[2], found[3])


def sites_of(member: Member) -> list[tuple[str, str, int]]:
    """Each site of a partner that has not lapsed, how remote it is, and under which challenge."""
    partners = kept_for(member, Partner).exclude(status=Partner.Status.LAPSED).exclude(site="")
    return list(partners.values_list("site", "remoteness", "challenge").distinct().order_by("site"))
