"""In which column each box of a theory stands, and in which order: few crossings, always the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jopoi.loop.theory import LEVELS, Arrow, Node, reached

_SWEEPS = 8
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
Spot = tuple[str, int]  # a box is (key, -1), where an arrow passes a column is (arrow's number, column)


@dataclass(frozen=True)
class Layers:
    """The columns, and how each arrow runs through them.

    Attributes
    ----------
    columns : list of list of Spot
        From the first level to the last, each from top to bottom.
    chains : mapping of int to list of Spot
        By the number of an arrow: what it runs through, always from left to right.
    turned : set of int
        The arrows that point from right to left.
    """

    columns: list[list[Spot]]
    chains: dict[int, list[Spot]] = field(default_factory=dict)
    turned: set[int] = field(default_factory=set)


def layers_of(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> Layers:
    """Put boxes in columns by level, a box after what leads to it, and untangle the arrows."""
    ways, turned = _ways(nodes, arrows)
    column = _columns(nodes, ways)
    columns: list[list[Spot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for node in nodes:
        columns[column[node.key]].append((node.key, -1))
    chains: dict[int, list[Spot]] = {}
    for number, (first, last) in ways.items():
        passed: list[Spot] = [(str(number), at) for at in range(column[first] + 1, column[last])]
        for spot in passed:
            columns[spot[1]].append(spot)
        chains[number] = [(first, -1), *passed, (last, -1)]
    return Layers(_untangled(columns, list(chains.values())), chains, turned)


def _ways(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> tuple[dict[int, tuple[str, str]], set[int]]:
    """Each arrow from left to right, those that would close a circle or lead back turned round."""
    rank = {node.key: _RANK.get(node.level, 1) for node in nodes}
    ways: dict[int, tuple[str, str]] = {}
    turned = set()
    for number, arrow in enumerate(arrows):
        if arrow.source == arrow.target:
            continue
        back = rank[arrow.target] < rank[arrow.source] or (
            rank[arrow.target] == rank[arrow.source]
            and arrow.source in reached([arrow.target], ways.values())
        )
        ways[number] = (arrow.target, arrow.source) if back else (arrow.source, arrow.target)
        if back:
            turned.add(number)
    return ways, turned


def _columns(nodes: Sequence[Node], ways: Mapping[int, tuple[str, str]]) -> dict[str, int]:
    """The column of each box: that of its level or further right, empty columns left out."""
    column = {node.key: _RANK.get(node.level, 1) for node in nodes}
    for _ in nodes:  # a path has at most as many steps as there are boxes
        before = dict(column)
        for first, last in ways.values():
            column[last] = max(column[last], column[first] + 1)
        if column == before:
            break
    used = {at: number for number, at in enumerate(sorted(set(column.values())))}
    return {key: used[at] for key, at in column.items()}


def _untangled(columns: list[list[Spot]], chains: Sequence[Sequence[Spot]]) -> list[list[Spot]]:
    """Order each column by where its neighbours stand, there and back, and keep the best order met."""
    steps = [step for chain in chains for step in pairwise(chain)]
    before: dict[Spot, list[Spot]] = {}
    after: dict[Spot, list[Spot]] = {}
    for left, right in steps:
        after.setdefault(left, []).append(right)
        before.setdefault(right, []).append(left)
    best, fewest = columns, _crossings(columns, after)
    for sweep in range(_SWEEPS):
        beside = before if sweep % 2 == 0 else after
        columns = _sorted(columns, beside)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = columns, crossings
    return best


def _sorted(columns: list[list[Spot]], beside: Mapping[Spot, list[Spot]]) -> list[list[Spot]]:
    place = {spot: at for column in columns for at, spot in enumerate(column)}

    def middle(spot: Spot) -> float:
        near = beside.get(spot, [])
        return sum(place[one] for one in near) / len(near) if near else place[spot]

    return [sorted(column, key=middle) for column in columns]


def _crossings(columns: Sequence[Sequence[Spot]], after: Mapping[Spot, list[Spot]]) -> int:
    place = {spot: at for column in columns for at, spot in enumerate(column)}
    total = 0
    for column in columns:
        ends = [place[end] for spot in column for end in sorted(after.get(spot, []), key=place.__getitem__)]
        total += sum(earlier > later for at, later in enumerate(ends) for earlier in ends[:at])
    return total
