"""What waits around lessons: repairs, and policies to look at again."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jopoi_workbench.shell.access import kept_for
from jopoi_workbench.shell.models import Lesson, Member, PolicyRevision
from jopoi_workbench.shell.roles import Act, may
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def repairs(member: Member) -> Pile[Lesson]:
    """What went wrong and waits for the member to see to it."""
    mine = kept_for(member, Lesson).filter(repairer=member, repaired_on=None)
    return Pile(
        mine.order_by(F("repair_by").asc(nulls_last=True), "created_at", "pk"), _repair, due="repair_by"
    )


def policies_to_review(member: Member) -> Pile[PolicyRevision]:
    """Policies whose next review has come."""
    due = kept_for(member, PolicyRevision).filter(review_on__lte=timezone.localdate(), reviewed_on=None)
    rows = due.order_by("review_on", "created_at", "pk") if may(member, Act.OPEN_CHALLENGE) else due.none()
    return Pile(rows, _review, due="review_on")


def _repair(lesson: Lesson) -> Waiting:
    return Waiting(
        what=_("See to the repair: %(title)s") % {"title": lesson.title},
        why=lesson.change or lesson.happened,
        href=f"{reverse('lessons', args=[lesson.challenge_id])}#lesson-{lesson.pk}",
        since=lesson.created_at,
        challenge=lesson.challenge_id,
        due=lesson.repair_by,
    )


def _review(policy: PolicyRevision) -> Waiting:
    decides = _("%(who)s decides.") % {"who": policy.decides_next} if policy.decides_next else ""
    return Waiting(
        what=_("Look at the policy again: %(policy)s") % {"policy": policy.policy},
        why=decides or _("Its next review has come."),
        href=reverse("policy", args=[policy.challenge_id, policy.pk]),
        since=policy.created_at,
        challenge=policy.challenge_id,
        due=policy.review_on,
    )
