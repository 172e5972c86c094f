"""A claim in the voices of its readers, and whether its numbers and its doubt are still there."""

from dataclasses import dataclass

from django.utils.translation import get_language

from jopoi.loop.voices import Voice, voice
from jopoi_workbench.shell.models import Audience, Citation, Claim


@dataclass(frozen=True)
class Said:
    """A claim as it is said to an audience in a language, and what was found in the text."""

    audience: Audience
    language: str
    text: str
    found: Voice


def said_to(claim: Claim, audience: Audience) -> list[Said]:
    """What is said to an audience, in every language in which something is, the reader's first."""
    texts = claim.voices.get(audience.value, {})
    mine = (get_language() or "en").partition("-")[0]
    return [
        Said(audience, language, text, checked(claim, text, language))
        for language, text in sorted(texts.items(), key=lambda pair: (pair[0] != mine, pair[0]))
        if text
    ]


def checked(claim: Claim, text: str, language: str) -> Voice:
    """Hold a text against the claim in the same language, or in the first one that it is written in."""
    spoken = language if language in claim.sentences else next(iter(claim.sentences), language)
    return voice(
        text,
        sentence=claim.sentences.get(spoken, ""),
        doubt=claim.doubts.get(spoken, ""),
        language=language,
        also=[words for citation in claim.citations.all() for words in _numbers(citation, spoken)],
        claim_language=spoken,
    )


def _numbers(citation: Citation, language: str) -> list[str]:
    counts = (citation.in_favour, citation.against, citation.abstained, citation.entitled)
    found = [str(number) for number in counts if number is not None]
    if citation.amount is not None:
        found.append(f"{citation.amount.normalize():f}".replace(".", "," if language == "es" else "."))
    evidence = citation.evidence
    if evidence is not None:
        shows = evidence.record.shows if hasattr(evidence, "record") else {}
        texts = (evidence.titles, evidence.doubts, shows)
        found += [text[language] for text in texts if text.get(language)]
    return found
