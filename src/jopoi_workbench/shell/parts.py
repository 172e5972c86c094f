"""The parts of a challenge, in the order in which its pages list them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jopoi_workbench.shell.models import Member
from jopoi_workbench.shell.roles import Act, may

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
            ("contributions", _("From outside")),
        ),
    ),
)


# What only those may open who may do something.
_FOR_SOME = {"contributions": Act.ANSWER}


@dataclass(frozen=True)
class Parts:
    """All parts under their headings, and what the reader's own is called."""

    here: "StrPromise | str"
    groups: "tuple[tuple[StrPromise, tuple[tuple[str, StrPromise], ...]], ...]"


def parts_from(here: str, member: Member) -> Parts:
    """The parts as a member sees them from one of them."""
    closed = {name for name, act in _FOR_SOME.items() if not may(member, act)}
    groups = tuple(
        (heading, tuple(entry for entry in entries if entry[0] not in closed)) for heading, entries in _PARTS
    )
    names = {name: label for _heading, entries in groups for name, label in entries}
    return Parts(names.get(here, ""), groups)
