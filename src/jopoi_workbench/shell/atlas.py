"""A map drawn on the server: countries as shapes, a municipality as an area, a site as a point.

What is known only as a country or a region shades the country and is never drawn as a place. Equal steps
of latitude and longitude, narrowed by the cosine of the middle latitude. No database.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

BORDERS = Path(__file__).parent / "static/vendor/natural-earth/countries.json"
WIDTH = 960.0
_TALLEST = 0.85  # of the width
_LEAST = 9.0  # degrees shown at least, so that there is something around a place
_MARGIN = 0.08
_AREA_KM, _AREA_LEAST = 15.0, 10.0
_KM_A_DEGREE = 111.3
_STEP = 1.6  # what is nearer than this many units to the last point is not drawn

Point = tuple[float, float]  # longitude, latitude
Projection = Callable[[Point], Point]


@dataclass(frozen=True)
class Place:
    """What is drawn at a latitude and longitude: a ``site``, or the area of a municipality."""

    latitude: float
    longitude: float
    site: bool
    name: str
    href: str


@dataclass(frozen=True)
class Box:
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, other: "Box") -> bool:
        """Whether any of the other lies in it."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )

    def wider(self, by: float) -> "Box":
        """The box with so many degrees more on each side, but not beyond the earth."""
        return Box(
            max(-180, self.west - by),
            max(-85, self.south - by),
            min(180, self.east + by),
            min(85, self.north + by),
        )


@dataclass(frozen=True)
class Land:
    """A country's shape; ``n`` things are known to be somewhere in it, ``x`` and ``y`` is where to say so."""

    code: str
    d: str
    n: int = 0
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A place as drawn."""

    place: Place
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Map:
    """A drawing, ``width`` by ``height``."""

    width: float
    height: float
    lands: list[Land]
    marks: list[Mark]


@cache
def borders() -> dict[str, list[list[Point]]]:
    """The outlines of each country by its code, the largest first."""
    steps: dict[str, list[list[int]]] = json.loads(BORDERS.read_text())
    return {code: sorted(map(_ring, rings), key=_size, reverse=True) for code, rings in steps.items()}


def _ring(steps: Sequence[int]) -> list[Point]:
    x = y = 0
    ring = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        ring.append((x / 100, y / 100))
    return ring


def _size(ring: Sequence[Point]) -> float:
    box = _box(ring)
    return (box.east - box.west) * (box.north - box.south)


def _box(ring: Iterable[Point]) -> Box:
    xs, ys = zip(*ring, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


@cache
def _boxes() -> dict[str, list[Box]]:
    return {code: [_box(ring) for ring in rings] for code, rings in borders().items()}


def draw_map(shaded: Mapping[str, int], places: Sequence[Place]) -> Map:
    """Draw the part of the earth where something is.

    Parameters
    ----------
    shaded : mapping of str to int
        How many things are known only as being in a country, by its code.
    places : sequence of Place
        What is known more exactly.
    """
    shown = _shown(shaded, places)
    narrow = cos(radians((shown.south + shown.north) / 2))
    scale = WIDTH / ((shown.east - shown.west) * narrow)
    height = round((shown.north - shown.south) * scale, 1)

    def at(point: Point) -> Point:
        return (point[0] - shown.west) * narrow * scale, (shown.north - point[1]) * scale

    lands = [land for code in borders() if (land := _land(code, shaded.get(code, 0), shown, at)) is not None]
    lands.sort(key=lambda land: land.n)
    area = max(_AREA_LEAST, _AREA_KM / _KM_A_DEGREE * scale)
    marks = []
    for place in places:
        x, y = at((place.longitude, place.latitude))
        marks.append(Mark(place, round(x, 1), round(y, 1), 6.0 if place.site else round(area, 1)))
    return Map(WIDTH, height, lands, marks)


def _shown(shaded: Mapping[str, int], places: Sequence[Place]) -> Box:
    """The box of all that is drawn, not too small, not too tall; the whole earth if there is nothing."""
    boxes = [_boxes()[code][0] for code in shaded if code in borders()]
    boxes += [Box(p.longitude, p.latitude, p.longitude, p.latitude) for p in places]
    if not boxes:
        return Box(-170, -56, 180, 78)
    box = boxes[0]
    for other in boxes[1:]:
        box = box.around(other)
    box = box.wider(_MARGIN * max(box.east - box.west, box.north - box.south, _LEAST))
    narrow = cos(radians((box.south + box.north) / 2))
    across = max(box.east - box.west, _LEAST, (box.north - box.south) / _TALLEST / narrow)
    along = max(box.north - box.south, across * narrow * 0.5)
    x, y = (box.west + box.east) / 2, (box.south + box.north) / 2
    return Box(x - across / 2, y - along / 2, x + across / 2, y + along / 2)


def _land(code: str, n: int, shown: Box, at: Projection) -> Land | None:
    edge = shown.wider(1)
    pieces = [
        _clip(ring, edge)
        for ring, box in zip(borders()[code], _boxes()[code], strict=True)
        if edge.holds(box)
    ]
    paths = [path for piece in pieces if (path := _path([at(point) for point in piece]))]
    if not paths:
        return None
    if not n:
        return Land(code, "".join(paths))
    x, y = at(_middle(max(pieces, key=lambda piece: _size(piece) if piece else 0)))
    return Land(code, "".join(paths), n, round(x, 1), round(y, 1))


def _path(points: Iterable[Point]) -> str:
    """A closed path, without the points that lie within a step of the one before."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > _STEP:
            kept.append((x, y))
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in kept)}Z" if len(kept) > 2 else ""


def _middle(ring: Sequence[Point]) -> Point:
    box = _box(ring)
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _clip(ring: list[Point], box: Box) -> list[Point]:
    """The part of a shape that lies in a box (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        kept: list[Point] = []
        for one, two in zip(ring[-1:] + ring[:-1], ring, strict=True):
            before, after = sign * (one[axis] - limit), sign * (two[axis] - limit)
            if (before < 0) != (after < 0):
                share = before / (before - after)
                kept.append((one[0] + share * (two[0] - one[0]), one[1] + share * (two[1] - one[1])))
            if after >= 0:
                kept.append(two)
        ring = kept
    return ring
