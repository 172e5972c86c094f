"""The options of ranks: whom to compare, what counts as the top, and how many pairs may be misordered."""

from typing import ClassVar

from pydantic import model_validator

from jopoi._core.specs import option
from jopoi.sense._comparison_rules import each_column_once
from jopoi.sense._screening_spec import ComparisonSpec
from jopoi.words import N_


class RanksSpec(ComparisonSpec):
    """What was asked of ranks."""

    method: ClassVar[str] = "sense.ranks"

    top: float = option(
        0.10,
        title=N_("Top share"),
        about=N_("How small a share of all units counts as exceptional: 0.10 is the top tenth."),
        role="share",
        gt=0.0,
        le=0.5,
    )
    misordered: float = option(
        0.05,
        title=N_("Pairs the wrong way round"),
        about=N_(
            "How large a share of all pairs may be expected in the wrong grades: 0.05 is one in twenty."
        ),
        role="share",
        gt=0.0,
        lt=0.5,
    )
    one: str = option(
        "",
        title=N_("One unit"),
        about=N_(
            "A unit that you ask about before you have seen any place: of it alone more can be said than of"
            " all at once."
        ),
        role="text",
    )
    rng: int | None = option(
        None,
        title=N_("Random seed"),
        about=N_("Fixes the draws of what chance alone would do; empty takes it from the input's digest."),
        role="count",
        ge=0,
        le=2**63 - 1,
    )

    @model_validator(mode="after")
    def _sound(self) -> "RanksSpec":
        each_column_once(self)
        return self
