"""From the registers to the rules of `jopoi.loop`, and back to sentences beside fields."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import get_language

from jopoi.loop import (
    Arrow,
    Finding,
    Hypothesis,
    Node,
    Permission,
    check_hypothesis,
    check_permission,
    check_question,
    check_theory,
)
from jopoi_workbench.shell.models import Expectation, Experiment, Question, TheoryArrow, TheoryBox

# What is checked before it is authorised: everything but days that have not come.
_LATER = {"not_yet"}
# Which field of the form a heuristic of a question stands beside.
_BESIDE = {"real": "text", "neutral": "text", "specific": "text"}


@dataclass(frozen=True)
class Gap:
    """A finding in the reader's language: the field that it stands beside, and the box or arrow."""

    field: str
    words: str
    about: str = ""


def language() -> str:
    """The reader's language, as the library calls it."""
    return (get_language() or "en").partition("-")[0]


def said(findings: Iterable[Finding]) -> list[Gap]:
    """Findings as the reader reads them."""
    return [Gap(one.field, one.say_briefly(language()), one.about) for one in findings]


def by_field(gaps: Iterable[Gap]) -> dict[str, list[str]]:
    """The sentences that stand beside each field."""
    beside: dict[str, list[str]] = defaultdict(list)
    for gap in gaps:
        beside[gap.field].append(gap.words)
    return dict(beside)


def gaps_in_question(question: Question) -> list[Gap]:
    found = check_question(
        question.text, question.stages, place=question.challenge.place, answers=question.checks
    )
    beside = {"no_stage": "stages"} | {f"says_{name}_no": name for name in question.checks}
    return [
        Gap(beside.get(one.name, _BESIDE.get(one.field, one.field)), one.say(language())) for one in found
    ]


def as_hypothesis(told: Expectation) -> Hypothesis:
    return Hypothesis(**{field.name: getattr(told, field.name) for field in fields(Hypothesis)})


def gaps_in_hypothesis(told: Expectation, today: date) -> list[Gap]:
    # Once it is settled its day may well have passed.
    settled = told.state not in {Expectation.State.PROPOSED, Expectation.State.TESTED}
    return said(check_hypothesis(as_hypothesis(told), at=None if settled else today))


def as_theory(boxes: Iterable[TheoryBox], arrows: Iterable[TheoryArrow]) -> tuple[list[Node], list[Arrow]]:
    nodes = [Node(str(box.pk), box.name, box.level, box.indicator) for box in boxes]
    ways = [
        Arrow(str(one.source_id), str(one.target_id), one.assumption, one.level, one.indicator, one.failure)
        for one in arrows
    ]
    return nodes, ways


def gaps_in_theory(boxes: Sequence[TheoryBox], arrows: Sequence[TheoryArrow]) -> list[Gap]:
    return said(check_theory(*as_theory(boxes, arrows)))


def permission_of(experiment: Experiment) -> Permission:
    return Permission(**{field.name: getattr(experiment, field.name) for field in fields(Permission)})


def in_the_way(experiment: Experiment, today: date, *, to: str) -> tuple[Finding, ...]:
    """What stands in the way of authorising an experiment, or of putting it to running."""
    found = check_permission(permission_of(experiment), at=today)
    if to == Experiment.State.RUNNING:
        return found
    return tuple(one for one in found if one.name not in _LATER)
