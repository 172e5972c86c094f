"""How strong is it? The ladder of evidence: five rungs, and what keeps a claim from the next one.

The rungs are Nesta's standards of evidence (Puttick & Ludlow 2013). What the design of a study cannot
carry, nothing else that is said about it can make up for: without a comparison nothing rises above
the second rung.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jopoi.loop.said import Said
from jopoi.words import N_

__all__ = ["HIGHEST", "RUNGS", "Comparison", "Design", "Level", "grade"]

_MEASURED, _COMPARISON, HIGHEST = 2, 3, 5
RUNGS = (
    N_("Nothing yet"),
    N_("Told, or argued"),
    N_("Measured, not attributable"),
    N_("A comparison shows the cause"),
    N_("Repeated elsewhere"),
    N_("Can be repeated anywhere"),
)


class Comparison(StrEnum):
    """With what the change is compared."""

    NONE = "none"
    RANDOMISED = "randomised"
    STEPPED_WEDGE = "stepped_wedge"
    REGRESSION_DISCONTINUITY = "regression_discontinuity"
    CONTROLLED_ITS = "controlled_its"
    DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
    SYNTHETIC_CONTROL = "synthetic_control"
    MATCHED = "matched"


_BY_LOT = {Comparison.RANDOMISED, Comparison.STEPPED_WEDGE}


@dataclass(frozen=True, kw_only=True)
class Design:
    """What is known of how a thing was found out.

    Attributes
    ----------
    told : bool
        Someone said or saw it: a quote, minutes, a vote, an account of money spent.
    logical_case : bool
        Why it should be so is written down.
    measured : bool
        A change, or a difference between units, was measured.
    comparison : Comparison
        With what it was compared.
    registered : bool
        The plan was fixed before the outcome was known.
    attrition, contamination, unlike, few : bool
        Faults of the comparison: many were lost, or more on one side; those waiting got it too; the
        groups differed before it began; there were too few units to tell.
    repeats, agreeing : int
        How often others repeated it, with a comparison of their own, and how many found the same.
    manual : bool
        A manual, systems and costs are there that ensure the same result elsewhere.
    """

    told: bool = False
    logical_case: bool = False
    measured: bool = False
    comparison: Comparison = Comparison.NONE
    registered: bool = False
    attrition: bool = False
    contamination: bool = False
    unlike: bool = False
    few: bool = False
    repeats: int = 0
    agreeing: int = 0
    manual: bool = False


@dataclass(frozen=True)
class Level:
    """A rung of the ladder, 0 to 5, why it is reached and what keeps it from the next.

    Attributes
    ----------
    level : int
    reason : Said
    why_not_higher : tuple of Said
        Empty on the highest rung.
    """

    level: int
    reason: Said
    why_not_higher: tuple[Said, ...] = ()

    @property
    def name(self) -> Said:
        """What the rung is called."""
        return Said(RUNGS[self.level])


_REASONS = {
    0: N_("Nothing that it rests on stands yet."),
    1: N_("It was told or argued, and nothing was measured."),
    2: N_("Something was measured, but nothing shows what it would have been otherwise."),
    4: N_("Others repeated it with a comparison of their own and found the same."),
    5: N_("It was repeated, and a manual with its costs ensures the same result elsewhere."),
}
_UNPROVEN = N_("There is a comparison, but it does not yet show the cause.")
_COMPARED = {
    Comparison.RANDOMISED: N_("Who came first was drawn by lot, so that chance alone divided the groups."),
    Comparison.STEPPED_WEDGE: N_("Everyone got it in turn, in an order drawn by lot."),
    Comparison.REGRESSION_DISCONTINUITY: N_(
        "Those just above and just below a line, who are alike but for the line, were compared."
    ),
    Comparison.CONTROLLED_ITS: N_("A long series was compared with a series where nothing was changed."),
    Comparison.DIFFERENCE_IN_DIFFERENCES: N_(
        "The change was compared with the change among similar units over the same time."
    ),
    Comparison.SYNTHETIC_CONTROL: N_("The change was compared with a mix of units that ran alike before."),
    Comparison.MATCHED: N_("Each was compared with others like it, chosen before the outcome was known."),
}


def grade(design: Design) -> Level:
    """The highest rung that a design carries.

    Parameters
    ----------
    design : Design

    Returns
    -------
    Level

    Notes
    -----
    Rung 1 needs that it was told or argued; 2 that something was measured; 3 a written logical case and
    a comparison without a fault that spoils it; 4 at least one independent repeat and none that found
    something else; 5 a manual with its costs. Each rung needs the ones below it.

    Examples
    --------
    >>> grade(Design(logical_case=True, measured=True, repeats=9, agreeing=9, manual=True)).level
    2
    >>> grade(Design(logical_case=True, measured=True, comparison=Comparison.RANDOMISED)).name.say()
    'A comparison shows the cause'
    """
    for level, lacks in enumerate(_RUNGS_LACK):
        missing = tuple(lacks(design))
        if missing:
            return Level(level, _reason(level, design), missing)
    return Level(HIGHEST, _reason(HIGHEST, design))


def _reason(level: int, design: Design) -> Said:
    if level == _MEASURED and design.comparison is not Comparison.NONE:
        return Said(_UNPROVEN)
    return Said(_COMPARED[design.comparison] if level == _COMPARISON else _REASONS[level])


def _first(design: Design) -> Iterator[Said]:
    if not (design.told or design.logical_case or design.measured):
        yield Said(N_("Nobody has told or argued why it should be so. Write the logical case down."))


def _second(design: Design) -> Iterator[Said]:
    if not design.measured:
        yield Said(N_("Nothing was measured. Count or measure it, before and after if it is a change."))


def _third(design: Design) -> Iterator[Said]:
    if not design.logical_case:
        yield Said(N_("Nobody has written down why it should work. Write the logical case down."))
    if design.comparison is Comparison.NONE:
        yield Said(
            N_(
                "There is no comparison: nobody knows what would have happened otherwise. "
                "A lottery, a staged start or similar units elsewhere would show it."
            )
        )
        return
    yield from _spoilt(design)


def _spoilt(design: Design) -> Iterator[Said]:
    by_lot = design.comparison in _BY_LOT
    if design.attrition:
        yield Said(N_("Too many were lost, or more on one side than on the other, to compare who is left."))
    if design.contamination:
        yield Said(N_("Those who served as the comparison got it too."))
    if design.unlike and not by_lot:
        yield Said(N_("The groups already differed before it began."))
    if design.few:
        yield Said(N_("There were too few units for a comparison to tell chance from cause."))
    if design.comparison is Comparison.MATCHED and not design.registered:
        yield Said(N_("Whom to compare was not fixed beforehand. Freeze a plan before the next outcome."))


def _fourth(design: Design) -> Iterator[Said]:
    if design.repeats <= 0:
        yield Said(N_("Nobody else has repeated it. A second place, run by others, would show if it holds."))
    elif design.agreeing < design.repeats:
        facts = {"other": design.repeats - max(design.agreeing, 0), "of": design.repeats}
        yield Said(N_("Repeats that found something else: {other} of {of}. Find out why first."), facts)


def _fifth(design: Design) -> Iterator[Said]:
    if not design.manual:
        yield Said(N_("There is no manual with costs by which others could get the same result."))


_RUNGS_LACK = (_first, _second, _third, _fourth, _fifth)
