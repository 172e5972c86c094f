"""The parts of a challenge, in the order in which its pages list them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Under each heading the name of an address, which is also what a page calls itself, and what readers call it.
_PARTS: "tuple[tuple[StrPromise, tuple[tuple[str, StrPromise], ...]], ...]" = (
    (
        _("The loop"),
        (
            ("loop", _("Loop")),
            ("decisions", _("Decisions")),
            ("turns", _("Turns")),
            ("lineage", _("Lineage")),
        ),
    ),
    (
        _("What is asked"),
        (
            ("questions", _("Questions")),
            ("hypotheses", _("Hypotheses")),
            ("theory", _("Theory of change")),
            ("experiments", _("Experiments")),
            ("plans", _("Plans of analysis")),
        ),
    ),
    (
        _("What is known"),
        (
            ("claims", _("Claims")),
            ("verdicts", _("Verdicts")),
            ("lessons", _("What went wrong")),
        ),
    ),
    (
        _("With whom and what"),
        (
            ("partners", _("Partners")),
            ("duties", _("Who does what")),
            ("money", _("Time and money")),
            ("conditions", _("Conditions")),
        ),
    ),
    (
        _("Outside the lab"),
        (
            ("submission", _("Submission")),
            ("visibility", _("Who sees it")),
        ),
    ),
)


@dataclass(frozen=True)
class Parts:
    """All parts under their headings, and what the reader's own is called."""

    here: "StrPromise | str"
    groups: "tuple[tuple[StrPromise, tuple[tuple[str, StrPromise], ...]], ...]" = _PARTS


def parts_from(here: str) -> Parts:
    """The parts as seen from one of them."""
    names = {name: label for _heading, entries in _PARTS for name, label in entries}
    return Parts(names.get(here, ""))
