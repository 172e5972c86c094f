"""Figures: our look on Altair, and SVG that a strict page may hold."""

import math
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import altair as alt
from altair.utils import schemapi

from jopoi._core.palette import config
from jopoi.words import number

AnyChart = alt.Chart | alt.LayerChart

TITLE_LINE, SUBTITLE_LINE, HEAD_GAP = 20, 19, 14
HEADING = "heading-"
KEY_GLYPH, KEY_GAP, KEY_LINE = 34, 8, 22
LETTER = 0.54  # mean width of a letter of our font, in its own size


@dataclass(frozen=True)
class Look:
    """For whom a figure is drawn: language, light or dark, wide or for a phone."""

    language: str = "en"
    theme: str = "light"
    narrow: bool = False


@dataclass(frozen=True)
class Room:
    """The plot and the room around it, in pixels of the finished figure."""

    width: int
    height: int
    left: int = 44
    right: int = 12
    top: int = 12
    bottom: int = 44

    @property
    def full(self) -> int:
        """The width of the whole figure."""
        return self.left + self.width + self.right

    @classmethod
    def within(cls, full: int, height: int, **around: int) -> "Room":
        """The room whose figure is ``full`` pixels wide.

        Examples
        --------
        >>> Room.within(580, 200, left=80, right=0).width
        500
        """
        room = cls(0, height, **around)
        return cls(full - room.left - room.right, height, **around)


@dataclass(frozen=True)
class Caption:
    """What a figure shows (title), how to read it (subtitle), and both in words for who cannot see it."""

    title: str
    subtitle: str = ""
    description: str = ""


def compose(layers: Sequence[AnyChart], room: Room, look: Look, caption: Caption) -> alt.LayerChart:
    """Lay marks over one another in a figure of a fixed size, with its title and its words.

    Widths are fixed so that 12-pixel type stays 12 pixels; a page that shows the figure under its own
    heading drops the title (`to_svg` with ``inline=True``).
    """
    heading, head = _heading(caption, room)
    return cast("alt.LayerChart", alt.layer(*layers, *heading)).properties(
        width=room.width,
        height=room.height,
        autosize="none",
        padding={"left": room.left, "right": room.right, "top": room.top + head, "bottom": room.bottom},
        description=caption.description or caption.title,
        usermeta={"title": caption.title, "subtitle": caption.subtitle, "head": head},
        config=config(look.theme, look.language),
    )


def _heading(caption: Caption, room: Room) -> tuple[list[alt.Chart], int]:
    """Title and subtitle as marks: Vega's own title moves with whatever stands above the plot."""
    title = wrap(caption.title, room.full, 16)
    subtitle = wrap(caption.subtitle, room.full, 14) if caption.subtitle else []
    head = len(title) * TITLE_LINE + len(subtitle) * SUBTITLE_LINE + HEAD_GAP
    lines = [(text, "title-line", TITLE_LINE) for text in title]
    lines += [(text, "subtitle-line", SUBTITLE_LINE) for text in subtitle]
    y, marks = -room.top - head + 2.0, []
    for k, (text, style, step) in enumerate(lines):
        mark = label(text, -room.left, y, style, baseline="top")
        marks.append(mark.properties(name=f"{HEADING}{k}"))
        y += step
    return marks, head


def wrap(text: str, width: int, size: int = 12) -> list[str]:
    """The lines of a text that is to stay within a width, in pixels."""
    return textwrap.wrap(text, max(int(width / (size * LETTER)), 12))


def text_width(text: str, size: int = 12) -> int:
    """About how many pixels a text takes; a little more rather than less."""
    return math.ceil(len(text) * size * (LETTER + 0.03))


def chart(rows: list[dict[str, Any]]) -> alt.Chart:
    """An empty chart of these rows."""
    return alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]


def once() -> alt.Chart:
    """A chart for a mark that is drawn once."""
    return chart([{}])


def at(mark: alt.Chart, **places: float) -> alt.Chart:
    """Put a mark at fixed places, in pixels of the plot: ``x``, ``x2``, ``y``, ``y2``."""
    placed = mark.copy(deep=False)
    fixed: dict[str, Any] = {name: {"value": place} for name, place in places.items()}
    placed.encoding = alt.FacetedEncoding(**fixed)
    return placed


def label(text: str, x: float, y: float, style: str = "note", **how: Any) -> alt.Chart:
    """A text at a fixed place, in pixels of the plot."""
    mark = once().mark_text(style=style, text=text, **({"align": "left", "baseline": "middle"} | how))
    return at(mark, x=x, y=y)


@contextmanager
def quickly() -> Iterator[None]:
    """Build charts without checking each part against the schema; the tests check them whole."""
    with schemapi.debug_mode(False):  # noqa: FBT003 - Altair's own switch
        yield


def spec_of(drawn: AnyChart) -> dict[str, Any]:
    """A chart as Vega-Lite."""
    return drawn.to_dict(validate=False)


# --- numbers on axes ----------------------------------------------------------------------------


def ticks(low: float, high: float, about: int = 7) -> list[float]:
    """Round values from below ``low`` to above ``high``.

    Examples
    --------
    >>> ticks(-3.0, 61.0)
    [-10, 0, 10, 20, 30, 40, 50, 60, 70]
    """
    step = _nice((high - low) / max(about, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    places = max(0, -math.floor(math.log10(step)))
    found = [round(k * step, places) for k in range(first, max(last, first + 1) + 1)]
    return [int(value) if places == 0 else value for value in found]


def _nice(step: float) -> float:
    if not (step > 0.0 and math.isfinite(step)):
        return 1.0
    power = 10.0 ** math.floor(math.log10(step))
    return next(m for m in (1.0, 2.0, 5.0, 10.0) if m * power >= step * 0.999) * power


def places_for(size: float) -> int:
    """How many decimals show two figures that count of a number of this size.

    Examples
    --------
    >>> [places_for(size) for size in (120.0, 12.0, 1.2, 0.04)]
    [0, 0, 1, 3]
    """
    if not (abs(size) > 0.0 and math.isfinite(size)):
        return 0
    return min(max(0, 1 - math.floor(math.log10(abs(size)))), 6)


def signed(value: float, places: int, language: str = "en") -> str:
    """A difference with its sign: ``+12``, ``−3.5``, and plain ``0``."""
    return number(float(value), language, f"+,.{places}f")


def axis(values: Sequence[float], *, sign: bool = False, share: bool = False, **how: Any) -> alt.Axis:
    """An axis that shows exactly these values, as differences if ``sign``, in percent if ``share``."""
    places = max((_places(value) for value in values), default=0)
    form = f"{'+' if sign else ''},.{places}f"
    form = ".0%" if share else form
    expression = f"datum.value === 0 ? '0' : format(datum.value, '{form}')"
    return alt.Axis(values=list(values), labelExpr=expression, **how)


def _places(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1


def scale(values: Sequence[float]) -> alt.Scale:
    """A scale from the first to the last of these values."""
    return alt.Scale(domain=[values[0], values[-1]], nice=False, zero=False)


def thin(count: int, most: int) -> list[int]:
    """Positions of at most ``most`` of ``count`` sorted things: the first, the last, and evenly between.

    Examples
    --------
    >>> thin(9, 5), thin(3, 5)
    ([0, 2, 4, 6, 8], [0, 1, 2])
    """
    if count <= most:
        return list(range(count))
    return [round(k * (count - 1) / (most - 1)) for k in range(most)]


# --- the key below a figure ---------------------------------------------------------------------


@dataclass(frozen=True)
class KeyEntry:
    """One sign and what it means.

    ``marks`` are drawn one over the other: (kind, style) with kind ``rule``, ``half`` (a shorter rule),
    ``tick``, ``box``, or a point's shape.
    """

    marks: tuple[tuple[str, str], ...]
    words: str


def key_height(entries: Sequence[KeyEntry], width: int) -> int:
    """How many pixels the key needs below the plot."""
    return max(row + len(lines) for row, _, lines in _places_of(entries, width)) * KEY_LINE if entries else 0


def key(entries: Sequence[KeyEntry], room: Room, below: int) -> list[alt.Chart]:
    """The key as marks, from the left edge of the figure, ``below`` pixels under the plot."""
    marks: list[alt.Chart] = []
    for entry, (row, x, lines) in zip(entries, _places_of(entries, room.full), strict=True):
        left, y = x - room.left, room.height + below + row * KEY_LINE
        marks += [_glyph(kind, style, left, y) for kind, style in entry.marks]
        marks += [
            label(line, left + KEY_GLYPH + KEY_GAP, y + number * KEY_LINE, fontSize=13)
            for number, line in enumerate(lines)
        ]
    return marks


def _places_of(entries: Sequence[KeyEntry], width: int) -> list[tuple[int, int, list[str]]]:
    """The row, the left edge and the lines of each entry; one too long for the figure takes several."""
    found: list[tuple[int, int, list[str]]] = []
    row, x, deep = 0, 0, 1
    for entry in entries:
        lines = wrap(entry.words, width - KEY_GLYPH - KEY_GAP, 13)
        needed = KEY_GLYPH + KEY_GAP + max(text_width(line, 13) for line in lines)
        if x and x + needed > width:
            row, x, deep = row + deep, 0, 1
        deep = max(deep, len(lines))
        found.append((row, x, lines))
        x += needed + 18
    return found


def _glyph(kind: str, style: str, left: float, y: float) -> alt.Chart:
    middle = left + KEY_GLYPH / 2
    if kind in ("rule", "half"):
        reach = KEY_GLYPH / 2 if kind == "rule" else KEY_GLYPH / 4
        return at(once().mark_rule(style=style), x=middle - reach, x2=middle + reach, y=y)
    if kind == "tick":
        return at(once().mark_rule(style=style), x=middle, y=y - 6, y2=y + 6)
    if kind == "box":
        return at(once().mark_rect(style=style), x=left, x2=left + KEY_GLYPH, y=y - 6, y2=y + 6)
    return at(once().mark_point(style=style, shape=kind), x=middle, y=y)
