"""A hypothesis in if–then form: what is missing, what is vague, and what a free sentence already says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jopoi.loop._vocabulary import (
    ATTITUDES,
    COUNTED,
    DIRECTIONS,
    PEOPLE,
    SHARED_WORK,
    TEAMS,
    VAGUE,
    found,
)
from jopoi.loop.finding import Finding
from jopoi.words import N_, Fact


@dataclass(frozen=True)
class Hypothesis:
    """What a hypothesis says, part by part; what is not said is empty.

    Attributes
    ----------
    change : str
        If …: what is done.
    unit : str
        For whom: what is counted as one, such as a team, a school or a household.
    outcome : str
        Then …: what would be seen.
    mediator : str
        Because …: what has to happen in between.
    direction : str
        ``"up"``, ``"down"``, ``"present"`` (it happens or it does not), or empty.
    measure, source : str
        How the outcome is counted, and where the figure comes from.
    by_when : date or None
        The day by which it would be seen.
    conditions : str
        Under what conditions it would hold.
    """

    change: str = ""
    unit: str = ""
    outcome: str = ""
    mediator: str = ""
    direction: str = ""
    measure: str = ""
    source: str = ""
    by_when: date | None = None
    conditions: str = ""


_TEMPLATES = {
    "no_if_then": N_("Put it as: if … is done, then … is seen, because …"),
    "no_change": N_("If …: say what is done."),
    "vague_change": N_("“{word}” does not say what is done. Name the act, how much, and who does it."),
    "no_unit": N_("For whom? Name what is counted as one: a team, a school, a household."),
    "person_unit": N_("“{unit}” are persons, but “{work}” is done together. If the team does or does not do"
                      " it, the unit is the team: that is what is counted, drawn by lot and compared."),
    "no_outcome": N_("Then …: say what would be seen."),
    "attitude": N_("“{word}” is inside people’s heads. Name the instrument that measures it, or a trace that"
                   " anyone can see: a dated plan, a list of participants, a decision."),
    "no_direction": N_("More, less, or something that happens or not? State the direction beforehand."),
    "no_measure": N_("Seen by what? Name what is counted."),
    "uncounted": N_("“{measure}” does not say what is counted: a number, a share, a dated record."),
    "no_source": N_("Where does the figure come from? Name the register, the form or the visit."),
    "no_date": N_("By when? Without a day it can never be wrong."),
    "date_past": N_("The day by which it would be seen has passed."),
    "no_mediator": N_("Because …: say what has to happen in between. If it fails, that tells you where."),
    "no_conditions": N_("Under what conditions would it hold? Name at least one that must not change."),
}  # fmt: skip


def check_hypothesis(hypothesis: Hypothesis | str, *, at: date | None = None) -> tuple[Finding, ...]:
    """Find what a hypothesis lacks before it can be tested; nothing is forbidden.

    Parameters
    ----------
    hypothesis : Hypothesis or str
        The parts, or a sentence that `parse_hypothesis` reads.
    at : date, optional
        The day of the check, to say that a day has passed.

    Returns
    -------
    tuple of Finding
        ``field`` is the part: ``change``, ``unit``, ``outcome``, ``direction``, ``measure``, ``source``,
        ``by_when``, ``mediator``, ``conditions``; ``sentence`` if the whole is not in if–then form.

    Examples
    --------
    >>> said = "If we train health workers in planning tools, then they will appropriate these tools."
    >>> [finding.name for finding in check_hypothesis(said)][:4]
    ['person_unit', 'attitude', 'no_direction', 'no_measure']
    """
    if isinstance(hypothesis, str):
        parsed = parse_hypothesis(hypothesis)
        if not (parsed.change and parsed.outcome):
            return (_finding("no_if_then", "sentence"),)
        return check_hypothesis(parsed, at=at)
    parts = (_change, _unit, _outcome, _seen, _by_when, _mechanism)
    return tuple(finding for part in parts for finding in part(hypothesis, at))


def _finding(name: str, part: str, **facts: Fact) -> Finding:
    return Finding(name, part, _TEMPLATES[name], facts)


def _change(told: Hypothesis, _at: date | None) -> Iterator[Finding]:
    if not told.change.strip():
        yield _finding("no_change", "change")
    elif word := found(told.change, VAGUE):
        yield _finding("vague_change", "change", word=word)


def _unit(told: Hypothesis, _at: date | None) -> Iterator[Finding]:
    if not told.unit.strip():
        yield _finding("no_unit", "unit")
        return
    work = found(f"{told.outcome} {told.measure}", SHARED_WORK)
    # "Teams of nurses" is a team, "nurses of the unit" are nurses: the first noun decides in Spanish and in
    # phrases with "of", the last one in "health unit workers".
    if work and _head(told.unit) == "people":
        yield _finding("person_unit", "unit", unit=told.unit, work=work)


def _head(unit: str) -> str:
    """Whether a unit is "people", a "team", or neither, by its main noun."""
    main = re.split(r"\b(?:of|in|at|from|de|del|en|with|con)\b", unit, maxsplit=1)[0]
    words = [
        kind
        for word in re.findall(r"\w+", main)
        for kind, known in (("people", PEOPLE), ("team", TEAMS))
        if found(word, known)
    ]
    return words[-1] if words else ""


def _outcome(told: Hypothesis, _at: date | None) -> Iterator[Finding]:
    if not told.outcome.strip():
        yield _finding("no_outcome", "outcome")
        return
    word = found(told.outcome, ATTITUDES)
    if word and not (told.measure.strip() and told.source.strip()):
        yield _finding("attitude", "outcome", word=word)
    if not told.direction and not found(told.outcome, DIRECTIONS):
        yield _finding("no_direction", "direction")


def _seen(told: Hypothesis, _at: date | None) -> Iterator[Finding]:
    if not told.measure.strip():
        yield _finding("no_measure", "measure")
    elif not found(told.measure, COUNTED) and not re.search(r"[\d%]", told.measure):
        yield _finding("uncounted", "measure", measure=told.measure)
    if not told.source.strip():
        yield _finding("no_source", "source")


def _by_when(told: Hypothesis, at: date | None) -> Iterator[Finding]:
    if told.by_when is None:
        yield _finding("no_date", "by_when")
    elif at is not None and told.by_when < at:
        yield _finding("date_past", "by_when")


def _mechanism(told: Hypothesis, _at: date | None) -> Iterator[Finding]:
    if not told.mediator.strip():
        yield _finding("no_mediator", "mediator")
    if not told.conditions.strip():
        yield _finding("no_conditions", "conditions")


_IF = re.compile(r"(?<!\w)(?:if|si)\s+", re.IGNORECASE)
_THEN = re.compile(r"[,;]?\s*(?<!\w)(?:then|entonces)\s*,?\s+", re.IGNORECASE)
_BECAUSE = re.compile(r"[,;]?\s*(?<!\w)(?:because|porque|ya que|dado que)\s+", re.IGNORECASE)


def parse_hypothesis(sentence: str) -> Hypothesis:
    """Read "If … then … because …" or "Si … entonces … porque …" into parts; nothing is guessed but the unit.

    Parameters
    ----------
    sentence : str

    Returns
    -------
    Hypothesis
        With ``change``, ``outcome`` and ``mediator`` as written, and as ``unit`` whom the first part names;
        empty parts where the sentence has none, all empty if it has no if and then.

    Examples
    --------
    >>> told = parse_hypothesis("Si el equipo se reúne, entonces fija prioridades porque escucha.")
    >>> told.change, told.outcome, told.mediator, told.unit
    ('el equipo se reúne', 'fija prioridades', 'escucha', 'equipo')
    """
    text = " ".join(sentence.split()).rstrip(" .")
    start = _IF.search(text)
    then = _THEN.search(text, start.end()) if start else None
    if not (start and then):
        return Hypothesis()
    change, rest = text[start.end() : then.start()], text[then.end() :]
    because = _BECAUSE.search(rest)
    outcome = rest[: because.start()] if because else rest
    mediator = rest[because.end() :] if because else ""
    return Hypothesis(change=change, outcome=outcome, mediator=mediator, unit=_whom(change))


def _whom(change: str) -> str:
    """The people or teams that the first part names, with the name that goes with them."""
    noun = found(change, PEOPLE) or found(change, TEAMS)
    if not noun:
        return ""
    before, _, after = change.partition(noun)
    lead = re.search(r"((?:[A-Z][\w-]*\s+)*)$", before)
    tail = re.match(r"((?:\s+(?:de(?:\s+l[aeo]s?)?|del)(?:\s+[A-ZÁÉÍÓÚÑ]\w*(?:\s+de)?)+)?)", after)
    return f"{lead[1] if lead else ''}{noun}{tail[1] if tail else ''}".removesuffix(" de")
