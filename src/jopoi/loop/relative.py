"""A change beside the change elsewhere: a fall by 35 % says little where everyone fell by 22 %."""

from dataclasses import dataclass

from jopoi.errors import OptionError
from jopoi.loop.said import Said
from jopoi.words import N_

__all__ = ["Relative", "relative_change"]


@dataclass(frozen=True)
class Relative:
    """A change relative to a comparator.

    Attributes
    ----------
    change, comparator : float
        As shares: -0.35 is a fall by 35 per cent.
    """

    change: float
    comparator: float

    @property
    def ratio(self) -> float:
        """What is left here over what is left there."""
        return (1.0 + self.change) / (1.0 + self.comparator)

    @property
    def beyond(self) -> float:
        """The change beyond what happened to the comparator, as a share."""
        return self.ratio - 1.0

    @property
    def points(self) -> float:
        """The difference in percentage points."""
        return 100.0 * (self.change - self.comparator)

    def said(self) -> Said:
        """The sentence that must stand beside the change."""
        facts = {
            "here": self.change,
            "there": self.comparator,
            "beyond": self.beyond,
            "ratio": self.ratio,
        }
        return Said(
            N_(
                "{here:+.1%} here, {there:+.1%} where nothing was done: relative to the comparator "
                "{beyond:+.1%} (ratio {ratio:.3f}). How sure this is was not reported."
            ),
            facts,
        )


def relative_change(change: float, *, comparator: float) -> Relative:
    """Set a change beside the change of a comparator over the same time.

    Parameters
    ----------
    change, comparator : float
        As shares, above -1.

    Returns
    -------
    Relative

    Raises
    ------
    jopoi.errors.OptionError
        If one of them is a fall by 100 % or more, of which nothing relative can be said.

    Examples
    --------
    Deaths and serious injuries in Wiltshire fell by 35 %, in Great Britain by 22 %:

    >>> speedwatch = relative_change(-0.35, comparator=-0.22)
    >>> round(speedwatch.ratio, 3), round(speedwatch.beyond, 3), round(speedwatch.points)
    (0.833, -0.167, -13)
    """
    for value in (change, comparator):
        if not value > -1.0:
            raise OptionError(N_("A change must be above −100 %. Got {value:.0%}."), value=value)
    return Relative(change, comparator)
