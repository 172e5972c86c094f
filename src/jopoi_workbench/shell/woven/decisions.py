"""Decisions as diamonds: taken, or waiting; one that closed its quarter draws the hem."""

from collections.abc import Iterator, Sequence
from functools import partial

from jopoi_workbench.shell.models import Decision
from jopoi_workbench.shell.woven.things import Held, Thread, What


def decisions_in(loops: Sequence[int]) -> Iterator[Thread]:
    """A diamond for each decision that was not dropped, with those who had to do with it."""
    found = Decision.objects.filter(loop__in=loops).exclude(state=Decision.State.DROPPED)
    for decision in found.select_related("asked__person").order_by("opened_at", "pk"):
        thread = partial(Thread, loop=decision.loop_id, stage=decision.stage)
        if decision.state == Decision.State.TAKEN:
            yield thread(what=What.DECISION, who=decision.settled_by_id, decision=decision)
        else:
            whom = decision.asked.person.name if decision.asked else ""
            held = Held(
                what=decision.question, href=decision.get_absolute_url(), whom=whom, due=decision.due_on
            )
            yield thread(what=What.OPEN_DECISION, held=held, decision=decision)
        yield thread(what=What.PERSON, who=decision.opened_by_id)
        if decision.closing:
            yield thread(what=What.CLOSED)
