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
    brief : str
        The sentence for where the reader sees already what it is about; empty if there is none.

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
    brief: str = ""

    def say(self, language: str = "en") -> str:
        """The sentence in ``language``."""
        return phrase(self.template, language, **self.facts)

    def say_briefly(self, language: str = "en") -> str:
        """The sentence for where the reader sees what it is about."""
        return phrase(self.brief or self.template, language, **self.facts)
