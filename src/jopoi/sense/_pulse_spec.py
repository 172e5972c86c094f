"""The options of a pulse, declared once for Python, terminal, API and web form."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import field_validator, model_validator

from jopoi._core.specs import Spec, option
from jopoi.errors import OptionError
from jopoi.words import N_

Reached = Literal["unsaid", "drawn", "telephone", "messages", "online", "street", "service"]
_LINE = re.compile(r"(?P<column>.+?)\s*:\s*(?P<category>.+)\s*=\s*(?P<size>[^=]+)")
_DECIMAL_COMMA = re.compile(r"\d+,(\d{1,2}|\d{4,})")


class PulseSpec(Spec):
    """What was asked of a pulse."""

    method: ClassVar[str] = "sense.pulse"

    questions: tuple[str, ...] = option(
        title=N_("Questions"),
        about=N_("The columns with answers: one of a few choices, or a number."),
        role="columns",
    )
    population: tuple[str, ...] = option(
        (),
        title=N_("The population"),
        about=N_(
            "Who is to be spoken for, a line each: column, category and how many people or what share, such"
            " as “age: 18-29 = 25”. Without it the answers stand for those who answered alone."
        ),
        role="lines",
    )
    reached: Reached = option(
        "unsaid",
        title=N_("How people were reached"),
        about=N_(
            "drawn by lot from a list, telephone, messages, online, street, or users of a service: each"
            " misses others, and the answer says whom."
        ),
        role="choice",
    )
    asked: int | None = option(
        None,
        title=N_("How many were asked"),
        about=N_("Everybody who was invited or called in the latest wave, with those who did not answer."),
        role="count",
        ge=1,
        le=2_000_000_000,
    )
    wave: str | None = option(
        None,
        title=N_("Wave"),
        about=N_(
            "The column with the day, week or round; the latest is told, and what changed since the first."
        ),
        role="column",
    )
    cluster: str | None = option(
        None,
        title=N_("Cluster"),
        about=N_("The column with the village, street or interviewer whose people answer alike."),
        role="column",
    )
    weight: str | None = option(
        None,
        title=N_("Weight"),
        about=N_("How many people a row stands for, if the sample was not drawn evenly."),
        role="column",
    )
    most_weight: float = option(
        5.0,
        title=N_("Largest weight"),
        about=N_(
            "How many times the average an answer may count at most; more would let a few speak for many."
        ),
        role="number",
        gt=1.0,
        le=100.0,
    )

    @field_validator("questions", "population", mode="before")
    @classmethod
    def _several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @property
    def margins(self) -> dict[str, dict[str, float]]:
        """By column the size of each category in the population."""
        margins: dict[str, dict[str, float]] = {}
        for column, category, size in self._lines():
            margins.setdefault(column, {})[category] = size
        return margins

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is used."""
        single = (self.wave, self.cluster, self.weight)
        return (*self.questions, *self.margins, *(name for name in single if name is not None))

    @model_validator(mode="after")
    def _sound(self) -> "PulseSpec":
        if not self.questions:
            raise OptionError(N_("`{option}` needs at least one column."), option="questions")
        lines = list(self._lines())
        twice = next((line for line in lines if [one[:2] for one in lines].count(line[:2]) > 1), None)
        if twice:
            raise OptionError(
                N_("`population` names “{category}” of “{column}” twice."),
                option="population",
                column=twice[0],
                category=twice[1],
            )
        for column, sizes in self.margins.items():
            if sum(sizes.values()) <= 0.0:
                raise OptionError(
                    N_("`population` gives nobody in “{column}”."), option="population", column=column
                )
        for name in self.columns:
            if self.columns.count(name) > 1:
                raise OptionError(N_("Column “{column}” is given twice."), column=name)
        return self

    def _lines(self) -> Iterator[tuple[str, str, float]]:
        for line in self.population:
            found = _LINE.fullmatch(line.strip())
            size = _size(found["size"]) if found else None
            if found is None or size is None:
                raise OptionError(
                    N_("`population` cannot read “{line}”."),
                    N_(
                        "Write column: category = number, such as “age: 18-29 = 24.5”, without marks between"
                        " thousands."
                    ),
                    option="population",
                    line=line,
                )
            yield found["column"], found["category"].strip(), size


def _size(text: str) -> float | None:
    """A number of people or a share; none if it cannot be read for sure."""
    plain: Any = text.strip().removesuffix("%").strip().replace(" ", "")
    if _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None
