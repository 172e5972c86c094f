"""Assessments as their pages show them: the newest, what changed since, what is claimed but not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from jopoi_workbench.shell.instruments import Instrument, Question
from jopoi_workbench.shell.models import Answer, Assessment


@dataclass(frozen=True)
class Told:
    """A question with its newest answer and the one before."""

    question: Question
    levels: tuple[str, ...]
    now: Answer | None
    before: Answer | None

    @property
    def level(self) -> str:
        return self.levels[self.now.level] if self.now else ""

    @property
    def was(self) -> str:
        """The level before, if it was another."""
        changed = self.before and (not self.now or self.now.level != self.before.level)
        return self.levels[self.before.level] if self.before and changed else ""

    @property
    def rungs(self) -> list[tuple[str, bool]]:
        """Each level, and whether it is reached."""
        reached = self.now.level if self.now else -1
        return [(name, place <= reached) for place, name in enumerate(self.levels)]


def tell(instrument: Instrument, assessments: Sequence[Assessment]) -> list[Told]:
    """Each question with what the two newest assessments say of it."""
    newest = [{answer.question: answer for answer in one.answers.all()} for one in assessments[:2]]
    now, before = (*newest, {}, {})[:2]
    levels = tuple(str(level) for level in instrument.levels)
    return [
        Told(question, levels, now.get(question.key), before.get(question.key))
        for question in instrument.questions
    ]


def suffices(told: Sequence[Told]) -> bool:
    """Whether need and passion are both there, at least in part: the rest helps but is not needed."""
    answers = {one.question.key: one.now.level for one in told if one.now}
    return bool(answers.get("need")) and bool(answers.get("passion"))
