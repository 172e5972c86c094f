"""The ring: a challenge's loop drawn as lace. Every stitch is a fact; pure functions, no database.

Angles run clockwise from noon; sense, explore, test and grow are the four quarters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

STAGES = ("sense", "explore", "test", "grow")
_EDGE = pi / 2 * 0.0278  # the gap on either side of a quarter
_SIZES = {"large": (25.0, 95.0, 97.9), "small": (14.0, 42.0, 44.5)}
PETALS = 8  # most petals a quarter holds; the words beside it give the true number
DOTS = 8
DIAMONDS = 5


@dataclass(frozen=True)
class Quarter:
    """The facts of one quarter.

    Attributes
    ----------
    done, running, waits, planned : int
        Pieces of evidence by state.
    people : int
        How many took part.
    few : bool
        Whether some did who are too few to be counted before everyone.
    decisions, open_decisions : int
        Taken, and waiting for someone.
    closed : bool
        Whether a decision closed the quarter.
    """

    done: int = 0
    running: int = 0
    waits: int = 0
    planned: int = 0
    people: int = 0
    few: bool = False
    decisions: int = 0
    open_decisions: int = 0
    closed: bool = False


@dataclass(frozen=True)
class Stitch:
    """One path of the drawing: its class in the style sheet and its shape."""

    style: str
    d: str


@dataclass(frozen=True)
class DrawnQuarter:
    """A quarter as drawn."""

    stage: str
    stitches: tuple[Stitch, ...]


def draw(quarters: Sequence[Quarter], size: str = "small") -> list[DrawnQuarter]:
    """Draw the four quarters.

    Parameters
    ----------
    quarters : sequence of Quarter
        Sense, explore, test, grow.
    size : str
        ``"small"`` (petals and hem) or ``"large"`` (people and decisions too).

    Examples
    --------
    >>> sense, *_ = draw([Quarter(done=2), Quarter(), Quarter(), Quarter()])
    >>> sense.stage, [stitch.style for stitch in sense.stitches]
    ('sense', ['thread', 's-d', 'hem open'])
    """
    return [_drawn(number, facts, size) for number, facts in zip(range(len(STAGES)), quarters, strict=True)]


@lru_cache(4096)  # a list of challenges is full of quarters that hold as much
def _drawn(number: int, facts: Quarter, size: str) -> DrawnQuarter:
    stitches = _large(number, facts) if size == "large" else _small(number, facts)
    return DrawnQuarter(STAGES[number], tuple(stitch for stitch in stitches if stitch.d))


def _small(number: int, facts: Quarter) -> Iterator[Stitch]:
    inner, outer, hem = _SIZES["small"]
    yield Stitch("thread", _arcs(number, (inner, outer)) + _spokes(number, inner, outer, 6))
    yield from _stitched(_petals(number, facts, 15.0, 41.0, 0.126))
    yield Stitch("hem" if facts.closed else "hem open", _scallops(number, hem, 6, 7.0))


def _large(number: int, facts: Quarter) -> Iterator[Stitch]:
    inner, outer, hem = _SIZES["large"]
    rings = (inner, 60.0, 64.0, 77.0, 81.0, outer)
    yield Stitch("thread", _spokes(number, inner, outer, 8) + _arcs(number, rings))
    yield Stitch("weave", _zigzag(number, 60.0, 64.0) + _zigzag(number, 81.0, 77.0))
    petals = _petals(number, facts, 27.0, 58.5, 0.118)
    yield from _stitched([*petals, *_people(number, facts), *_decisions(number, facts)])
    if facts.closed:
        yield Stitch("hem-f", _hem_band(number, outer, hem))
    yield Stitch("hem" if facts.closed else "hem open", _scallops(number, hem, 7, 10.4))


def _stitched(shapes: Iterable[tuple[str, str]]) -> Iterator[Stitch]:
    """Shapes of one style become one path."""
    paths: dict[str, str] = {}
    for style, d in shapes:
        paths[style] = paths.get(style, "") + d
    for style in ("s-d", "s-r", "s-w", "s-p"):
        yield Stitch(style, paths.get(style, ""))


def _petals(number: int, facts: Quarter, low: float, high: float, half: float) -> list[tuple[str, str]]:
    styles = ["s-d"] * facts.done + ["s-r"] * facts.running
    styles += ["s-w"] * facts.waits + ["s-p"] * facts.planned
    shown = styles[-PETALS:] if len(styles) > PETALS else styles
    room = max(len(shown), 6)
    return [
        (style, _petal(_angle(number, (place + 0.5) / room), low, high, half * 6 / room))
        for place, style in enumerate(shown)
    ]


def _petal(angle: float, low: float, high: float, half: float) -> str:
    middle, wide = low + (high - low) * 0.56, half * 1.9
    left, right = _at(middle, angle - wide), _at(middle, angle + wide)
    return f"M{_at(low, angle)}Q{left} {_at(high, angle)}Q{right} {_at(low, angle)}Z"


def _people(number: int, facts: Quarter) -> Iterator[tuple[str, str]]:
    shown = min(facts.people, DOTS)
    for place in range(shown):
        x, y = _point(70.5, _angle(number, (place + 0.72) / DOTS))
        yield "s-d", f"M{_n(x - 4.3)} {_n(y)}a4.3 4.3 0 1 0 8.6 0a4.3 4.3 0 1 0 -8.6 0Z"


def _decisions(number: int, facts: Quarter) -> Iterator[tuple[str, str]]:
    styles = (["s-d"] * facts.decisions + ["s-w"] * facts.open_decisions)[:DIAMONDS]
    for place, style in enumerate(styles):
        angle, aside = _angle(number, (place + 0.75) / (DIAMONDS + 1)), 0.062
        corners = (_at(82.6, angle), _at(88, angle - aside), _at(93.4, angle), _at(88, angle + aside))
        yield style, f"M{'L'.join(corners)}Z"


def _spokes(number: int, inner: float, outer: float, parts: int) -> str:
    return "".join(
        f"M{_at(inner, _angle(number, k / parts))}L{_at(outer, _angle(number, k / parts))}"
        for k in range(parts + 1)
    )


def _arcs(number: int, radii: Sequence[float]) -> str:
    first, last = _angle(number, 0), _angle(number, 1)
    return "".join(f"M{_at(r, first)}A{_n(r)} {_n(r)} 0 0 1 {_at(r, last)}" for r in radii)


def _zigzag(number: int, low: float, high: float, parts: int = 8) -> str:
    points = [_at(low if k % 2 == 0 else high, _angle(number, k / (2 * parts))) for k in range(2 * parts + 1)]
    return "M" + "L".join(points)


def _scallops(number: int, radius: float, parts: int, depth: float) -> str:
    d = f"M{_at(radius, _angle(number, 0))}"
    for k in range(parts):
        middle, end = _angle(number, (k + 0.5) / parts), _angle(number, (k + 1) / parts)
        d += f"Q{_at(radius + depth, middle)} {_at(radius, end)}"
    return d


def _hem_band(number: int, outer: float, hem: float) -> str:
    back = f"L{_at(outer, _angle(number, 1))}A{_n(outer)} {_n(outer)} 0 0 0 {_at(outer, _angle(number, 0))}Z"
    return _scallops(number, hem, 7, 10.4) + back


def _angle(number: int, share: float) -> float:
    """The angle of a share of a quarter, clockwise from noon, inside its edges."""
    return number * pi / 2 + _EDGE + share * (pi / 2 - 2 * _EDGE)


def _point(radius: float, angle: float) -> tuple[float, float]:
    return radius * sin(angle), -radius * cos(angle)


def _at(radius: float, angle: float) -> str:
    x, y = _point(radius, angle)
    return f"{_n(x)} {_n(y)}"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else f"{value:.2f}"
