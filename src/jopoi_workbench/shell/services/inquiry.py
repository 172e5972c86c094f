"""Writing questions and hypotheses, and saying what became of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jopoi_workbench.shell.audit import record
from jopoi_workbench.shell.models import Challenge, Evidence, Expectation, Member, Question
from jopoi_workbench.shell.roles import Act, require
from jopoi_workbench.shell.services.challenges import open_loop
from jopoi_workbench.shell.services.editing import change

_NAME = 80


@transaction.atomic
def ask_question(*, actor: Member, challenge: Challenge, at: datetime, **values: Any) -> Question:
    """File a question under a challenge and the turn of the loop that it is in."""
    require(actor, Act.INQUIRE)
    question = Question.objects.create(
        challenge=challenge, loop=open_loop(challenge), created_by=actor, created_at=at, **values
    )
    record(lab=challenge.lab, actor=actor, action="question.asked", about=question, at=at,
           name=question.text[:_NAME])  # fmt: skip
    return question


@transaction.atomic
def edit_question(
    *, actor: Member, question: Question, version: int, at: datetime, **values: Any
) -> Question:
    """Change a question, unless someone else did so since ``version``."""
    require(actor, Act.INQUIRE)
    changed = change(question, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=actor.lab, actor=actor, action="question.edited", about=question, at=at,
               name=question.text[:_NAME], changed=changed)  # fmt: skip
    return question


@transaction.atomic
def settle_question(
    *,
    actor: Member,
    question: Question,
    version: int,
    at: datetime,
    evidence: Iterable[Evidence] = (),
    **values: Any,
) -> Question:
    """Say that a question is answered, citing evidence; dropped, with a reason; or open again."""
    require(actor, Act.INQUIRE)
    change(question, version=version, values=values, actor=actor, at=at)
    cited = _cite(question, evidence, actor)
    record(lab=actor.lab, actor=actor, action=f"question.{question.state}", about=question, at=at,
           name=question.text[:_NAME], evidence=cited)  # fmt: skip
    return question


@transaction.atomic
def propose_hypothesis(*, actor: Member, challenge: Challenge, at: datetime, **values: Any) -> Expectation:
    """File a hypothesis under a challenge."""
    require(actor, Act.INQUIRE)
    told = Expectation.objects.create(challenge=challenge, created_by=actor, created_at=at, **values)
    record(lab=challenge.lab, actor=actor, action="hypothesis.proposed", about=told, at=at,
           name=told.change[:_NAME])  # fmt: skip
    return told


@transaction.atomic
def edit_hypothesis(
    *, actor: Member, hypothesis: Expectation, version: int, at: datetime, **values: Any
) -> Expectation:
    """Change a hypothesis, unless someone else did so since ``version``; what stood there is kept."""
    require(actor, Act.INQUIRE)
    before = {name: str(getattr(hypothesis, name) or "") for name in values}
    changed = change(hypothesis, version=version, values=values, actor=actor, at=at)
    if changed:
        record(lab=actor.lab, actor=actor, action="hypothesis.edited", about=hypothesis, at=at,
               name=hypothesis.change[:_NAME], changed=changed,
               before={name: before[name] for name in changed})  # fmt: skip
    return hypothesis


@transaction.atomic
def settle_hypothesis(
    *,
    actor: Member,
    hypothesis: Expectation,
    version: int,
    at: datetime,
    evidence: Iterable[Evidence] = (),
    **values: Any,
) -> Expectation:
    """Say how a hypothesis stands, citing evidence."""
    require(actor, Act.INQUIRE)
    change(hypothesis, version=version, values=values, actor=actor, at=at)
    cited = _cite(hypothesis, evidence, actor)
    record(lab=actor.lab, actor=actor, action=f"hypothesis.{hypothesis.state}", about=hypothesis, at=at,
           name=hypothesis.change[:_NAME], evidence=cited)  # fmt: skip
    return hypothesis


def _cite(thing: Question | Expectation, evidence: Iterable[Evidence], actor: Member) -> list[int]:
    """Cite evidence of the same lab, and no other."""
    cited = list(evidence)
    if any(one.lab_id != actor.lab_id for one in cited):
        message = "evidence of another lab"
        raise PermissionDenied(message)
    thing.evidence.set(cited)
    return [one.pk for one in cited]
