"""One claim in several voices: for who uses the service, who works in it, who decides. The numbers stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jopoi.loop._amounts import Amount, amounts, ranges
from jopoi.loop.said import Said
from jopoi.words import N_

__all__ = ["Voice", "voice"]

_WORDS_A_MINUTE = 200
_LONG_SENTENCE = 22
_LONG_TEXT = 120
_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)")


@dataclass(frozen=True)
class Voice:
    """What was found in the text of one voice.

    Attributes
    ----------
    faults : tuple of Said
        Numbers that are lost or new, a doubt that is gone.
    hints : tuple of Said
        How long it takes to read, and what would make it easier.
    """

    faults: tuple[Said, ...]
    hints: tuple[Said, ...]


def voice(
    text: str, *, sentence: str, doubt: str, language: str, also: Sequence[str] = (), claim_language: str = ""
) -> Voice:
    """Hold the text of a voice against its claim.

    Parameters
    ----------
    text : str
        What is told to these readers.
    sentence, doubt : str
        The claim: its numbers must be in the text; if the doubt has an interval, so must the text.
    language : str
        Of the text; it says what a comma is.
    also : sequence of str, optional
        What the claim rests on: its numbers may be in the text.
    claim_language : str, optional
        Of the claim, if it is another.

    Returns
    -------
    Voice

    Examples
    --------
    >>> told = voice("It helped 25 in 100.", sentence="It helped 22 in 100.", doubt="From 4 to 40.",
    ...              language="en")
    >>> [fault.say() for fault in told.faults]
    ['“22” is missing.', '“25” is not a number of the claim.', 'The doubt is lost: say “4 to 40” too.']
    """
    spoken = claim_language or language
    main = amounts(sentence, spoken)
    known = [*main, *amounts(doubt, spoken)]
    known += [amount for told in also for amount in amounts(told, spoken)]
    said = amounts(text, language)
    faults = (*_lost(main, said), *_new(said, known), *_doubt(said, doubt, spoken))
    return Voice(tuple(faults), tuple(_hints(text)))


def _lost(main: Sequence[Amount], said: Sequence[Amount]) -> Iterator[Said]:
    for amount in main:
        if not any(amount.agrees(other) for other in said):
            yield Said(N_("“{number}” is missing."), {"number": amount.words})


def _new(said: Sequence[Amount], known: Sequence[Amount]) -> Iterator[Said]:
    for amount in said:
        if not any(amount.agrees(other) for other in known):
            yield Said(N_("“{number}” is not a number of the claim."), {"number": amount.words})


def _doubt(said: Sequence[Amount], doubt: str, language: str) -> Iterator[Said]:
    for low, high in ranges(doubt, language):
        if not all(any(end.agrees(other) for other in said) for end in (low, high)):
            facts = {"low": low.words, "high": high.words}
            yield Said(N_("The doubt is lost: say “{low} to {high}” too."), facts)


def _hints(text: str) -> Iterator[Said]:
    words = len(text.split())
    sentences = max(len(_SENTENCE.findall(text.strip() + " ")), 1)
    facts = {"words": words, "seconds": max(5 * round(words / _WORDS_A_MINUTE * 12), 5)}
    yield Said(N_("{words} words, about {seconds} seconds to read."), facts)
    if words / sentences > _LONG_SENTENCE:
        per = round(words / sentences)
        yield Said(N_("{per} words a sentence: shorter sentences are easier."), {"per": per})
    if words > _LONG_TEXT:
        yield Said(N_("Shorter is read more often: up to {most} words."), {"most": _LONG_TEXT})
