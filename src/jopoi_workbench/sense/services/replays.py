"""Computing the same again, and saying whether the answer is the same."""

from dataclasses import dataclass
from datetime import datetime

from jopoi_workbench.sense.services.stored import answer_digest
from jopoi_workbench.shell import running
from jopoi_workbench.shell.models import Evidence, Member
from jopoi_workbench.shell.services import replay_run


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
    again = replay_run(actor=actor, evidence=evidence, at=at)
    running.start(again)
    again.refresh_from_db()
    return again


def compare(evidence: Evidence) -> Comparison | None:
    """A done run beside the one that it repeats, or beside the newest that repeats it."""
    done = Evidence.objects.filter(state=Evidence.State.DONE).select_related("created_by__person")
    earlier = done.filter(pk=evidence.replay_of_id).first() if evidence.replay_of_id else None
    later = evidence
    if earlier is None:
        newest = done.filter(replay_of=evidence).order_by("-finished_at").first()
        if newest is None:
            return None
        earlier, later = evidence, newest
    return Comparison(
        earlier=earlier,
        later=later,
        same_input=earlier.input_digest == later.input_digest,
        same_version=earlier.version == later.version,
        same_answer=answer_digest(earlier) == answer_digest(later),
    )
