"""The options of a frontier, declared once for Python, terminal, API and web form."""

from typing import ClassVar, Literal

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._technology import Orientation, Returns
from jopoi.words import N_

Envelope = Literal["convex", "free", "order-m", "order-alpha"]
OF_A_FEW, NOT_SURPASSED = 25, 0.95


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
            " that there are (free, free disposal hull); or a robust frontier, which a few odd records cannot"
            " move: the best of a few units drawn (order-m), or all but the best few (order-alpha)."
        ),
        role="choice",
    )
    m: int | None = option(
        None,
        title=N_("Units drawn (m)"),
        about=N_("With order-m: of how many comparable units the best is expected; 25 if empty."),
        role="count",
        ge=1,
        le=1_000_000,
    )
    alpha: float | None = option(
        None,
        title=N_("Share not beyond (alpha)"),
        about=N_(
            "With order-alpha: which share of comparable units is not beyond the frontier; 0.95 if empty."
        ),
        role="share",
        gt=0.0,
        le=1.0,
    )
    draws: int | None = option(
        None,
        title=N_("Bootstrap draws"),
        about=N_(
            "How often a frontier that could as well have been seen is drawn, to take out how much better"
            " everyone looks than they are (1,000 is usual); empty for none. With a convex envelope."
        ),
        role="count",
        ge=100,
        le=5_000,
    )
    rng: int | None = option(
        None,
        title=N_("Random seed"),
        about=N_("Fixes what is drawn; empty takes it from the input's digest."),
        role="count",
        ge=0,
        le=2**63 - 1,
    )

    @property
    def robust(self) -> bool:
        """Whether units may lie beyond the frontier."""
        return self.envelope in ("order-m", "order-alpha")

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
        needed = {"m": "order-m", "alpha": "order-alpha", "draws": "convex"}
        wrong = next(
            (o for o, envelope in needed.items() if getattr(self, o) and self.envelope != envelope), None
        )
        if wrong:
            raise OptionError(
                N_("`{option}` goes with `envelope` {needed}. Got {value}."),
                N_("Leave it empty, or choose that envelope."),
                option=wrong,
                needed=needed[wrong],
                value=self.envelope,
            )
        if self.envelope != "convex" and self.returns != "variable":
            raise OptionError(
                N_("`returns` must be variable unless the envelope is convex. Got {value}."),
                N_("Without mixtures, units are compared with units that there are, whatever their size."),
                option="returns",
                value=self.returns,
            )
        return self
