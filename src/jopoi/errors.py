"""One root for errors, one for warnings; each is a sentence that can be said in several languages.

A message is a template and its facts, never a finished string, so that a run that failed
last night in English can be explained this morning in Spanish.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from jopoi.words import Fact, phrase

__all__ = [
    "Caution",
    "ColumnError",
    "FileError",
    "JopoiError",
    "JopoiWarning",
    "OptionError",
    "TableError",
]


class JopoiError(Exception):
    """A mistake that a user can put right.

    Parameters
    ----------
    what : str
        What is wrong and where: a template marked with ``N_``.
    hint : str, optional
        What to do about it: a template marked with ``N_``.
    **facts
        The values that fill both templates: numbers, texts or lists of texts.

    Examples
    --------
    >>> from jopoi.words import N_
    >>> error = ColumnError(N_("Column “{column}” is not in the table."), column="math5")
    >>> str(error)
    'Column “math5” is not in the table.'
    """

    def __init__(self, what: str, hint: str = "", **facts: Fact) -> None:
        self.what, self.hint, self.facts = what, hint, facts
        super().__init__(self.say())

    def say(self, language: str = "en") -> str:
        """The whole message, with its hint, in ``language``."""
        return " ".join(part for part in (self.say_what(language), self.say_hint(language)) if part)

    def say_what(self, language: str = "en") -> str:
        """What is wrong and where."""
        return phrase(self.what, language, **self.facts)

    def say_hint(self, language: str = "en") -> str:
        """What to do about it; empty if there is nothing to add."""
        return phrase(self.hint, language, **self.facts) if self.hint else ""


class FileError(JopoiError):
    """A file that cannot be read as a table."""


class TableError(JopoiError):
    """A table that the method cannot work on."""


class ColumnError(JopoiError):
    """A column that is missing, or holds what it should not."""


class OptionError(JopoiError):
    """An option whose value makes no sense, alone or beside another."""


class JopoiWarning(UserWarning):
    """Legal but doubtful input, or a result to be read with care.

    A subclass gives the sentence once, as ``template``; ``importance`` puts the gravest first.
    """

    template: ClassVar[str] = ""
    importance: ClassVar[int] = 5


def _kinds(root: type[JopoiWarning]) -> dict[str, type[JopoiWarning]]:
    found = {root.__name__: root}
    for kind in root.__subclasses__():
        found |= _kinds(kind)
    return found


@dataclass(frozen=True)
class Caution:
    """A warning that stands in a result: the name of its class and its facts.

    Examples
    --------
    >>> Caution("JopoiWarning", message="Read with care.").say()
    'Read with care.'
    """

    name: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    message: str = ""

    @classmethod
    def of(cls, kind: type[JopoiWarning], **facts: Fact) -> "Caution":
        """Make the caution of a kind of warning."""
        return cls(kind.__name__, facts, phrase(kind.template, "en", **facts))

    @property
    def kind(self) -> type[JopoiWarning]:
        """The class of the warning; the root class if it is no longer known."""
        return _kinds(JopoiWarning).get(self.name, JopoiWarning)

    def say(self, language: str = "en") -> str:
        """The sentence in ``language``."""
        template = self.kind.template
        return phrase(template, language, **self.facts) if template else self.message
