"""The days until which repairs are seen to, and on which policies are looked at again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import kept_for
from jopoi_workbench.shell.dates.things import AT_MOST, Day, changed
from jopoi_workbench.shell.models import Lesson, Member, PolicyRevision
from jopoi_workbench.shell.roles import Act, may


def repairs(member: Member) -> Iterator[Day]:
    """What went wrong and the member sees to, by a day."""
    mine = kept_for(member, Lesson).filter(repairer=member, repaired_on=None, repair_by__isnull=False)
    for lesson in mine.order_by("repair_by", "pk")[:AT_MOST]:
        if lesson.repair_by is not None:
            yield Day(
                uid=f"repair-{lesson.pk}",
                on=lesson.repair_by,
                what=_("See to the repair: %(title)s") % {"title": lesson.title},
                why=lesson.change or lesson.happened,
                path=f"{reverse('lessons', args=[lesson.challenge_id])}#lesson-{lesson.pk}",
                **changed(lesson),
            )


def reviews(member: Member) -> Iterator[Day]:
    """Policies that are looked at again on a day, for whoever keeps the registers."""
    if not may(member, Act.OPEN_CHALLENGE):
        return
    open_ones = kept_for(member, PolicyRevision).filter(review_on__isnull=False, reviewed_on=None)
    for policy in open_ones.order_by("review_on", "pk")[:AT_MOST]:
        if policy.review_on is not None:
            yield Day(
                uid=f"policy-{policy.pk}",
                on=policy.review_on,
                what=_("Look at the policy again: %(policy)s") % {"policy": policy.policy},
                why=_("%(who)s decides.") % {"who": policy.decides_next} if policy.decides_next else "",
                path=reverse("policy", args=[policy.challenge_id, policy.pk]),
                **changed(policy),
            )
