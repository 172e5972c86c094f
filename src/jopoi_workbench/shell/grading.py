"""Where evidence stands on the ladder: from what is filed, worked out each time."""

from jopoi.loop.ladder import Comparison, Design, Level, grade
from jopoi_workbench.shell.models import Evidence, Record
from jopoi_workbench.shell.rooms import room_of


def design_of(evidence: Evidence) -> Design:
    """How a piece of evidence was found out."""
    if evidence.method == Record.METHOD:
        facts = dict(evidence.record.design)
        return Design(told=True, **facts | {"comparison": Comparison(facts.get("comparison", "none"))})
    room = room_of(evidence.method)
    return room.design(evidence) if room and room.design else Design()


def level_of(evidence: Evidence) -> Level:
    """The rung that a piece of evidence reaches by itself; 0 if it has no answer, or no longer counts."""
    return grade(design_of(evidence) if evidence.state == Evidence.State.DONE else Design())
