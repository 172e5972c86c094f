"""Results: one frozen shape for what every method returns, prints, stores and sends."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import polars as pl

from jopoi._core.frames import FrameKind, give_back
from jopoi._core.specs import Spec
from jopoi._core.stored import as_json, rows_of, sheet_of
from jopoi.errors import Caution

if TYPE_CHECKING:
    import altair as alt

    from jopoi._core.shown import Shown

Value = float | int | str | bool | None


@dataclass(frozen=True, kw_only=True)
class Result(ABC):
    """What a method returns.

    Attributes
    ----------
    spec : Spec
        What was asked.
    input_digest : str
        BLAKE3 digest of the columns used, the same for every kind of frame.
    values : mapping of str to number or text
        The single figures of the result.
    sheets : mapping of str to polars.DataFrame
        The tables as kept inside; ``tables`` gives them in the caller's own frame type.
    warnings : tuple of Caution
        What to bear in mind, gravest first.
    version : str
        The version of Jopói that computed it.
    """

    spec: Spec
    input_digest: str
    values: Mapping[str, Value]
    sheets: Mapping[str, pl.DataFrame] = field(repr=False)
    warnings: tuple[Caution, ...] = ()
    version: str = version_of("jopoi")
    frame_kind: FrameKind = "polars"

    spec_type: ClassVar[type[Spec]]

    @property
    def tables(self) -> dict[str, Any]:
        """The tables by name, each in the frame type that the caller handed over."""
        return {name: give_back(sheet, self.frame_kind) for name, sheet in self.sheets.items()}

    @abstractmethod
    def headline(self, language: str = "en") -> tuple[str, str]:
        """The answer in one sentence, and its doubt in a second."""

    @abstractmethod
    def may_say(self, language: str = "en") -> list[str]:
        """What the result lets you say."""

    @abstractmethod
    def may_not_claim(self, language: str = "en") -> list[str]:
        """What the result does not let you claim."""

    @abstractmethod
    def summary(self, language: str = "en") -> str:
        """The result in plain words, hedged, with what may not be claimed."""

    @abstractmethod
    def figures(
        self, language: str = "en", *, theme: str = "light", narrow: bool = False
    ) -> "dict[str, alt.LayerChart | alt.Chart]":
        """The pictures by name, as Altair charts."""

    def shown(self, language: str = "en") -> "Shown | None":  # noqa: ARG002 - for those that have one
        """The one table for a page or report, in words; None if the method has none to show."""
        return None

    def to_dict(self, *, figures: bool = True) -> dict[str, Any]:
        """The result in the one shape that is printed, stored and sent."""
        return {
            "method": self.spec.method,
            "version": self.version,
            "spec": self.spec.model_dump(mode="json"),
            "input_digest": self.input_digest,
            "summary": self.summary(),
            "warnings": [{"name": w.name, "message": w.say(), "facts": dict(w.facts)} for w in self.warnings],
            "values": dict(self.values),
            "tables": {name: rows_of(sheet) for name, sheet in self.sheets.items()},
            "figures": {n: c.to_dict(validate=False) for n, c in self.figures().items()} if figures else {},
        }

    def to_json(self, *, figures: bool = True) -> str:
        """`to_dict` as text; not-a-number and infinities become ``null``."""
        return as_json(self.to_dict(figures=figures))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read back what `to_json` wrote."""
        stored = json.loads(text)
        return cls(
            spec=cls.spec_type(**stored["spec"]),
            input_digest=stored["input_digest"],
            values=stored["values"],
            sheets={name: sheet_of(table) for name, table in stored["tables"].items()},
            warnings=tuple(Caution(w["name"], w.get("facts", {}), w["message"]) for w in stored["warnings"]),
            version=stored["version"],
        )

    def save(self, folder: str | Path, language: str = "en") -> Path:
        """Write spec, tables, figures and a self-contained ``report.html`` into ``folder``."""
        from jopoi._core.saving import save_result  # noqa: PLC0415 - drawing costs a second to load

        return save_result(self, Path(folder), language)
