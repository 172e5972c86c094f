"""What to bear in mind with a selection of cases."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NobodyToVisit(JopoiWarning):
    """No unit stands out surely enough, or every one that does was turned away."""

    importance = 1
    template = N_(
        "Nobody can be visited as outstanding: {turned} units stand out surely enough, and every one was"
        " turned away."
    )


class AccessDecides(JopoiWarning):
    """So many were turned away that access decides who is a case."""

    importance = 1
    template = N_(
        "{turned} of {surely} units that stand out were turned away for a reason: whom one can reach decides"
        " as much as who does well."
    )


class WithoutOrdinary(JopoiWarning):
    """Cases without a unit to be compared with."""

    importance = 2
    template = N_(
        "Outstanding units without an ordinary one to compare with: {sets}. With successes alone nothing"
        " tells a cause from what everybody does."
    )


class WithoutLow(JopoiWarning):
    """No low unit could be found for some cases."""

    importance = 4
    template = N_("Outstanding units without a low one like them: {sets}.")


class PlacesUnknown(JopoiWarning):
    """Units to visit whose place is unknown stand in no journey."""

    importance = 3
    template = N_("Units to visit whose place is unknown: {visits}. They stand in no journey.")


class CriteriaUnsaid(JopoiWarning):
    """Nobody said who set the criteria."""

    importance = 4
    template = N_("Nobody wrote down who set the criteria, and by what.")
