"""The six heuristics of a learning question: what a rule can see, and what only its author can say."""

import re
from collections.abc import Collection, Mapping

from jopoi.loop._vocabulary import ASKING, LEADING, OPEN_ENDED, POPULATIONS, found
from jopoi.loop.finding import Finding
from jopoi.words import N_, Fact

SELF_CHECKS: Mapping[str, str] = {
    "real": N_("Is the answer unknown today, and could it surprise you?"),
    "neutral": N_("Would someone who expects the opposite answer ask it in these words?"),
    "interesting": N_("Would somebody do something differently, whichever way the answer falls?"),
    "specific": N_("Is it narrow enough that you would recognise the answer in this stage?"),
    "feasible": N_("Can it be answered with the time and money that this loop has?"),
    "ethical": N_("Can it be asked without harm to those who are asked and those who are named?"),
}
_ANSWERED_NO: Mapping[str, str] = {
    "real": N_("You say that the answer is known already: ask what you do not know."),
    "neutral": N_("You say that the wording takes sides: put it so that either answer would do."),
    "interesting": N_("You say that nothing hangs on the answer: ask what a decision hangs on."),
    "specific": N_("You say that it is too broad for its stage: narrow it, or move it to another stage."),
    "feasible": N_("You say that time or money do not suffice: ask a smaller question."),
    "ethical": N_("You say that asking it may do harm: settle that before anybody is asked."),
}
_TEMPLATES = {
    "real": {
        "no_text": N_("Write the question."),
        "no_question": N_("This does not read as a question: begin with a question word, end with “?”."),
        "spanish_opening": N_("A question in Spanish also opens with “¿”."),
    },
    "neutral": {"leading": N_("“{word}” suggests the answer. Ask so that either answer would do.")},
    "specific": {
        "double": N_("{parts}: if these are two things, each needs its own measure. Split it, or say so."),
        "two_questions": N_("There are {n} questions here. Keep one, and file the others beside it."),
        "no_population": N_("We find no word for whom it is about: people, teams, schools … Name them."),
        "no_place": N_("Neither the question nor its challenge names a place."),
        "long": N_("It has {n} words. Under 40 it can be kept in mind."),
        "too_open_to_test": N_("In the stage Test, ask what can be compared: does it, how much, for whom."
                               " This one asks openly."),
        "no_stage": N_("Tick the stages that it belongs to."),
    },
}  # fmt: skip
_LONG = 40
_PLACE = re.compile(r"(?<=[\w,;] )(?!I\b)[A-ZÁÉÍÓÚÑ]\w{2,}")
_SPANISH = re.compile(r"\b(?:el|la|los|las|de|del|qué|cuál|cuáles|cómo|una|para|por)\b", re.IGNORECASE)
_EACH_OTHER = re.compile(r"\b(?:between|entre|both|ambos|ambas)\b[^,;?]*$", re.IGNORECASE)


def check_question(
    text: str,
    stages: Collection[str],
    *,
    place: str = "",
    answers: Mapping[str, bool | None] | None = None,
) -> tuple[Finding, ...]:
    """Check a learning question on six heuristics; nothing is forbidden.

    A rule sees the form of a question, words that lead, two questions in one, no population, no place, and
    an open question in the stage Test. Whether it is interesting, fits time and money and is ethical only its
    author can say: ``SELF_CHECKS`` holds what to ask, ``answers`` what was said.

    Parameters
    ----------
    text : str
        The question, in English or Spanish.
    stages : collection of str
        Of ``"sense"``, ``"explore"``, ``"test"``, ``"grow"``; several are fine.
    place : str, optional
        The place that its challenge is about.
    answers : mapping of str to bool, optional
        By heuristic; an answer of no is found, a missing one is not.

    Returns
    -------
    tuple of Finding
        ``field`` is the heuristic: ``real``, ``neutral``, ``interesting``, ``specific``, ``feasible``,
        ``ethical``.

    Notes
    -----
    The heuristics are those of the learning plans of UNDP's Accelerator Labs.

    Examples
    --------
    >>> for finding in check_question("Obviously nurses need training", ["sense"], place="Guairá"):
    ...     print(finding.field, finding.say())
    real This does not read as a question: begin with a question word, end with “?”.
    neutral “Obviously” suggests the answer. Ask so that either answer would do.
    """
    text = " ".join(text.split())
    if not text:
        return (_finding("real", "no_text"),)
    given = answers or {}
    said_no = (
        Finding(f"says_{name}_no", name, _ANSWERED_NO[name])
        for name in SELF_CHECKS
        if given.get(name) is False
    )
    return (*_form(text), *_wording(text), *_breadth(text, stages, place), *said_no)


def _finding(heuristic: str, name: str, **facts: Fact) -> Finding:
    return Finding(name, heuristic, _TEMPLATES[heuristic][name], facts)


def _form(text: str) -> list[Finding]:
    last = text.rstrip(" .)»”\"'")
    if not last.endswith(("?", "\N{ARABIC QUESTION MARK}", "\N{FULLWIDTH QUESTION MARK}")):
        return [_finding("real", "no_question")]
    if "¿" not in text and not found(text.split("?")[0], ASKING[:22]) and _SPANISH.search(text):
        return [_finding("real", "spanish_opening")]
    return []


def _wording(text: str) -> list[Finding]:
    word = found(text, LEADING)
    return [_finding("neutral", "leading", word=word)] if word else []


def _breadth(text: str, stages: Collection[str], place: str) -> list[Finding]:
    marks = text.count("?")
    parts = [] if marks > 1 else _two_outcomes(text)
    words = len(text.split())
    no_place = not place.strip() and not _PLACE.search(text)
    rules: list[tuple[bool, str, dict[str, Fact]]] = [
        (not stages, "no_stage", {}),
        (marks > 1, "two_questions", {"n": marks}),
        (bool(parts), "double", {"parts": parts}),
        (not found(text, POPULATIONS), "no_population", {}),
        (no_place, "no_place", {}),
        (words > _LONG, "long", {"n": words}),
        ("test" in stages and bool(found(text[:60], OPEN_ENDED)), "too_open_to_test", {}),
    ]
    return [_finding("specific", name, **facts) for holds, name, facts in rules if holds]


def _two_outcomes(text: str) -> list[str]:
    """Two things that are asked of at once: what stands on either side of the last "and" that joins them.

    A list of three and more ("social, bureaucratic and professional") is one thing told in parts, and what
    lies "between … and …" is one relation.
    """
    for pair in re.finditer(r"\s(?:and|y|e)\s(?:also\s|también\s)?", text):
        before, after = text[: pair.start()], text[pair.end() :]
        listed = re.search(r",\s*(?:\S+\s?){1,3},?$", before)
        if listed or before.endswith(",") or _EACH_OTHER.search(before):
            continue
        left, right = before.split()[-2:], after.split()[:2]
        return [f"“{' '.join(left)}”", f"“{' '.join(right).rstrip('?.,')}”"]
    return []
