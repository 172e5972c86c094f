"""Make the borders that maps are drawn from: ``python -m tools.borders countries-50m.json codes.json``.

Reads Natural Earth's countries as the package ``world-atlas`` brings them (TopoJSON, each country by its
number in ISO 3166), and the codes of the package ``i18n-iso-countries`` (``[["PY", "PRY", "600", …], …]``).
Writes, by country code, the outlines in hundredths of a degree, each point as the step from the one before.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

BORDERS = Path(__file__).parents[1] / "src/jopoi_workbench/shell/static/vendor/natural-earth/countries.json"
Point = tuple[int, int]


def outlines(atlas: dict[str, Any], codes: dict[str, str]) -> dict[str, list[list[int]]]:
    """The outer outlines of each country."""
    arcs = [_line(arc, atlas["transform"]) for arc in atlas["arcs"]]
    found: dict[str, list[list[int]]] = {}
    for country in atlas["objects"]["countries"]["geometries"]:
        code = codes.get(str(country.get("id", "")))
        shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        if code:
            rings = (_ring(shape[0], arcs) for shape in shapes)
            kept = (ring for ring in rings if len(ring) > 3 and not _round(ring))
            found.setdefault(code, []).extend(map(_steps, kept))
    return dict(sorted(found.items()))


def _line(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        line.append((round(100 * (x * kx + dx)), round(100 * (y * ky + dy))))
    return line


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += [point for point in line if not ring or point != ring[-1]]
    return ring


def _round(ring: list[Point]) -> bool:
    """Whether it is an island cut by the date line, which would be drawn as a line round the earth."""
    xs, ys = zip(*ring, strict=True)
    return bool(max(xs) - min(xs) > 35_000 and max(ys) - min(ys) < 1000)


def _steps(ring: list[Point]) -> list[int]:
    steps = [*ring[0]]
    for (x, y), (next_x, next_y) in pairwise(ring):
        steps += [next_x - x, next_y - y]
    return steps


if __name__ == "__main__":
    atlas, codes = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    by_number = {number: code for code, _three, number, *_ in codes}
    BORDERS.parent.mkdir(exist_ok=True)
    BORDERS.write_text(json.dumps(outlines(atlas, by_number), separators=(",", ":")))
