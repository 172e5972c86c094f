"""The one table that a result page or a report shows, already in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True)
class Drawn:
    """A cell that is drawn: SVG for a page, the same in words for the rest."""

    svg: str
    words: str


@dataclass(frozen=True)
class Marked:
    """A word that stands in a mark of its own shape: ``potential`` is dashed, ``validated`` solid."""

    words: str
    kind: str


Cell = str | Drawn | Marked


@dataclass(frozen=True)
class ShownColumn:
    """A column's heading; ``number`` ones stand at the right."""

    title: str
    number: bool = False


@dataclass(frozen=True)
class ShownGroup:
    """Rows under a heading of their own; the first cell of each row names it."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Shown:
    """A table for people: title, how to read it, columns, groups of rows."""

    title: str
    about: str
    columns: tuple[ShownColumn, ...]
    groups: tuple[ShownGroup, ...]
    note: str = ""
    unit: str = field(default="")


@dataclass(frozen=True)
class Interval:
    """An interval to be drawn small: its ends, its half, and where a reference line stands."""

    low: float
    low_half: float
    middle: float
    high_half: float
    high: float
    reference: float | None = None

    def svg(self, domain: tuple[float, float], words: str, *, width: int = 170) -> Drawn:
        """Draw it on ``domain``; its looks come from the page's style sheet."""
        size = (domain[1] - domain[0]) or 1.0
        at = {
            name: f"{6 + (width - 12) * (value - domain[0]) / size:.1f}"
            for name, value in self._values().items()
        }
        line = f'<path class="ref" d="M{at["reference"]} 1V19"/>' if self.reference is not None else ""
        return Drawn(
            f'<svg class="chart iv" viewBox="0 0 {width} 20" role="img"><title>{escape(words)}</title>{line}'
            f'<path class="ci" d="M{at["low"]} 10H{at["high"]}"/>'
            f'<path class="ci-in" d="M{at["low_half"]} 10H{at["high_half"]}"/>'
            f'<circle class="dot" cx="{at["middle"]}" cy="10" r="3.5"/></svg>',
            words,
        )

    def _values(self) -> Mapping[str, float]:
        found = {name: getattr(self, name) for name in ("low", "low_half", "middle", "high_half", "high")}
        return found | ({} if self.reference is None else {"reference": self.reference})
