"""From the registers to the facts of a ring, and to the words beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jopoi_workbench.shell.models import Challenge, Evidence, Loop, Stage
from jopoi_workbench.shell.ring import DrawnQuarter, Quarter, draw
from jopoi_workbench.shell.waiting import Waiting

State = Evidence.State
_SHOWN = 8


@dataclass(frozen=True)
class RunningLoop:
    """A challenge with the turn it is in, its ring, and what it waits for."""

    challenge: Challenge
    turn: int
    facts: dict[str, Quarter]
    waits: list[Waiting]

    @property
    def small(self) -> list[DrawnQuarter]:
        return draw(list(self.facts.values()))

    @property
    def large(self) -> list[DrawnQuarter]:
        return draw(list(self.facts.values()), "large")

    @property
    def counts(self) -> dict[str, str]:
        """What stands beside each quarter: "6 filed, 1 waits"."""
        return {stage: quarter_words(facts) for stage, facts in self.facts.items()}

    @property
    def words(self) -> str:
        """The ring in words, for who cannot see it."""
        told = (f"{Stage(stage).label}: {quarter_words(facts)}" for stage, facts in self.facts.items())
        return f"{self.challenge.title}. {'; '.join(told)}."


@dataclass(frozen=True)
class OpenQuarter:
    """A stage of a challenge with its evidence, as the challenge page shows it."""

    stage: str
    name: str
    evidence: list[Evidence]
    more: int


def loops_of(challenges: Sequence[Challenge], waiting: Iterable[Waiting]) -> list[RunningLoop]:
    """The running loop of each challenge: two queries, however many there are."""
    keys = [challenge.pk for challenge in challenges]
    turns = dict(Loop.objects.filter(challenge__in=keys).order_by("turn").values_list("challenge", "turn"))
    found = Evidence.objects.filter(challenge__in=keys).exclude(state__in=[State.SUPERSEDED, State.CANCELLED])
    by_challenge: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for key, *rest in found.values_list("challenge", "stage", "state", "created_by"):
        by_challenge[key].append(tuple(rest))  # type: ignore[arg-type]
    waits = list(waiting)
    return [
        RunningLoop(
            challenge=challenge,
            turn=turns.get(challenge.pk, 1),
            facts={stage: _quarter(by_challenge[challenge.pk], stage) for stage in Stage.values},
            waits=[thing for thing in waits if thing.challenge == challenge.pk],
        )
        for challenge in challenges
    ]


def _quarter(evidence: Iterable[tuple[str, str, int]], stage: str) -> Quarter:
    here = [(state, who) for where, state, who in evidence if where == stage]
    states = [state for state, _who in here]
    return Quarter(
        done=states.count(State.DONE),
        running=states.count(State.RUNNING) + states.count(State.WAITING),
        waits=states.count(State.FAILED),
        people=len({who for _state, who in here}),
    )


def quarters_of(challenge: Challenge) -> list[OpenQuarter]:
    """The four stages of a challenge with their newest evidence."""
    by_stage: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in challenge.evidence.exclude(state=State.SUPERSEDED).select_related("created_by__person"):
        by_stage[evidence.stage].append(evidence)
    return [
        OpenQuarter(stage.value, str(stage.label), found[:_SHOWN], max(0, len(found) - _SHOWN))
        for stage, found in ((stage, by_stage[stage.value]) for stage in Stage)
    ]


def quarter_words(facts: Quarter) -> str:
    """A quarter's facts in a few words."""
    if not facts.begun:
        return _("not begun")
    parts = [
        ngettext("%(n)s filed", "%(n)s filed", facts.done) % {"n": facts.done} if facts.done else "",
        ngettext("%(n)s running", "%(n)s running", facts.running) % {"n": facts.running}
        if facts.running
        else "",
        ngettext("%(n)s waits", "%(n)s wait", facts.waits) % {"n": facts.waits} if facts.waits else "",
        ngettext("%(n)s planned", "%(n)s planned", facts.planned) % {"n": facts.planned}
        if facts.planned
        else "",
        _("closed") if facts.closed else "",
    ]
    return ", ".join(part for part in parts if part)
