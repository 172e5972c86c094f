"""What is said of a saving: declared once for Python, terminal and web form."""

from typing import ClassVar

from pydantic import model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.words import N_


class ClaimSpec(Spec):
    """A claim of money saved, as somebody made it."""

    method: ClassVar[str] = "sense.claim"

    amount: float = option(
        title=N_("Money saved"),
        about=N_("The whole sum that is said to be saved, in money."),
        role="number",
        gt=0.0,
    )
    years: float = option(
        title=N_("Years"),
        about=N_("Over how many years."),
        role="number",
        gt=0.0,
        le=200.0,
    )
    services: int | None = option(
        None,
        title=N_("Services"),
        about=N_("From how many services; empty if it is one."),
        role="count",
        ge=1,
        le=10_000_000,
    )
    currency: str = option(
        "",
        title=N_("Currency"),
        about=N_("How amounts of money are called, such as Gs or USD."),
        role="text",
        max_length=12,
    )
    uses: float | None = option(
        None,
        title=N_("Uses a year"),
        about=N_("Verified uses a year, of all these services together; empty if nobody counted."),
        role="number",
        gt=0.0,
    )
    hour_value: float | None = option(
        None,
        title=N_("Value of an hour"),
        about=N_("What an hour of the person is worth, in money: often the minimum wage by the hour."),
        role="number",
        gt=0.0,
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

    @model_validator(mode="after")
    def _sound(self) -> "ClaimSpec":
        if self.hour_value is not None and self.uses is None:
            raise OptionError(
                N_("`hour_value` needs `uses`: it turns the saving of one use into hours."),
                N_("Give the uses a year, or leave it empty."),
                option="hour_value",
            )
        return self
