"""From the registers to the facts of a ring, and to the words beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jopoi.privacy import SMALLEST
from jopoi_workbench.shell.access import with_reviews
from jopoi_workbench.shell.models import Challenge, Decision, Evidence, Loop, Stage
from jopoi_workbench.shell.ring import DrawnQuarter, Quarter, draw
from jopoi_workbench.shell.waiting import Waiting
from jopoi_workbench.shell.woven import NOTHING, Held, Known, Thread, What, woven

_SHOWN = 8


@dataclass(frozen=True)
class RunningLoop:
    """A challenge with one turn of its loop: the ring, and what it waits for.

    ``waits`` is what waits for the reader; ``held`` is what waits in each stage, for whomever;
    ``decisions`` are those of each stage, newest first.
    """

    challenge: Challenge
    loop: Loop
    facts: dict[str, Quarter]
    held: dict[str, list[Held]]
    decisions: dict[str, list[Decision]]
    waits: list[Waiting] = field(default_factory=list)

    @property
    def turn(self) -> int:
        return self.loop.turn

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
        told = (f"{Stage(stage).label}: {quarter_told(facts)}" for stage, facts in self.facts.items())
        return f"{self.challenge.title}. {'; '.join(told)}."

    @property
    def first_held(self) -> list[Held]:
        """The first two things that wait, for whomever, in the order of the stages."""
        return [held for stage in self.held.values() for held in stage][:2]


@dataclass(frozen=True)
class OpenQuarter:
    """A stage of a turn with its evidence and decisions, as the challenge page shows it."""

    stage: str
    name: str
    evidence: list[Evidence]
    more: int
    decisions: list[Decision]

    @property
    def closed_by(self) -> Decision | None:
        """The decision that closed it."""
        return next((decision for decision in self.decisions if decision.closing), None)


def loops_of(challenges: Sequence[Challenge], waiting: Iterable[Waiting]) -> list[RunningLoop]:
    """The newest turn of each challenge, in a number of queries that does not grow with them."""
    keys = [challenge.pk for challenge in challenges]
    newest = {loop.challenge_id: loop for loop in Loop.objects.filter(challenge__in=keys).order_by("turn")}
    by_challenge: dict[int | None, list[Waiting]] = defaultdict(list)
    for thing in waiting:
        by_challenge[thing.challenge].append(thing)
    turns = [newest.get(challenge.pk) or Loop(challenge=challenge, turn=1) for challenge in challenges]
    return [
        RunningLoop(challenge, turn, *woven_in, by_challenge[challenge.pk])
        for challenge, turn, woven_in in zip(challenges, turns, _facts_of(turns), strict=True)
    ]


def loop_of(turn: Loop, waiting: list[Waiting], known: Known = NOTHING) -> RunningLoop:
    """One turn that is at hand, with its challenge."""
    (woven_in,) = _facts_of([turn], known)
    return RunningLoop(turn.challenge, turn, *woven_in, waiting)


def for_everyone(loops: Iterable[RunningLoop]) -> list[RunningLoop]:
    """The same loops without a count of so few people that someone could be found by it."""
    return [
        replace(loop, facts={stage: _uncounted(facts) for stage, facts in loop.facts.items()})
        for loop in loops
    ]


def _uncounted(facts: Quarter) -> Quarter:
    return replace(facts, people=0, few=True) if 0 < facts.people < SMALLEST else facts


def turns_of(challenge: Challenge) -> list[RunningLoop]:
    """Every turn of a challenge with its ring, newest first."""
    turns = list(challenge.loops.select_related("closed_by__person").order_by("-turn"))
    return [
        RunningLoop(challenge, turn, *woven_in)
        for turn, woven_in in zip(turns, _facts_of(turns), strict=True)
    ]


_Woven = tuple[dict[str, Quarter], dict[str, list[Held]], dict[str, list[Decision]]]


def _facts_of(turns: Sequence[Loop], known: Known = NOTHING) -> list[_Woven]:
    threads = woven([turn.pk for turn in turns if turn.pk], known)
    return [
        (
            {stage: _quarter(threads[turn.pk, stage]) for stage in Stage.values},
            {stage: [t.held for t in threads[turn.pk, stage] if t.held] for stage in Stage.values},
            {
                stage: [t.decision for t in threads[turn.pk, stage][::-1] if t.decision]
                for stage in Stage.values
            },
        )
        for turn in turns
    ]


def _quarter(threads: Sequence[Thread]) -> Quarter:
    kinds = [thread.what for thread in threads]
    return Quarter(
        done=kinds.count(What.DONE),
        running=kinds.count(What.RUNNING),
        waits=kinds.count(What.WAITS),
        planned=kinds.count(What.PLANNED),
        people=len({thread.who for thread in threads if thread.who is not None}),
        decisions=kinds.count(What.DECISION),
        open_decisions=kinds.count(What.OPEN_DECISION),
        closed=What.CLOSED in kinds,
    )


def quarters_of(running: RunningLoop) -> list[OpenQuarter]:
    """The four stages of a turn with their newest evidence and all decisions."""
    by_stage: dict[str, list[Evidence]] = defaultdict(list)
    total: dict[str, int] = {}
    found = Evidence.objects.filter(loop=running.loop).exclude(state=Evidence.State.SUPERSEDED)
    numbered = with_reviews(found).annotate(
        place=Window(RowNumber(), partition_by="stage", order_by=[F("created_at").desc(), F("pk").desc()]),
        total=Window(Count("pk"), partition_by="stage"),
    )
    for evidence in numbered.filter(place__lte=_SHOWN).select_related("created_by__person").defer("spec"):
        by_stage[evidence.stage].append(evidence)
        total[evidence.stage] = evidence.total
    return [
        OpenQuarter(
            stage.value, str(stage.label), by_stage[stage.value],
            max(0, total.get(stage.value, 0) - _SHOWN), running.decisions[stage.value],
        )
        for stage in Stage
    ]  # fmt: skip


def quarter_words(facts: Quarter) -> str:
    """A quarter's facts in a few words, for beside the ring."""
    return _joined([*_petals_told(facts, facts.waits + facts.open_decisions), _closed(facts)])


def quarter_told(facts: Quarter) -> str:
    """All of a quarter's facts in words, for who cannot see the ring."""
    people = ngettext("%(n)s person took part", "%(n)s people took part", facts.people)
    taken = ngettext("%(n)s decision taken", "%(n)s decisions taken", facts.decisions)
    waits = ngettext("%(n)s decision waits", "%(n)s decisions wait", facts.open_decisions)
    more = [(facts.people, people), (facts.decisions, taken), (facts.open_decisions, waits)]
    told = [words % {"n": n} for n, words in more if n]
    few = _("fewer than five people took part") if facts.few else ""
    return _joined([*_petals_told(facts, facts.waits), few, *told, _closed(facts)])


def _petals_told(facts: Quarter, waits: int) -> list[str]:
    petals = [
        (facts.done, ngettext("%(n)s filed", "%(n)s filed", facts.done)),
        (facts.running, ngettext("%(n)s running", "%(n)s running", facts.running)),
        (waits, ngettext("%(n)s waits", "%(n)s wait", waits)),
        (facts.planned, ngettext("%(n)s planned", "%(n)s planned", facts.planned)),
    ]
    return [words % {"n": n} for n, words in petals if n]


def _closed(facts: Quarter) -> str:
    return _("closed") if facts.closed else ""


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part) or _("not begun")
