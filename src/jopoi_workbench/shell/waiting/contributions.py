"""People outside the lab who wait for an answer."""

from django.utils.translation import gettext as _

from jopoi_workbench.shell.access.contributions import contributions_to_answer
from jopoi_workbench.shell.models import Contribution, Member
from jopoi_workbench.shell.waiting.things import Pile, Waiting


def words_from_outside(member: Member) -> Pile[Contribution]:
    """What people without an account wrote and nobody has answered."""
    return Pile(contributions_to_answer(member).select_related(None).select_related("challenge"), _answer)


def _answer(contribution: Contribution) -> Waiting:
    return Waiting(
        what=_("Answer somebody outside the lab"),
        why=_("About “%(title)s”: %(kind)s") % {
            "title": contribution.challenge.title, "kind": contribution.get_kind_display()
        },
        href=contribution.get_absolute_url(),
        since=contribution.written_at,
        challenge=contribution.challenge_id,
    )  # fmt: skip
