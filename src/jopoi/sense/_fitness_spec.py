"""The options of a look at a table, declared once for Python, terminal, API and web form."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._screening_spec import Better
from jopoi.words import N_


class FitnessSpec(Spec):
    """What was asked about a table."""

    method: ClassVar[str] = "sense.fitness"

    unit: str = option(
        title=N_("Unit"),
        about=N_("The column that names the service unit: a school, a health post, a district."),
        role="column",
    )
    period: str | None = option(
        None,
        title=N_("Period"),
        about=N_("The column with the year, quarter or month."),
        role="column",
    )
    outcome: str | None = option(
        None,
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
    group: str | None = option(
        None,
        title=N_("Group"),
        about=N_("The column with the district or network that a unit belongs to."),
        role="column",
    )
    denominator: str | None = option(
        None,
        title=N_("Denominator"),
        about=N_("The column with what the outcome is a share of, such as pupils or births; above zero."),
        role="column",
    )
    bounds: tuple[float, float] | None = option(
        None,
        title=N_("Bounds"),
        about=N_("The lowest and highest value that the outcome can have: 0 and 100 for a percentage."),
        role="bounds",
    )
    standard_error: str | None = option(
        None,
        title=N_("Standard error"),
        about=N_("The column with the outcome's standard error, if the outcome is itself an estimate."),
        role="column",
    )
    mirror: Mapping[str, Better] = option(
        {},
        title=N_("Mirror indicators"),
        about=N_("Columns with what a good outcome must not be bought with, such as drop-out."),
        role="mirror",
    )

    @field_validator("context", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @field_validator("mirror", mode="before")
    @classmethod
    def _directions(cls, given: Any) -> Any:  # noqa: ANN401 - whatever the caller wrote
        given = [given] if isinstance(given, str) else given or {}
        return given if isinstance(given, Mapping) else dict.fromkeys(given, "higher")

    @model_validator(mode="after")
    def _sound(self) -> "FitnessSpec":
        named = [name for _, name in self.parts()]
        double = next((name for name in named if named.count(name) > 1), None)
        if double is not None:
            raise OptionError(
                N_("Column “{column}” is given more than one part to play."),
                N_("Each column is the unit, the period, the outcome, context or a mirror: choose one."),
                column=double,
            )
        if self.bounds and not self.bounds[0] < self.bounds[1]:
            raise OptionError(
                N_("`bounds` must be a lower and then a higher value. Got {low} and {high}."),
                low=self.bounds[0],
                high=self.bounds[1],
            )
        if self.bounds and self.outcome is None:
            raise OptionError(N_("`bounds` needs `outcome`: they are the outcome's bounds."),
                              N_("Name the outcome column, or leave `bounds` empty."))  # fmt: skip
        return self

    def parts(self) -> Iterator[tuple[str, str]]:
        """The part that each column plays, and its name, the unit first."""
        single = {
            "unit": self.unit,
            "period": self.period,
            "outcome": self.outcome,
            "standard error": self.standard_error,
            "denominator": self.denominator,
            "group": self.group,
        }
        yield from ((part, name) for part, name in single.items() if name is not None)
        yield from (("context", name) for name in self.context)
        yield from (("mirror", name) for name in self.mirror)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is looked at, the unit first."""
        return tuple(name for _, name in self.parts())
