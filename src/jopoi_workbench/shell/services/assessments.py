"""Filing what a lab says of itself; each look is kept, none is overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.instruments import Instrument
from jopoi_workbench.shell.models import Answer, Assessment, Challenge, Evidence, Member
from jopoi_workbench.shell.roles import Act, require


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer: a question, its level, and what shows it."""

    question: str
    level: int
    shown_by: str = ""
    evidence: Evidence | None = None


@transaction.atomic
def assess(
    *, actor: Member, instrument: Instrument, answers: Iterable[Given], at: datetime,
    challenge: Challenge | None = None,
) -> Assessment:  # fmt: skip
    """File one look with an instrument, of the lab or of a challenge.

    Raises
    ------
    ValueError
        If a question or a level is none of the instrument's.
    """
    require(actor, Act.OPEN_CHALLENGE)
    given = list(answers)
    keys, levels = {question.key for question in instrument.questions}, range(len(instrument.levels))
    if any(one.question not in keys or one.level not in levels for one in given):
        raise ValueError(instrument.key)
    look = Assessment.objects.create(
        lab=actor.lab, challenge=challenge, instrument=instrument.key, by=actor, at=at
    )
    Answer.objects.bulk_create(
        Answer(assessment=look, question=one.question, level=one.level, shown_by=one.shown_by,
               evidence=one.evidence)
        for one in given
    )  # fmt: skip
    kind = "conditions" if challenge else "readiness"
    record(lab=actor.lab, actor=actor, action=f"{kind}.assessed", about=look, at=at,
           name=challenge.title if challenge else actor.lab.name)  # fmt: skip
    return look
