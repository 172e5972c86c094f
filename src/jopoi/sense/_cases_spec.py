"""The options of a selection of cases: those of a screening, and whom to visit of its units."""

from typing import ClassVar

from pydantic import model_validator

from jopoi._core.specs import option
from jopoi.errors import OptionError
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.words import N_


class CasesSpec(ScreenSpec):
    """What was asked of a selection of cases."""

    method: ClassVar[str] = "sense.cases"

    capacity: int = option(
        10,
        title=N_("Capacity"),
        about=N_("How many outstanding units to visit at most; each brings an ordinary and a low one."),
        role="count",
        ge=1,
        le=10_000,
    )
    region: str | None = option(
        None,
        title=N_("Region"),
        about=N_("The column with the region, network or people that the visits must be spread over."),
        role="column",
    )
    quota: int | None = option(
        None,
        title=N_("At most of a region"),
        about=N_("How many outstanding units from one region at most; empty for no limit."),
        role="count",
        ge=1,
        le=10_000,
    )
    rejected: str | None = option(
        None,
        title=N_("Turned away because"),
        about=N_(
            "The column with the reason why a unit is no case: no access, no consent, closed, doubtful"
            " records. Empty where nothing speaks against it."
        ),
        role="column",
    )
    reach: float = option(
        40.0,
        title=N_("Width of a journey"),
        about=N_("How far apart the units of one journey may lie, in kilometres as the crow flies."),
        role="number",
        gt=0.0,
        le=20_100.0,
    )
    criteria: str = option(
        "",
        title=N_("Who set the criteria"),
        about=N_("Who chose the criteria, and by what: interviews, records, the judgement of professionals."),
        role="text",
        max_length=500,
    )

    @property
    def of_units(self) -> tuple[str, ...]:
        """Columns that say one thing of a unit, which the screening does not read."""
        named = (self.region, self.rejected)
        return tuple(name for name in named if name is not None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used, the unit first."""
        return tuple(dict.fromkeys([*super().columns, *self.of_units]))

    @model_validator(mode="after")
    def _planned(self) -> "CasesSpec":
        named = (*self.of_units, self.latitude, self.longitude)
        twice = sorted({name for name in named if name is not None and named.count(name) > 1})
        if twice or self.unit in named:
            raise OptionError(
                N_("Column “{column}” is given twice."), column=twice[0] if twice else self.unit
            )
        if self.quota is not None and self.region is None:
            raise OptionError(
                N_("`quota` needs `region`: it counts by region."),
                N_("Name the column with the region, or leave it empty."),
                option="quota",
            )
        return self
