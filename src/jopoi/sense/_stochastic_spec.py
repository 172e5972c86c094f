"""The options of a stochastic frontier, declared once for Python, terminal, API and web form."""

from typing import ClassVar, Literal

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._stochastic_likelihood import Shape
from jopoi.words import N_

Inefficiency = Literal["each", "lasting", "drifting"]


class StochasticSpec(Spec):
    """What was asked of a stochastic frontier."""

    method: ClassVar[str] = "sense.stochastic"

    unit: str = option(
        title=N_("Unit"),
        about=N_("The column that names the service unit: a school, a health post, a district."),
        role="column",
    )
    output: str = option(
        title=N_("Output"),
        about=N_("The column with what a unit brings about, or with what it costs; above zero."),
        role="column",
    )
    inputs: tuple[str, ...] = option(
        title=N_("Inputs"),
        about=N_(
            "What a unit uses: staff, money, beds. For costs, what it does and the prices that it pays. All"
            " above zero; logarithms are taken."
        ),
        role="columns",
    )
    period: str | None = option(
        None,
        title=N_("Period"),
        about=N_("The column with the year, quarter or month, if units were seen more than once."),
        role="column",
    )
    inefficiency: Inefficiency = option(
        "each",
        title=N_("How inefficiency goes on"),
        about=N_(
            "Whether each row has its own (each), a unit keeps its own (lasting), or all move together in"
            " time (drifting)."
        ),
        role="choice",
    )
    shape: Shape = option(
        "half-normal",
        title=N_("Shape of the inefficiency"),
        about=N_(
            "How inefficiency is thought to be spread: most units near the frontier (half-normal,"
            " exponential), or around a typical one (truncated). It moves levels more than the order."
        ),
        role="choice",
    )
    context: tuple[str, ...] = option(
        (),
        title=N_("What moves the inefficiency"),
        about=N_(
            "Circumstances with which inefficiency may go up or down, with the shape truncated and one"
            " inefficiency a row."
        ),
        role="columns",
    )
    higher_is_better: bool = option(
        default=True,
        title=N_("Higher is better"),
        about=N_("Switch off for costs."),
        role="flag",
    )

    @field_validator("inputs", "context", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used."""
        period = () if self.period is None else (self.period,)
        return (self.unit, self.output, *self.inputs, *period, *self.context)

    @model_validator(mode="after")
    def _sound(self) -> "StochasticSpec":
        if not self.inputs:
            raise OptionError(N_("`{option}` needs at least one column."), option="inputs")
        for name in self.columns:
            if self.columns.count(name) > 1:
                raise OptionError(N_("Column “{column}” is given twice."), column=name)
        if self.inefficiency == "drifting" and self.period is None:
            raise OptionError(
                N_("`inefficiency` can only drift over periods, and `period` is empty."),
                N_("Name the period column, or choose lasting."),
                option="inefficiency",
            )
        if self.context and (self.shape != "truncated" or self.inefficiency != "each"):
            raise OptionError(
                N_("`context` needs the shape truncated and one inefficiency a row."),
                N_("Choose these two, or leave `context` empty."),
                option="context",
            )
        return self
