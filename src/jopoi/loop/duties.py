"""Who does what over organisations, and what is missing in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

BOTH = "both"


class Part(StrEnum):
    """What an organisation does in a task or decision."""

    LEADS = "leads"
    DECIDES = "decides"
    DOES = "does"
    ASKED = "asked"
    TOLD = "told"


class Gap(StrEnum):
    """What is missing, or too much."""

    NOBODY_LEADS = "nobody leads"
    SEVERAL_LEAD = "several lead"
    NOBODY_DECIDES = "nobody decides"
    NO_NATIONAL = "nobody national takes part"
    NO_LOCAL = "nobody local takes part"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A task or a decision and the part of each organisation in it.

    Attributes
    ----------
    decision : bool
        Whether someone has to decide.
    both_levels : bool
        Whether national and local organisations are both needed.
    parts : mapping of str to collection of str
        The parts of each organisation, by name.
    levels : mapping of str to str
        ``"national"``, ``"local"`` or ``"both"``, for the organisations of which it is known.
    """

    decision: bool
    both_levels: bool
    parts: Mapping[str, Collection[str]]
    levels: Mapping[str, str]


def gaps(duty: Duty) -> list[Gap]:
    """What is missing in who does what.

    Being told is no part in it: an organisation that is only told does not make its level present.

    Parameters
    ----------
    duty : Duty

    Returns
    -------
    list of Gap

    Examples
    --------
    >>> fair = Duty(decision=True, both_levels=False, parts={"council": ["leads"]}, levels={})
    >>> [gap.value for gap in gaps(fair)]
    ['nobody decides']
    """
    found = []
    lead = sum(Part.LEADS in parts for parts in duty.parts.values())
    if lead != 1:
        found.append(Gap.SEVERAL_LEAD if lead else Gap.NOBODY_LEADS)
    if duty.decision and not any(Part.DECIDES in parts for parts in duty.parts.values()):
        found.append(Gap.NOBODY_DECIDES)
    if duty.both_levels:
        present = {duty.levels.get(name, "") for name, parts in duty.parts.items() if {*parts} - {Part.TOLD}}
        found += [
            gap
            for level, gap in (("national", Gap.NO_NATIONAL), ("local", Gap.NO_LOCAL))
            if not present & {level, BOTH}
        ]
    return found
