"""Where each box and arrow of a theory stands: side by side on a wide page, in one column on a phone."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jopoi.loop._layers import Layers, Spot, layers_of
from jopoi.loop.theory import Arrow, Node

_LETTER, _LINE, _PAD = 7.4, 17, 10
_PORT, _GAP, _EDGE = 19, 16, 2
_LEAST_GAP, _LEAST_BOX, _WIDEST_BOX = 64, 112, 230
_LABEL = 19  # from the side of a box to the middle of the number on an arrow
_MOST_LINES = 9


@dataclass(frozen=True)
class Box:
    """A box with its text, line by line."""

    key: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """An arrow: its path, its head, and where the number stands."""

    number: int
    path: str
    head: str
    label: tuple[float, float]


@dataclass(frozen=True)
class Drawing:
    """Everything with its place."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def place(nodes: Sequence[Node], arrows: Sequence[Arrow], width: int) -> Drawing:
    """Side by side if the columns are wide enough to read, one below the other if not."""
    layers = layers_of(nodes, arrows)
    columns = max(1, len(layers.columns))
    box = (width - 2 * _EDGE - _LEAST_GAP * columns) / columns
    own = {number for number, arrow in enumerate(arrows) if arrow.source == arrow.target}
    if box < _LEAST_BOX:
        return _Below(nodes, arrows, layers, width).drawing(own)
    return _Across(nodes, arrows, layers, width, min(box, _WIDEST_BOX)).drawing(own)


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """A text in lines that fit a width, long words cut; what does not fit in nine lines ends in "…"."""
    lines, line = [], ""
    for word in text.split():
        rest = word
        if line and _length(f"{line} {rest}") <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while _length(rest) > width:
            cut = next(at for at in range(len(rest), 0, -1) if at == 1 or _length(rest[:at]) <= width)
            lines.append(rest[:cut])
            rest = rest[cut:]
            if len(lines) > _MOST_LINES:
                break
        line = rest
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    return tuple(lines)


def _length(text: str) -> float:
    return sum(_letter(sign) for sign in text)


def _letter(sign: str) -> float:
    """About how wide a sign is: rather too wide than too narrow."""
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in {"W", "F"} or ord(sign) > 0xFFFF:
        return 2 * _LETTER
    return 1.45 * _LETTER if sign in "mwMW@%…—" or sign.isupper() else _LETTER


def _height(lines: Sequence[str], ports: int) -> float:
    # One line more: the level stands above the name.
    return max((len(lines) + 1) * _LINE + 2 * _PAD, (ports + 1) * _PORT)


def _head(x: float, y: float, way: str) -> str:
    ends = {"right": ((-9, -5), (-9, 5)), "left": ((9, -5), (9, 5)),
            "down": ((-5, -9), (5, -9)), "up": ((-5, 9), (5, 9))}[way]  # fmt: skip
    return " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in ((0, 0), *ends))


def _itself(box: Box, number: int) -> Line:
    """An arrow that leads back into its own box: a small bow at its upper right corner."""
    x, y = box.x + box.width, box.y
    path = f"M{x - 26:.1f},{y:.1f}v-7H{x + 9:.1f}V{y + 9:.1f}h-9"
    return Line(number, path, _head(x, y + 9, "left"), (x + 9, y))


class _Across:
    """Columns side by side; arrows run from right sides to left sides, past boxes and never through them."""

    def __init__(
        self, nodes: Sequence[Node], arrows: Sequence[Arrow], layers: Layers, width: int, box: float
    ) -> None:
        self.arrows, self.layers, self.width, self.box = arrows, layers, width, box
        self.texts = {node.key: wrapped(node.name, box - 2 * _PAD) for node in nodes}
        self.boxes: dict[str, Box] = {}
        self.passes: dict[Spot, tuple[float, float]] = {}
        self.height = 0.0

    def drawing(self, own: set[int]) -> Drawing:
        self._stack()
        lines = [self._line(number, chain) for number, chain in self.layers.chains.items()]
        lines += [_itself(self.boxes[self.arrows[number].source], number) for number in sorted(own)]
        return Drawing(self.width, self.height, tuple(self.boxes.values()), tuple(lines))

    def _stack(self) -> None:
        columns = self.layers.columns
        heights = [[self._tall(spot) for spot in column] for column in columns]
        totals = [sum(tall) + _GAP * (len(tall) - 1) for tall in heights]
        self.height = max(totals, default=0) + 2 * (_EDGE + _GAP)
        # Room to the right of the last column too, for an arrow that leads back into its own box.
        step = (self.width - 2 * _EDGE - self.box - _GAP) / max(1, len(columns) - 1)
        for at, (column, tall, total) in enumerate(zip(columns, heights, totals, strict=True)):
            x, y = _EDGE + at * step, (self.height - total) / 2
            for spot, height in zip(column, tall, strict=True):
                if spot[1] < 0:
                    self.boxes[spot[0]] = Box(spot[0], x, y, self.box, height, self.texts[spot[0]])
                else:
                    self.passes[spot] = (x, y + height / 2)
                y += height + _GAP

    def _tall(self, spot: Spot) -> float:
        if spot[1] >= 0:
            return _PORT
        chains = self.layers.chains.values()
        ports = max(sum(chain[0] == spot for chain in chains), sum(chain[-1] == spot for chain in chains))
        return _height(self.texts[spot[0]], ports)

    def _middle(self, spot: Spot) -> float:
        if spot in self.passes:
            return self.passes[spot][1]
        box = self.boxes[spot[0]]
        return box.y + box.height / 2

    def _port(self, number: int, end: int) -> float:
        """How far down its box an arrow begins (``end`` 0) or ends (-1): in the order of where it goes."""
        chains = self.layers.chains
        here = chains[number][end]
        others = [one for one, chain in chains.items() if chain[end] == here]
        others.sort(key=lambda one: (self._middle(chains[one][1 if end == 0 else -2]), one))
        box = self.boxes[here[0]]
        return box.y + box.height * (others.index(number) + 1) / (len(others) + 1)

    def _line(self, number: int, chain: Sequence[Spot]) -> Line:
        first, last = self.boxes[chain[0][0]], self.boxes[chain[-1][0]]
        start = (first.x + self.box, self._port(number, 0))
        end = (last.x, self._port(number, -1))
        path = [f"M{start[0]:.1f},{start[1]:.1f}h{_LABEL + 11}"]
        x, y = start[0] + _LABEL + 11, start[1]
        for spot in chain[1:-1]:
            to = self.passes[spot]
            path.append(f"{_bow(x, y, *to)}h{self.box:.1f}")
            x, y = to[0] + self.box, to[1]
        path.append(f"{_bow(x, y, end[0] - 9, end[1])}h9")
        turned = number in self.layers.turned
        head = _head(*start, "left") if turned else _head(*end, "right")
        return Line(number, "".join(path), head, (start[0] + _LABEL, start[1]))


def _bow(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (x + to_x) / 2
    return f"C{half:.1f},{y:.1f} {half:.1f},{to_y:.1f} {to_x:.1f},{to_y:.1f}"


class _Below:
    """One box a row; an arrow to the next row runs straight down, any other in a lane at the right."""

    _STEP = 44

    def __init__(self, nodes: Sequence[Node], arrows: Sequence[Arrow], layers: Layers, width: int) -> None:
        self.arrows, self.width = arrows, width
        order = [spot[0] for column in layers.columns for spot in column if spot[1] < 0]
        self.row = {key: at for at, key in enumerate(order)}
        ends = {
            number: (self.row[arrows[number].source], self.row[arrows[number].target])
            for number in layers.chains
        }
        self.near = [number for number, (a, b) in ends.items() if abs(a - b) == 1]
        self.far = {number: pair for number, pair in ends.items() if abs(pair[0] - pair[1]) > 1}
        self.lanes = _lanes(self.far)
        self.lane = min(12.0, (width / 2 - 40) / max(1, *(at + 1 for at in self.lanes.values()), 1))
        lanes = max(self.lanes.values(), default=-1) + 1
        self.side = width - 2 * _EDGE - (32 + lanes * self.lane if self.far else _GAP)
        self.boxes = self._stack(order, {node.key: node for node in nodes})

    def drawing(self, own: set[int]) -> Drawing:
        lines = [*map(self._down, self.near), *map(self._round, self.far)]
        lines += [_itself(self.boxes[self.arrows[number].source], number) for number in sorted(own)]
        height = max((box.y + box.height for box in self.boxes.values()), default=0) + _GAP
        lines.sort(key=lambda line: line.number)
        return Drawing(self.width, height, tuple(self.boxes.values()), tuple(lines))

    def _stack(self, order: Sequence[str], nodes: Mapping[str, Node]) -> dict[str, Box]:
        boxes, y = {}, float(_GAP)
        for key in order:
            lines = wrapped(nodes[key].name, self.side - 2 * _PAD)
            ports = sum(self.row[key] in ends for ends in self.far.values())
            boxes[key] = Box(key, _EDGE, y, self.side, _height(lines, ports), lines)
            y += boxes[key].height + self._STEP
        return boxes

    def _down(self, number: int) -> Line:
        """Straight from a row to the next, or back; several between the same two beside each other."""
        arrow = self.arrows[number]
        rows = sorted((self.row[arrow.source], self.row[arrow.target]))
        same = [
            one for one in self.near
            if sorted((self.row[self.arrows[one].source], self.row[self.arrows[one].target])) == rows
        ]  # fmt: skip
        x = _EDGE + self.side * (same.index(number) + 1) / (len(same) + 1)
        source, target = self.boxes[arrow.source], self.boxes[arrow.target]
        down = source.y < target.y
        start = source.y + source.height if down else source.y
        end = target.y if down else target.y + target.height
        head = _head(x, end, "down" if down else "up")
        return Line(number, f"M{x:.1f},{start:.1f}V{end:.1f}", head, (x, (start + end) / 2))

    def _round(self, number: int) -> Line:
        """Out at the right side, along a lane, in at the right side."""
        arrow = self.arrows[number]
        start, end = self._side_port(number, arrow.source), self._side_port(number, arrow.target)
        x = _EDGE + self.side
        lane = x + 32 + self.lanes[number] * self.lane
        path = f"M{x:.1f},{start:.1f}H{lane:.1f}V{end:.1f}H{x:.1f}"
        return Line(number, path, _head(x, end, "left"), (x + _LABEL, start))

    def _side_port(self, number: int, key: str) -> float:
        here = self.row[key]
        others = sorted(
            (one for one, ends in self.far.items() if here in ends),
            key=lambda one: (sum(self.far[one]) - here, one),
        )
        box = self.boxes[key]
        return box.y + box.height * (others.index(number) + 1) / (len(others) + 1)


def _lanes(far: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """A lane for each arrow, short ones inside, so that no two share a stretch of one."""
    taken: list[list[tuple[int, int]]] = []
    lanes = {}
    for number in sorted(far, key=lambda one: (abs(far[one][0] - far[one][1]), one)):
        low, high = sorted(far[number])
        at = next(
            (at for at, lane in enumerate(taken) if all(high < a or b < low for a, b in lane)), len(taken)
        )
        if at == len(taken):
            taken.append([])
        taken[at].append((low, high))
        lanes[number] = at
    return lanes
