"""The options of a frontier, declared once for Python, terminal, API and web form."""

import math
import re
from typing import ClassVar, Literal

import numpy as np
from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.sense._course import Aim, Steps
from jopoi.sense._technology import Orientation, Returns
from jopoi.words import N_

Envelope = Literal["convex", "free", "sums", "order-m", "order-alpha"]
OF_A_FEW, NOT_SURPASSED = 25, 0.95
# Which way some envelopes do not go.
_UNKNOWN_TO = {"order-m": ("both", "steps"), "order-alpha": ("both", "steps"), "sums": ("both",)}
_LINE = re.compile(r"(?P<column>.+?)\s*=\s*(?P<size>[^=]+)")


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
            "Whether to ask how much more could be done with the same means (output), how much less would"
            " be needed for the same results (input), or both at once: as much more as less."
        ),
        role="choice",
    )
    steps: tuple[str, ...] = option(
        (),
        title=N_("Steps"),
        about=N_(
            "Instead of proportions, what makes one step, a line each: an output that rises or an input that"
            " falls, and by how much, such as “visits = 100”. What is not named stays as it is."
        ),
        role="lines",
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
            "Whether mixtures of units count as possible (convex, data envelopment analysis), only units"
            " that there are (free, free disposal hull) or whole units and sums of them (sums); or a robust"
            " frontier, which a few odd records cannot move: the best of a few units drawn (order-m), or all"
            " but the best few (order-alpha)."
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

    @property
    def step(self) -> dict[str, float]:
        """By column how much one step is."""
        return dict(self._lines())

    @property
    def aim(self) -> Aim:
        """What rises or falls."""
        if not self.steps:
            return self.orientation
        step = self.step
        fall, rise = (
            np.array([step.get(name, 0.0) for name in names]) for names in (self.inputs, self.outputs)
        )
        return Steps(fall, rise)

    @field_validator("inputs", "outputs", "steps", mode="before")
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
        self._refuse_what_needs_another_envelope()
        self._refuse_odd_ways()
        return self

    def _refuse_what_needs_another_envelope(self) -> None:
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

    def _refuse_odd_ways(self) -> None:
        """Refuse a way that an envelope cannot go, and steps that cannot be read."""
        if self.steps and self.orientation != "output":
            raise OptionError(
                N_("`steps` says what rises and falls: `orientation` has no place beside it. Got {value}."),
                N_("Leave one of them out."),
                option="steps",
                value=self.orientation,
            )
        known = set()
        for name, _size in self._lines():
            if name not in (*self.inputs, *self.outputs):
                raise OptionError(
                    N_("`steps` names “{column}”, which is neither an input nor an output."),
                    option="steps",
                    column=name,
                )
            if name in known:
                raise OptionError(N_("`steps` names “{column}” twice."), option="steps", column=name)
            known.add(name)
        way = "steps" if self.steps else self.orientation
        if way in _UNKNOWN_TO.get(self.envelope, ()) or (self.draws and way in ("both", "steps")):
            raise OptionError(
                N_("{way} cannot be asked with {with_}."),
                N_("Ask for output or input, or choose the convex or the free envelope without draws."),
                option="orientation",
                way=way,
                with_="draws" if self.draws else self.envelope,
            )

    def _lines(self) -> list[tuple[str, float]]:
        found = []
        for line in self.steps:
            match = _LINE.fullmatch(line.strip())
            size = _size(match["size"]) if match else None
            if match is None or size is None:
                raise OptionError(
                    N_("`steps` cannot read “{line}”."),
                    N_("Write column = number above zero, such as “visits = 100”."),
                    option="steps",
                    line=line,
                )
            found.append((match["column"], size))
        return found


def _size(text: str) -> float | None:
    """A number above zero; none if it cannot be read."""
    try:
        size = float(text.strip())
    except ValueError:
        return None
    return size if math.isfinite(size) and size > 0.0 else None
