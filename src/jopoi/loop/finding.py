"""One thing that a check found: a name, where it belongs, and a sentence in the reader's language."""

import dataclasses
from collections.abc import Mapping

from jopoi.words import Fact, phrase


@dataclasses.dataclass(frozen=True)
class Finding:
    """What a check found missing, vague or doubtful; nothing is ever forbidden by it.

    Attributes
    ----------
    name : str
        What was found, for programs: ``"no_unit"``.
    field : str
        The field that it stands beside.
    template : str
        The sentence, a template marked with ``N_``.
    facts : mapping of str to number, text or list of texts
        What fills the template.
    about : str
        The box or arrow that it is about; empty if it is about the whole.

    Examples
    --------
    >>> Finding("no_unit", "unit", "Say for whom.").say()
    'Say for whom.'
    """

    name: str
    field: str
    template: str
    facts: Mapping[str, Fact] = dataclasses.field(default_factory=dict)
    about: str = ""

    def say(self, language: str = "en") -> str:
        """The sentence in ``language``."""
        return phrase(self.template, language, **self.facts)
