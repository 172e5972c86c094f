"""The options of a burden, declared once for Python, terminal, API and web form."""

from typing import ClassVar

from pydantic import model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.words import N_

_TRAVEL = ("travel_hours", "fare")


class BurdenSpec(Spec):
    """What was asked of a burden."""

    method: ClassVar[str] = "sense.burden"

    moment: str = option(
        title=N_("Before or after"),
        about=N_("The column that says whether a row is from before the change or after it."),
        role="column",
    )
    hours: str = option(
        title=N_("Hands-on hours"),
        about=N_(
            "Hours that the person spent on one use: filling in, queueing, being served. Without the way"
            " there and back, and without days of waiting at home."
        ),
        role="column",
    )
    visits: str | None = option(
        None,
        title=N_("Visits"),
        about=N_("How often the person had to go there for one use."),
        role="column",
    )
    travel_hours: str | None = option(
        None,
        title=N_("Travel hours a visit"),
        about=N_("Hours there and back, for one visit."),
        role="column",
    )
    fare: str | None = option(
        None,
        title=N_("Fare a visit"),
        about=N_("What the way there and back costs, for one visit."),
        role="column",
    )
    fees: str | None = option(
        None,
        title=N_("Fees"),
        about=N_(
            "Everything paid for one use besides the way: fees, copies, photographs, informal payments."
        ),
        role="column",
    )
    elapsed: str | None = option(
        None,
        title=N_("Elapsed days"),
        about=N_("Days from the request until the service was there. Kept apart from hands-on hours."),
        role="column",
    )
    finished: str | None = option(
        None,
        title=N_("Got it"),
        about=N_("Whether the person got the service in the end (yes or no); those who gave up stay in."),
        role="column",
    )
    group: str | None = option(
        None,
        title=N_("Group"),
        about=N_("For whom to tell the saving apart: town and country, women and men, language."),
        role="column",
    )
    weight: str | None = option(
        None,
        title=N_("Weight"),
        about=N_("How many people a row stands for, if the sample was not drawn evenly."),
        role="column",
    )
    hour_value: float = option(
        title=N_("Value of an hour"),
        about=N_("What an hour of the person is worth, in money: often the minimum wage by the hour."),
        role="number",
        ge=0.0,
    )
    before: str | None = option(
        None,
        title=N_("Which is before"),
        about=N_(
            "The value of the column that stands for before; needed if it cannot be told from the words."
        ),
        role="text",
    )
    uses: float | None = option(
        None,
        title=N_("Uses a year"),
        about=N_("Verified uses a year; empty to leave the year out."),
        role="number",
        ge=0.0,
    )
    attribution: float | None = option(
        None,
        title=N_("Share due to the change"),
        about=N_("The part of the difference that a fair comparison gives to the change; empty if none did."),
        role="share",
        gt=0.0,
        le=1.0,
    )
    agency_cost: float | None = option(
        None,
        title=N_("Agency’s cost a year"),
        about=N_("What the change costs the agency a year, running it included."),
        role="number",
        ge=0.0,
    )
    day_value: float | None = option(
        None,
        title=N_("Value of a day’s waiting"),
        about=N_("What a day less of waiting is worth, in money; shown apart and never added."),
        role="number",
        ge=0.0,
    )
    currency: str = option(
        "",
        title=N_("Currency"),
        about=N_("How amounts of money are called, such as Gs or USD."),
        role="text",
        max_length=12,
    )
    rng: int | None = option(
        None,
        title=N_("Random seed"),
        about=N_("Fixes the draws behind the intervals; empty takes it from the input's digest."),
        role="count",
        ge=0,
        le=2**63 - 1,
    )

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every column that must hold numbers."""
        named = (self.hours, self.visits, self.travel_hours, self.fare, self.fees, self.elapsed, self.weight)
        return tuple(name for name in named if name is not None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used."""
        named = (self.moment, self.finished, self.group)
        return (*self.numbers, *(name for name in named if name is not None))

    @model_validator(mode="after")
    def _sound(self) -> "BurdenSpec":
        twice = sorted({name for name in self.columns if self.columns.count(name) > 1})
        if twice:
            raise OptionError(N_("Column “{column}” is given twice."), column=twice[0])
        for name in _TRAVEL:
            if getattr(self, name) is not None and self.visits is None:
                raise OptionError(
                    N_("`{option}` needs `visits`: it is what one visit takes."),
                    N_("Name the column with the number of visits."),
                    option=name,
                )
        if self.day_value is not None and self.elapsed is None:
            raise OptionError(
                N_("`day_value` needs `elapsed`."),
                N_("Name the column with the elapsed days."),
                option="day_value",
            )
        for name in ("attribution", "agency_cost"):
            if getattr(self, name) is not None and self.uses is None:
                raise OptionError(
                    N_("`{option}` needs `uses`: it counts by the year."),
                    N_("Give the uses a year, or leave it empty."),
                    option=name,
                )
        return self
