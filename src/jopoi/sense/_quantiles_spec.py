"""The options of a quantile frontier, declared once for Python, terminal, API and web form."""

from typing import ClassVar

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._comparison_rules import (
    Allowed,
    practices_apart,
    practices_in_context_option,
    practices_option,
)
from jopoi.sense._quantile_errors import Spread
from jopoi.words import N_


class QuantilesSpec(Spec):
    """What was asked of a quantile frontier."""

    method: ClassVar[str] = "sense.quantiles"

    unit: str = option(
        title=N_("Unit"),
        about=N_("The column that names the service unit; its rows count together."),
        role="column",
    )
    outcome: str = option(
        title=N_("Outcome"),
        about=N_("The column with the result that people care about, as a number."),
        role="column",
    )
    context: tuple[str, ...] = option(
        (),
        title=N_("Context"),
        about=N_("Structural circumstances that a unit cannot choose: poverty, size, distance."),
        role="columns",
    )
    practices: tuple[str, ...] = practices_option()
    practices_in_context: Allowed = practices_in_context_option()
    period: str | None = option(
        None,
        title=N_("Period"),
        about=N_("The column with the year, quarter or month; a good year for all is nobody's merit."),
        role="column",
    )
    quantile: float = option(
        0.90,
        title=N_("How high the bar"),
        about=N_(
            "Which share of units in like circumstances stays below the bar: 0.90 leaves a tenth above."
        ),
        role="share",
        ge=0.05,
        le=0.99,
    )
    higher_is_better: bool = option(
        default=True,
        title=N_("Higher is better"),
        about=N_("Switch off for waiting times, deaths or complaints."),
        role="flag",
    )
    spread: Spread = option(
        "unequal",
        title=N_("Standard errors"),
        about=N_(
            "Whether units differ more in some circumstances than in others: unequal and kernel allow for"
            " that, equal does not."
        ),
        role="choice",
    )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used."""
        period = (self.period,) if self.period else ()
        return (self.unit, self.outcome, *self.context, *period)

    @property
    def taken_out(self) -> tuple[str, ...]:
        """What units do and is taken out all the same."""
        return tuple(name for name in self.context if name in self.practices)

    @field_validator("context", "practices", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _sound(self) -> "QuantilesSpec":
        twice = sorted({name for name in self.columns if self.columns.count(name) > 1})
        if twice:
            raise OptionError(N_("Column “{column}” is given twice."), column=twice[0])
        practices_apart(self, self.context)
        return self
