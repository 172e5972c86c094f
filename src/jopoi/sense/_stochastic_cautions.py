"""What to bear in mind with a stochastic frontier."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NoInefficiency(JopoiWarning):
    """Nothing in the table speaks for an inefficiency."""

    importance = 1
    template = N_(
        "Nothing tells inefficiency from chance here: what rows fall short of the frontier is spread evenly"
        " to both sides. Every efficiency is 1, which says that it cannot be measured, not that all are"
        " efficient."
    )


class NoChance(JopoiWarning):
    """Nothing in the table speaks for chance."""

    importance = 1
    template = N_(
        "Nothing is left to chance: the likelihood is highest without any. Efficiencies look surer than they"
        " are."
    )


class NoMaximum(JopoiWarning):
    """The truncated normal has no most likely mean."""

    importance = 1
    template = N_(
        "The truncated shape has no maximum here: the likelihood keeps rising towards the exponential"
        " ({reached:.4f} of {limit:.4f}). The exponential is told instead."
    )


class NotFound(JopoiWarning):
    """The search ended before the top."""

    importance = 1
    template = N_("The search did not reach a maximum; do not use these numbers. Try another shape.")


class InefficiencyUnsure(JopoiWarning):
    """Little is gained by allowing for an inefficiency."""

    importance = 2
    template = N_(
        "An inefficiency explains little more than chance does (p = {p_value:.2f}): efficiencies may be an"
        " artefact of the assumed shape."
    )


class RowsWithoutLogarithm(JopoiWarning):
    """Rows without a value, or with zeros."""

    importance = 3
    template = N_(
        "Rows left out: {rows} of {total}. Without a value: {missing}; with a zero, which has no logarithm:"
        " {zero}."
    )
