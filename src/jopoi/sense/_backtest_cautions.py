"""What to bear in mind with a backtest."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class NoBetterThanChance(JopoiWarning):
    """Lists hold up no more often than any units would."""

    importance = 1
    template = N_(
        "Those listed held up no more often ({held:.0%}) than units drawn at random would ({chance:.0%})."
    )


class FadesFaster(JopoiWarning):
    """Lists hold up clearly less often than regression to the mean explains."""

    importance = 1
    template = N_(
        "Those listed held up in {held:.0%} of the looks back, where regression to the mean alone leaves"
        " {expected:.0%}: what makes them stand out does not last."
    )


class NobodyPersists(JopoiWarning):
    """No unit on the list of all periods is persistent."""

    importance = 2
    template = N_("No unit on the list lasts over the splits well enough to be called persistent.")


class FewLooksBack(JopoiWarning):
    """So few splits, or so few on their lists, that they say little."""

    importance = 2
    template = N_(
        "Splits of the periods: {splits}; looks back at someone listed: {looks}. So few say little about what"
        " lasts."
    )


class SplitsFailed(JopoiWarning):
    """Some splits have no answer."""

    importance = 3
    template = N_("Splits without an answer: {n}. Why stands beside each in the table of them.")


class SplitsDrawn(JopoiWarning):
    """There are more splits than were tried."""

    importance = 4
    template = N_("Of {every} splits {tried} were drawn, all that go forward in time among them.")
