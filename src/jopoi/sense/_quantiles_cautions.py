"""What to bear in mind with a quantile frontier."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NobodyClearlyAbove(JopoiWarning):
    """No unit lies above the bar by more than the bar itself is unsure."""

    importance = 1
    template = N_(
        "No unit lies clearly above the bar: who does may do so because the bar is not known better."
    )


class BarUnsettled(JopoiWarning):
    """The search for the bar ended before it was certain."""

    importance = 1
    template = N_("The bar could still be off by {gap:.2g} in its loss of {loss:.4g}: take it as a sketch.")


class SeenOnce(JopoiWarning):
    """Each unit has one row, so that luck is in every margin."""

    importance = 2
    template = N_(
        "Each unit is seen once: {best:.0%} of all lie above such a bar in every table, be it by luck. Only"
        " repeated periods tell who lasts."
    )


class FollowsFromOthers(JopoiWarning):
    """Columns that say nothing new were left out."""

    importance = 3
    template = N_("Left out because they follow from other columns: {columns}.")


class RowsNotComplete(JopoiWarning):
    """Rows without a value were left out."""

    importance = 3
    template = N_("Rows left out for a missing value: {rows} of {total}.")
