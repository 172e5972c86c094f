"""Where evidence and claims stand on the ladder: from what is filed, worked out each time."""

from dataclasses import dataclass, replace

from jopoi.loop.ladder import Comparison, Design, Level, grade
from jopoi_workbench.shell.models import Citation, Claim, Evidence, Record
from jopoi_workbench.shell.rooms import room_of


def design_of(evidence: Evidence) -> Design:
    """How a piece of evidence was found out; nothing if it has no answer, or no longer counts."""
    if evidence.state != Evidence.State.DONE:
        return Design()
    if evidence.method == Record.METHOD:
        facts = dict(evidence.record.design)
        return Design(told=True, **facts | {"comparison": Comparison(facts.get("comparison", "none"))})
    room = room_of(evidence.method)
    return room.design(evidence) if room and room.design else Design()


def level_of(evidence: Evidence) -> Level:
    """The rung that a piece of evidence reaches by itself."""
    return grade(design_of(evidence))


@dataclass(frozen=True)
class Strength:
    """How strong a claim is.

    Attributes
    ----------
    computed : Level
        By the strongest thing that it cites.
    level : Level
        The same, or lower if someone set it lower.
    strongest : Citation or None
    fallen : list of Citation
        What it cites that no longer stands.
    """

    computed: Level
    level: Level
    strongest: Citation | None
    fallen: list[Citation]

    @property
    def lowered(self) -> bool:
        return self.level.level < self.computed.level


def strength_of(claim: Claim) -> Strength:
    """Grade a claim by what it cites; quotes, votes and spending tell, they do not measure."""
    citations = list(claim.citations.all())
    graded = [(_graded(citation, claim), citation) for citation in citations if citation.stands]
    computed, strongest = max(graded, key=lambda pair: pair[0].level, default=(grade(Design()), None))
    level = computed
    if claim.lowered_to is not None and claim.lowered_to < computed.level:
        level = Level(claim.lowered_to, computed.reason, computed.why_not_higher)
    return Strength(computed, level, strongest, [c for c in citations if not c.stands])


def _graded(citation: Citation, claim: Claim) -> Level:
    design = design_of(citation.evidence) if citation.evidence else Design(told=True)
    if any(claim.because.values()):
        design = replace(design, logical_case=True)
    return grade(design)
