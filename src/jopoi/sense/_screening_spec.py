"""The options of a screening, declared once for Python, terminal, API and web form."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._comparison_rules import (
    Allowed,
    counts_alone,
    each_column_once,
    near_bounds_soundly,
    one_precision,
    practices_apart,
    practices_in_context_option,
    practices_option,
)
from jopoi.words import N_

Better = Literal["higher", "lower"]
Prior = Literal["normal", "nonparametric", "precision"]
Expectation = Literal["linear", "neighbours", "clusters", "boosted"]


CASES = "cases behind each value"  # a column that scores near bounds are given


class ComparisonSpec(Spec):
    """Whom to compare, by what, and with what allowed for."""

    unit: str = option(
        title=N_("Unit"),
        about=N_("The column that names the service unit: a school, a health post, a district."),
        role="column",
    )
    outcome: str = option(
        title=N_("Outcome"),
        about=N_("The column with the result that people care about, as a number."),
        role="column",
    )
    period: str | None = option(
        None,
        title=N_("Period"),
        about=N_(
            "The column with the year, quarter or month. Repeated periods tell lasting differences"
            " from chance."
        ),
        role="column",
    )
    context: tuple[str, ...] = option(
        (),
        title=N_("Context"),
        about=N_(
            "Structural circumstances that a unit cannot choose: poverty, size, distance. Never what it does:"
            " that may be how it does it."
        ),
        role="columns",
    )
    practices: tuple[str, ...] = practices_option()
    practices_in_context: Allowed = practices_in_context_option()
    group: str | None = option(
        None,
        title=N_("Group"),
        about=N_(
            "A district or network. Its shared effect is taken out, so that units are compared within it."
        ),
        role="column",
    )
    standard_error: str | None = option(
        None,
        title=N_("Standard error"),
        about=N_("The column with the outcome's standard error, if the outcome is itself an estimate."),
        role="column",
    )
    weight: str | None = option(
        None,
        title=N_("Weight"),
        about=N_(
            "The column with how many cases stand behind each value, such as pupils behind a mean score: what"
            " rests on more is seen more exactly."
        ),
        role="column",
    )
    denominator: str | None = option(
        None,
        title=N_("Denominator"),
        about=N_(
            "The column with what the outcome is counted out of, if it is a count: vaccinated out of eligible"
            " children. Shares from small numbers are never ranked raw."
        ),
        role="column",
    )
    exposure: str | None = option(
        None,
        title=N_("Exposure"),
        about=N_(
            "The column with what the outcome is counted over, if it is a count of events: deaths over"
            " births, complaints over visits, accidents over kilometres."
        ),
        role="column",
    )
    bounds: tuple[float, float] | None = option(
        None,
        title=N_("Bounds"),
        about=N_(
            "The lowest and highest value that the outcome can have; rows outside are left out and reported."
        ),
        role="bounds",
    )
    near_bounds: bool = option(
        default=False,
        title=N_("Close to its bounds"),
        about=N_(
            "For a score that comes close to its lowest or highest value, where each point is harder to win"
            " than the last: differences are then taken by odds. Needs the bounds."
        ),
        role="flag",
    )
    higher_is_better: bool = option(
        default=True,
        title=N_("Higher is better"),
        about=N_("Switch off for waiting times, deaths or complaints."),
        role="flag",
    )
    prior: Prior = option(
        "normal",
        title=N_("Shape of the differences"),
        about=N_(
            "How true differences are thought to be spread. On a normal curve; in whatever shape the data"
            " show (nonparametric), which needs some hundred units and holds where a few stand far out; or on"
            " a curve that goes with how exactly a unit is seen (precision), for when small units truly do"
            " better or worse than large ones."
        ),
        role="choice",
    )

    expectation: Expectation = option(
        "linear",
        title=N_("Expectation"),
        about=N_(
            "What circumstances lead one to expect of a unit. By a straight line (linear), by the nearest"
            " units in similar circumstances (neighbours), by groups of such units (clusters), or by boosted"
            " trees, which see bends and combinations and need some hundred units (boosted)."
        ),
        role="choice",
    )
    peers: int = option(
        25,
        title=N_("Peers"),
        about=N_(
            "With how many units in similar circumstances each is compared, if by neighbours or clusters."
        ),
        role="count",
        ge=5,
        le=1_000,
    )

    @field_validator("context", "practices", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _compared_soundly(self) -> "ComparisonSpec":
        counts_alone(self)
        near_bounds_soundly(self)
        one_precision(self)
        practices_apart(self, self.context)
        if self.expectation != "linear" and not self.context:
            raise OptionError(
                N_("`expectation` {value} needs `context`: what are peers alike in?"),
                N_("Name the circumstances, or choose linear."),
                option="expectation",
                value=self.expectation,
            )
        if self.bounds and not self.bounds[0] < self.bounds[1]:
            raise OptionError(
                N_("`bounds` must be a lower and then a higher value. Got {low} and {high}."),
                low=self.bounds[0],
                high=self.bounds[1],
            )
        return self

    @property
    def taken_out(self) -> tuple[str, ...]:
        """What units do and is taken out all the same."""
        return tuple(name for name in self.context if name in self.practices)

    @property
    def over(self) -> str | None:
        """What the outcome is counted out of or over, if it is a count."""
        return self.denominator or self.exposure

    @property
    def by_odds(self) -> bool:
        """Whether differences are taken on the scale of odds or of rates, and not as they stand."""
        return self.over is not None or self.near_bounds

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is compared by, the unit first."""
        single = (
            *(self.unit, self.period, self.outcome, self.standard_error),
            *(self.weight, self.over, self.group),
        )
        return (*(name for name in single if name is not None), *self.context)


class ShortlistSpec(ComparisonSpec):
    """What makes a shortlist: whom to compare, by what, and how to cut the list."""

    top: float = option(
        0.10,
        title=N_("Top share"),
        about=N_("How small a share of all units counts as exceptional: 0.10 is the top tenth."),
        role="share",
        gt=0.0,
        le=0.5,
    )
    false_share: float = option(
        0.20,
        title=N_("Expected false share"),
        about=N_("How large a share of the list may be there by luck: 0.20 is one in five."),
        role="share",
        gt=0.0,
        lt=1.0,
    )
    capacity: int | None = option(
        None,
        title=N_("Capacity"),
        about=N_("How many units you could visit at most; empty for no limit."),
        role="count",
        ge=1,
        le=1_000_000,
    )
    rng: int | None = option(
        None,
        title=N_("Random seed"),
        about=N_("Fixes the shuffled order of the visit list; empty takes it from the input's digest."),
        role="count",
        ge=0,
        le=2**63 - 1,
    )


class ScreenSpec(ShortlistSpec):
    """What was asked of a screening."""

    method: ClassVar[str] = "sense.screen"

    mirror: Mapping[str, Better] = option(
        {},
        title=N_("Mirror indicators"),
        about=N_(
            "What a good outcome must not be bought with, such as drop-out beside test scores, and whether"
            " higher or lower is better."
        ),
        role="mirror",
    )
    confirm: tuple[str, ...] = option(
        (),
        title=N_("Confirm on"),
        about=N_("Periods kept out of the screening, in which the shortlist must hold up."),
        role="periods",
    )

    latitude: str | None = option(
        None,
        title=N_("Latitude"),
        about=N_("The column with degrees north, to see whether neighbours are alike and to plan journeys."),
        role="column",
    )
    longitude: str | None = option(
        None,
        title=N_("Longitude"),
        about=N_("The column with degrees east."),
        role="column",
    )

    @field_validator("confirm", mode="before")
    @classmethod
    def _as_labels(cls, given: Any) -> Any:  # noqa: ANN401 - whatever the caller wrote
        given = () if given is None else given
        given = [given] if isinstance(given, str | int | float) else given
        return tuple(label(period) for period in given)

    @field_validator("mirror", mode="before")
    @classmethod
    def _directions(cls, given: Any) -> Any:  # noqa: ANN401 - whatever the caller wrote
        given = {} if given is None else given
        given = [given] if isinstance(given, str) else given
        return given if isinstance(given, Mapping) else dict.fromkeys(given, "higher")

    @model_validator(mode="after")
    def _sound(self) -> "ScreenSpec":
        each_column_once(self, self.mirror)
        if (self.latitude is None) != (self.longitude is None):
            raise OptionError(
                N_("`latitude` and `longitude` belong together."),
                N_("Name both columns, or none."),
                option="latitude" if self.latitude is None else "longitude",
            )
        if self.latitude is not None and self.latitude == self.longitude:
            raise OptionError(
                N_("Column “{column}” is given more than one part to play."),
                N_("Degrees north and degrees east stand in two columns."),
                column=self.latitude,
            )
        if self.confirm and self.period is None:
            raise OptionError(
                N_(
                    "`confirm` needs `period`: periods can only be held out if the table says which is which."
                ),
                N_("Name the period column, or leave `confirm` empty."),
            )
        return self

    @property
    def of_rates(self) -> "ScreenSpec":
        """The same asked of rates, whose error goes with what they were counted out of or over."""
        changed = {"standard_error": self.over, "denominator": None, "exposure": None}
        if self.near_bounds:
            changed = {"standard_error": self.weight or CASES, "weight": None}
        return self.model_copy(update=changed)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the screening reads, the unit first."""
        places = [name for name in (self.latitude, self.longitude) if name is not None]
        return tuple(dict.fromkeys([*super().columns, *self.mirror, *places]))


def label(period: object) -> str:
    """How a period is written: ``1996`` for 1996, 1996.0 and "1996" alike."""
    if isinstance(period, float) and period.is_integer():
        return str(int(period))
    return str(period)
