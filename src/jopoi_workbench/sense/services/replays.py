"""Computing the same again, and saying whether the answer is the same."""

from dataclasses import dataclass
from datetime import datetime

from jopoi_workbench.sense.services.questions import questions
from jopoi_workbench.sense.services.stored import same_answer
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.services import replay_run

_MOST = 10  # runs in a row that did not end


@dataclass(frozen=True)
class Comparison:
    """A run and an earlier one of the same question to the same table."""

    earlier: Evidence
    later: Evidence
    same_input: bool
    same_version: bool
    same_answer: bool


def replay(*, evidence: Evidence, actor: Member, at: datetime) -> Evidence:
    """Ask the same question of the same table again."""
    assert evidence.dataset is not None  # noqa: S101 - a question is always filed with its table
    titles = questions(evidence.method, evidence.dataset, evidence.spec)
    again = replay_run(actor=actor, evidence=evidence, at=at, titles=titles)
    running.start(again)
    again.refresh_from_db()
    return again


def compare(evidence: Evidence) -> Comparison | None:
    """A done run beside the one that it repeats, or beside the newest that repeats it."""
    earlier, later = _repeated(evidence), evidence
    if earlier is None:
        newest = _repeats(evidence)
        if newest is None:
            return None
        earlier, later = evidence, newest
    return Comparison(
        earlier=earlier,
        later=later,
        same_input=earlier.input_digest == later.input_digest,
        same_version=earlier.version == later.version,
        same_answer=same_answer(earlier, later),
    )


def _repeated(evidence: Evidence) -> Evidence | None:
    """The nearest done run that this one repeats, past those that did not end."""
    earlier = evidence.replay_of
    while earlier is not None and earlier.state != Evidence.State.DONE:
        earlier = earlier.replay_of
    return earlier


def _repeats(evidence: Evidence) -> Evidence | None:
    """The newest done run that repeats this one, past those that did not end."""
    ended = Evidence.objects.select_related("created_by__person").order_by("-pk")
    known = {evidence.pk}
    for _generation in range(_MOST):
        found = ended.filter(replay_of__in=known).exclude(pk__in=known)
        done = next((run for run in found if run.state == Evidence.State.DONE), None)
        if done is not None or not found:
            return done
        known |= {run.pk for run in found}
    return None
