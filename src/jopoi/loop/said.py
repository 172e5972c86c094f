"""A sentence that is not yet in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jopoi.words import Fact, phrase

__all__ = ["Said"]


@dataclass(frozen=True)
class Said:
    """A template marked with ``N_`` and what fills it.

    Examples
    --------
    >>> Said("{n} of {of}", {"n": 3, "of": 4}).say()
    '3 of 4'
    """

    template: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def say(self, language: str = "en") -> str:
        """The sentence in ``language``."""
        return phrase(self.template, language, **self.facts)
