"""The options of a frontier, declared once for Python, terminal, API and web form."""

from typing import ClassVar, Literal

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._technology import Orientation, Returns
from jopoi.words import N_

Envelope = Literal["convex", "free"]


class FrontierSpec(Spec):
    """What was asked of a frontier."""

    method: ClassVar[str] = "sense.frontier"

    unit: str = option(
        title=N_("Unit"),
        about=N_("The column that names the service unit; several rows of a unit are averaged."),
        role="column",
    )
    inputs: tuple[str, ...] = option(
        title=N_("Inputs"),
        about=N_("What a unit uses: staff, money, beds. Columns with numbers, none below zero."),
        role="columns",
    )
    outputs: tuple[str, ...] = option(
        title=N_("Outputs"),
        about=N_("What a unit brings about: visits, pupils who pass. Columns with numbers, none below zero."),
        role="columns",
    )
    orientation: Orientation = option(
        "output",
        title=N_("What could change"),
        about=N_(
            "Whether to ask how much more could be done with the same means (output) or how much less would"
            " be needed for the same results (input)."
        ),
        role="choice",
    )
    returns: Returns = option(
        "variable",
        title=N_("Returns to scale"),
        about=N_(
            "Whether small and large units may differ: variable compares with units of like size, constant"
            " with all; non-increasing and non-decreasing lie between."
        ),
        role="choice",
    )
    envelope: Envelope = option(
        "convex",
        title=N_("Envelope"),
        about=N_(
            "Whether mixtures of units count as possible (convex, data envelopment analysis) or only units"
            " that there are (free, free disposal hull)."
        ),
        role="choice",
    )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used."""
        return (self.unit, *self.inputs, *self.outputs)

    @field_validator("inputs", "outputs", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _sound(self) -> "FrontierSpec":
        for name, given in (("inputs", self.inputs), ("outputs", self.outputs)):
            if not given:
                raise OptionError(N_("`{option}` needs at least one column."), option=name)
        twice = sorted({name for name in self.columns if self.columns.count(name) > 1})
        if twice:
            raise OptionError(N_("Column “{column}” is given twice."), column=twice[0])
        if self.envelope == "free" and self.returns != "variable":
            raise OptionError(
                N_("`returns` must be variable with a free envelope. Got {value}."),
                N_("A free disposal hull compares with units that there are, whatever their size."),
                option="returns",
                value=self.returns,
            )
        return self
