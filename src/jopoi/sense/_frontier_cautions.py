"""What to bear in mind with a frontier."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class FewForFrontier(JopoiWarning):
    """So few units, or so many measures, that most lie on the frontier for want of a like."""

    importance = 1
    template = N_(
        "{units} units and {measures} inputs and outputs: a rule of thumb asks for {wanted} units."
        " {efficient} of them lie on the frontier, many because none is like them."
    )


class NobodyReaches(JopoiWarning):
    """Units that nobody else reaches: how far they stand out has no number."""

    importance = 3
    template = N_(
        "Units that no others reach: {units}. Without them the programme is infeasible: how far they stand"
        " out has no number."
    )


class UnitsAveraged(JopoiWarning):
    """Units with several rows were averaged."""

    importance = 4
    template = N_("Units with several rows: {units}. Their means are compared.")


class LeftOutOfFrontier(JopoiWarning):
    """Units without a value, an input or an output."""

    importance = 3
    template = N_(
        "Units left out: {units}. Without a value: {missing}; that use or bring about nothing: {idle}."
    )
