"""What to bear in mind with a multiverse."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NothingDeclared(JopoiWarning):
    """Nothing but the cut of the list and the shapes of the model could be chosen otherwise."""

    importance = 1
    template = N_(
        "Nothing but the cut of the list and the shapes of the model were chosen otherwise. Name"
        " circumstances that could as well be allowed for, or give periods."
    )


class NobodySteady(JopoiWarning):
    """No unit is listed in nearly every specification."""

    importance = 1
    template = N_(
        "No unit is listed in at least {steady:.0%} of the specifications: who is on the list is decided by"
        " how one asks."
    )


class ChoiceDecides(JopoiWarning):
    """One choice moves most of the list."""

    importance = 2
    template = N_(
        "One choice alone moves more than half of the list. Settle it for good reasons, before anybody sees"
        " the list."
    )


class SpecificationsDrawn(JopoiWarning):
    """There are more specifications than were tried."""

    importance = 4
    template = N_("Of {every} specifications {tried} were drawn, the one that was asked for among them.")


class SpecificationsFailed(JopoiWarning):
    """Some specifications have no answer."""

    importance = 3
    template = N_("Specifications without an answer: {n}. Why stands beside each in the table of them.")
