"""What waits around lessons: repairs, and policies to look at again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import kept_for
from jopoi_workbench.shell.models import Lesson, Member, PolicyRevision
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import AT_MOST, Waiting


def repairs(member: Member) -> Iterator[Waiting]:
    """What went wrong and waits for the member to see to it."""
    for lesson in kept_for(member, Lesson).filter(repairer=member, repaired_on=None)[:AT_MOST]:
        yield Waiting(
            what=_("See to the repair: %(title)s") % {"title": lesson.title},
            why=lesson.change or lesson.happened,
            href=f"{reverse('lessons', args=[lesson.challenge_id])}#lesson-{lesson.pk}",
            since=lesson.created_at,
            challenge=lesson.challenge_id,
            due=lesson.repair_by,
        )


def policies_to_review(member: Member) -> Iterator[Waiting]:
    """Policies whose next review has come."""
    if not may(member, Act.OPEN_CHALLENGE):
        return
    due = kept_for(member, PolicyRevision).filter(review_on__lte=timezone.localdate(), reviewed_on=None)
    for policy in due.order_by("review_on")[:AT_MOST]:
        decides = _("%(who)s decides.") % {"who": policy.decides_next} if policy.decides_next else ""
        yield Waiting(
            what=_("Look at the policy again: %(policy)s") % {"policy": policy.policy},
            why=decides or _("Its next review has come."),
            href=reverse("policy", args=[policy.challenge_id, policy.pk]),
            since=policy.created_at,
            challenge=policy.challenge_id,
            due=policy.review_on,
        )
