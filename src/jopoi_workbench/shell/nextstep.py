"""The next useful step in a loop for a member for whom nothing waits."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from jopoi_workbench.shell.loops import RunningLoop
from jopoi_workbench.shell.models import Member, Stage
from jopoi_workbench.shell.roles import Act, may


@dataclass(frozen=True)
class Step:
    """What to do, why, and where."""

    what: str
    why: str
    href: str


def next_step(member: Member, loop: RunningLoop) -> Step | None:
    """What the facts of the ring suggest, if the member may do it."""
    key = loop.challenge.pk
    if may(member, Act.DECIDE) and loop.loop.closed_at:
        why = _("The last turn is closed. What did it leave open?")
        return Step(_("Open the next turn"), why, reverse("turns", args=[key]))
    if may(member, Act.DECIDE) and all(facts.closed for facts in loop.facts.values()):
        why = _("All four quarters are closed by a decision.")
        return Step(_("Close this turn"), why, reverse("turns", args=[key]))
    if may(member, Act.ASK_DECISION):
        for stage, facts in loop.facts.items():
            if facts.done and not (facts.closed or facts.open_decisions or facts.running):
                why = _("Evidence was filed in %(stage)s, and nothing was decided on it.")
                href = f"{reverse('decision-new', args=[key])}?stage={stage}"
                return Step(_("Ask for a decision"), why % {"stage": Stage(stage).label}, href)
    return None
