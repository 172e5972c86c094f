"""A theory of change: boxes at five levels, arrows that say what they rest on, and the gaps in it."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jopoi.loop.finding import Finding
from jopoi.words import N_, Fact

LEVELS: Mapping[str, str] = {
    "input": N_("Input"),
    "activity": N_("Activity"),
    "output": N_("Output"),
    "outcome": N_("Outcome"),
    "impact": N_("Impact"),
}
STRONGEST = 5
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
_ENDS = ("outcome", "impact")


@dataclass(frozen=True)
class Node:
    """A box: what is put in, done, produced, seen, or changed for good.

    Attributes
    ----------
    key : str
        What arrows call it.
    name : str
    level : str
        One of ``LEVELS``: ``input``, ``activity``, ``output``, ``outcome``, ``impact``.
    indicator : str
        How it would be seen.
    """

    key: str
    name: str
    level: str = "activity"
    indicator: str = ""


@dataclass(frozen=True)
class Arrow:
    """One thing leads to another, and what that rests on.

    Attributes
    ----------
    source, target : str
        Keys of boxes.
    assumption : str
        Why the one would lead to the other.
    evidence : int or None
        0 (none yet) to 5 on the ladder of evidence; None if nobody has said.
    indicator : str
        How one would see that it happened.
    failure : str
        How it could fail.
    """

    source: str
    target: str
    assumption: str = ""
    evidence: int | None = None
    indicator: str = ""
    failure: str = ""

    @property
    def key(self) -> str:
        """What a finding calls it."""
        return f"{self.source}>{self.target}"


_TEMPLATES = {
    "empty": N_("Nothing is drawn yet. Begin with one activity and one outcome."),
    "no_activity": N_("There is no activity: say what is done."),
    "no_end": N_("There is no outcome: say what would be seen."),
    "orphan": N_("“{name}” has no arrow. Say what leads to it, or what it leads to."),
    "leads_nowhere": N_("From “{name}” no arrows lead to an outcome."),
    "comes_from_nowhere": N_("No activity leads to “{name}”."),
    "no_way": N_("No path leads from an activity to an outcome."),
    "no_indicator": N_("“{name}” has no indicator: how would it be seen?"),
    "cycle": N_("{names} lead back to where they began. If an arrow belongs to the next turn, take it out."),
    "to_itself": N_("“{source}” leads to itself."),
    "unknown_box": N_("An arrow begins or ends at a box that is not there: “{source}” to “{target}”."),
    "skips": N_("“{source}” to “{target}” skips a level. What lies in between?"),
    "backwards": N_("“{source}” to “{target}” leads to an earlier level."),
    "arrow_assumption": N_("“{source}” to “{target}”: on what assumption?"),
    "arrow_evidence": N_("“{source}” to “{target}”: how strong is the evidence, 0 to 5?"),
    "arrow_indicator": N_("“{source}” to “{target}”: how would you see that it happened?"),
    "arrow_failure": N_("“{source}” to “{target}”: how could it fail?"),
}  # fmt: skip
_BRIEF = {
    "orphan": N_("No arrow. Say what leads to it, or what it leads to."),
    "no_indicator": N_("No indicator: how would it be seen?"),
    "skips": N_("It skips a level. What lies in between?"),
    "backwards": N_("It leads to an earlier level."),
    "arrow_assumption": N_("On what assumption?"),
    "arrow_evidence": N_("How strong is the evidence, 0 to 5?"),
    "arrow_indicator": N_("How would you see that it happened?"),
    "arrow_failure": N_("How could it fail?"),
}


def check_theory(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> tuple[Finding, ...]:
    """Name the gaps in a theory of change; nothing is forbidden.

    Parameters
    ----------
    nodes : sequence of Node
    arrows : sequence of Arrow

    Returns
    -------
    tuple of Finding
        ``about`` is the key of the box or of the arrow, ``field`` the part that is missing: ``arrows``,
        ``level``, ``indicator``, ``assumption``, ``evidence``, ``failure``.

    Examples
    --------
    >>> boxes = [Node("t", "Training"), Node("p", "Dated plan", "outcome", "plans on file")]
    >>> for gap in check_theory(boxes, [Arrow("t", "p", "they meet", 1, "minutes", "no time")]):
    ...     print(gap.say())
    “Training” to “Dated plan” skips a level. What lies in between?
    """
    if not nodes:
        return (Finding("empty", "level", _TEMPLATES["empty"]),)
    names = {node.key: node.name for node in nodes}
    known = [arrow for arrow in arrows if {arrow.source, arrow.target} <= names.keys()]
    loose = (arrow for arrow in arrows if not {arrow.source, arrow.target} <= names.keys())
    unknown = (_gap("unknown_box", "arrows", arrow.key, **_ends_of(arrow, names)) for arrow in loose)
    return (
        *unknown, *_paths(nodes, known), *_cycles(names, known), *_boxes(nodes),
        *(gap for arrow in known for gap in _arrow(arrow, {node.key: node for node in nodes})),
    )  # fmt: skip


def _gap(what: str, part: str, about: str = "", **facts: Fact) -> Finding:
    return Finding(what, part, _TEMPLATES[what], facts, about, _BRIEF.get(what, ""))


def _ends_of(arrow: Arrow, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "source": names.get(arrow.source, arrow.source),
        "target": names.get(arrow.target, arrow.target),
    }


def _boxes(nodes: Iterable[Node]) -> Iterator[Finding]:
    for node in nodes:
        if node.level in _ENDS and not node.indicator.strip():
            yield _gap("no_indicator", "indicator", node.key, name=node.name)


def _arrow(arrow: Arrow, nodes: Mapping[str, Node]) -> Iterator[Finding]:
    ends = _ends_of(arrow, {key: node.name for key, node in nodes.items()})
    steps = _RANK.get(nodes[arrow.target].level, 0) - _RANK.get(nodes[arrow.source].level, 0)
    rules = (
        (arrow.source == arrow.target, "to_itself", "arrows"),
        (steps > 1, "skips", "arrows"),
        (steps < 0, "backwards", "arrows"),
        (not arrow.assumption.strip(), "arrow_assumption", "assumption"),
        (arrow.evidence is None or not 0 <= arrow.evidence <= STRONGEST, "arrow_evidence", "evidence"),
        (not arrow.indicator.strip(), "arrow_indicator", "indicator"),
        (not arrow.failure.strip(), "arrow_failure", "failure"),
    )
    for holds, name, part in rules:
        if holds:
            yield _gap(name, part, arrow.key, **ends)


def _paths(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> Iterator[Finding]:
    """Boxes without arrows, and activities and outcomes that no path joins."""
    joined = {key for arrow in arrows for key in (arrow.source, arrow.target)}
    begins = [node for node in nodes if node.level == "activity"]
    ends = [node for node in nodes if node.level in _ENDS]
    if not begins:
        yield _gap("no_activity", "level")
    if not ends:
        yield _gap("no_end", "level")
    for node in nodes:
        if node.key not in joined and len(nodes) > 1:
            yield _gap("orphan", "arrows", node.key, name=node.name)
    if not begins or not ends:
        return
    forth = reached([node.key for node in begins], [(a.source, a.target) for a in arrows])
    back = reached([node.key for node in ends], [(a.target, a.source) for a in arrows])
    if not any(node.key in forth for node in ends):
        yield _gap("no_way", "arrows")
        return
    for node in nodes:
        if node.key in joined and node.level == "activity" and node.key not in back:
            yield _gap("leads_nowhere", "arrows", node.key, name=node.name)
        if node.key in joined and node.level in _ENDS and node.key not in forth:
            yield _gap("comes_from_nowhere", "arrows", node.key, name=node.name)


def reached(starts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Every key that pairs lead to, each with the one it was first reached from; a start with itself."""
    after: dict[str, list[str]] = {}
    for source, target in pairs:
        after.setdefault(source, []).append(target)
    found = {start: start for start in starts}
    queue = deque(found)
    while queue:
        here = queue.popleft()
        for there in after.get(here, ()):
            if there not in found:
                found[there] = here
                queue.append(there)
    return found


def _cycles(names: Mapping[str, str], arrows: Sequence[Arrow]) -> Iterator[Finding]:
    """One shortest circle through each box that lies on one, each circle once."""
    pairs = {(arrow.source, arrow.target) for arrow in arrows if arrow.source != arrow.target}
    told: set[frozenset[str]] = set()
    for start in names:
        found = reached([start], sorted(pairs))
        last = next((source for source in found if (source, start) in pairs), None)
        if last is None:
            continue
        circle = [last]
        while circle[-1] != start:
            circle.append(found[circle[-1]])
        if frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield _gap("cycle", "arrows", start, names=[f"“{names[key]}”" for key in reversed(circle)])
