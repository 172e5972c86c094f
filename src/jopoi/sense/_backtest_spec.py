"""The options of a backtest: those of a shortlist, and how many splits are tried."""

from typing import ClassVar

from pydantic import model_validator

from jopoi._core.specs import option
from jopoi.sense._comparison_rules import each_column_once
from jopoi.sense._screening_spec import ShortlistSpec
from jopoi.words import N_


class BacktestSpec(ShortlistSpec):
    """What was asked of a backtest."""

    method: ClassVar[str] = "sense.backtest"

    period: str = option(
        title=N_("Period"),
        about=N_("The column with the year, quarter or month: what lasts can only be seen over periods."),
        role="column",
    )
    most: int = option(
        100,
        title=N_("Splits at most"),
        about=N_("If the periods can be split in more ways, so many of them are drawn."),
        role="count",
        ge=2,
        le=5_000,
    )

    @model_validator(mode="after")
    def _sound(self) -> "BacktestSpec":
        each_column_once(self)
        return self
