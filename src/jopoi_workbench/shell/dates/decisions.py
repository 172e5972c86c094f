"""The days by which a member is asked to decide."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jopoi_workbench.shell.access.decisions import decisions_asked_of
from jopoi_workbench.shell.dates.things import AT_MOST, Day
from jopoi_workbench.shell.models import Member


def decisions(member: Member) -> Iterator[Day]:
    """Open decisions that wait for the member, as in the queue, and have a day."""
    for decision in decisions_asked_of(member).filter(due_on__isnull=False)[:AT_MOST]:
        if decision.due_on is not None:
            yield Day(
                uid=f"decision-{decision.pk}",
                on=decision.due_on,
                what=_("Decide: %(question)s") % {"question": decision.question},
                why=decision.challenge.title,
                path=decision.get_absolute_url(),
                changed_at=decision.edited_at or decision.opened_at,
                version=decision.version,
            )
