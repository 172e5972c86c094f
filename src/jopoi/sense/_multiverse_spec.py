"""The options of a multiverse: those of a shortlist, and what could as well have been chosen."""

from typing import ClassVar

from pydantic import field_validator, model_validator

from jopoi._core.specs import option
from jopoi.errors import OptionError
from jopoi.sense._comparison_rules import each_column_once, practices_apart
from jopoi.sense._screening_spec import ShortlistSpec
from jopoi.words import N_

MOST_OPTIONAL = 6


class MultiverseSpec(ShortlistSpec):
    """What was asked of a multiverse."""

    method: ClassVar[str] = "sense.multiverse"

    optional: tuple[str, ...] = option(
        (),
        title=N_("Could as well be context"),
        about=N_(
            "Circumstances that one may or may not allow for: every combination of them is tried beside those"
            " that everybody would allow for."
        ),
        role="columns",
    )
    most: int = option(
        200,
        title=N_("Specifications at most"),
        about=N_("If there are more combinations, so many of them are drawn."),
        role="count",
        ge=2,
        le=5_000,
    )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used, the unit first."""
        return tuple(dict.fromkeys([*super().columns, *self.optional]))

    @field_validator("optional", mode="before")
    @classmethod
    def _several_optional(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _declared(self) -> "MultiverseSpec":
        each_column_once(self, self.optional)
        practices_apart(self, (*self.context, *self.optional))
        if len(self.optional) > MOST_OPTIONAL:
            raise OptionError(
                N_("`optional` must name at most {most} columns. Got {n}."),
                N_("Put those that everybody would allow for into the context."),
                option="optional",
                most=MOST_OPTIONAL,
                n=len(self.optional),
            )
        return self
