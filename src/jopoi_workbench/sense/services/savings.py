"""A claim of money saved, looked at before anybody repeats it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from jopoi._core.report import claim_and_why
from jopoi.sense import ClaimSpec, claim
from jopoi_workbench.sense.services.options import Option, declared


@dataclass(frozen=True)
class Looked:
    """What a claim implies, in the reader's language.

    ``draft`` holds the fields of a claim of the challenge, in every language.
    """

    sentence: str
    standing: str
    implied: list[tuple[str, str]]
    questions: list[str]
    may_not_claim: list[tuple[str, str]]
    draft: dict[str, str]


def claim_options(language: str) -> list[Option]:
    """What can be said of a saving."""
    return declared(ClaimSpec, language)


def looked_through(language: str, **said: Any) -> Looked:
    """What a claim implies.

    Raises
    ------
    jopoi.errors.OptionError
        A figure makes no sense, alone or beside another.
    """
    found = claim(**said)
    draft: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        draft |= {f"sentences_{code}": found.sentence(code), f"doubts_{code}": found.doubt(code)}
    return Looked(
        sentence=found.sentence(language),
        standing=found.taken_as(language),
        implied=found.implied(language),
        questions=found.questions(language),
        may_not_claim=[claim_and_why(sentence) for sentence in found.may_not_claim(language)],
        draft=draft,
    )
