"""Many values with standard errors as few that stand for them, on a net in both."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_BLOCK = 1 << 16
_NODES_AN_ERROR = 6.0
_STEP = 0.08  # between the logarithms of standard errors
_MOST_NODES, _MOST_LENGTH, _MOST_POINTS = 25_000, 4_000_000, 12_000
_SAME = 1e-9  # standard errors that differ by so little are one
_LINEAR, _CUBIC = 2, 4  # nodes that share a point between them


def many_as_few(value: Floats, error: Floats, *, smooth: bool) -> tuple[Floats, Floats, Floats] | None:
    """Nodes with counts, so that sums of smooth functions over the points are those over the nodes.

    Parameters
    ----------
    value, error : (n,) arrays
    smooth : bool
        Four nodes on each side of the net share a point, to the fourth order, with counts below zero
        among them; otherwise two, with none.

    Returns
    -------
    value, error, count : (k,) arrays
        None where errors differ so much that a net would have too many nodes.

    Examples
    --------
    >>> value, error, count = many_as_few(np.array([0.0, 0.3, 1.0]), np.ones(3), smooth=True)
    >>> bool(abs(count @ value**3 - 1.027) < 1e-9), bool(abs(count.sum() - 3.0) < 1e-9)
    (True, True)
    """
    order = _CUBIC if smooth else _LINEAR
    logs = np.log(error)
    low, high = float(logs.min()), float(logs.max())
    rows = 1 if high - low < _SAME else max(_CUBIC, int((high - low) / _STEP) + 2)
    row_logs = np.linspace(low, high, rows)
    begin = float(value.min())
    step = np.exp(row_logs) / _NODES_AN_ERROR
    length = ((float(value.max()) - begin) / step).astype(np.intp) + _CUBIC + 1
    if length.sum() > _MOST_LENGTH:
        return None
    offset = np.concatenate([[0], np.cumsum(length)])
    count = np.zeros(offset[-1])
    for part in (slice(at, at + _BLOCK) for at in range(0, len(value), _BLOCK)):
        place = (logs[part] - low) / (row_logs[1] - low) if rows > 1 else np.zeros(len(logs[part]))
        for row, share in _shares(place, rows, order) if rows > 1 else [(place.astype(np.intp), 1.0)]:
            along = (value[part] - begin) / step[row]
            for node, part_of in _shares(along, length[row], order):
                count += np.bincount(offset[row] + node, share * part_of, len(count))
    kept = count != 0.0
    if kept.sum() > _MOST_NODES:
        return None
    nodes = np.concatenate([begin + width * np.arange(n) for width, n in zip(step, length, strict=True)])
    return nodes[kept], np.repeat(np.exp(row_logs), length)[kept], count[kept]


def every_so_many(value: Floats, error: Floats) -> tuple[Floats, Floats, Floats]:
    """Every so-manieth point in the order of errors and then of values, counting for those it stands for."""
    order = np.lexsort((value, error))
    chosen = order[:: -(-len(order) // _MOST_POINTS)]
    return value[chosen], error[chosen], np.full(len(chosen), len(order) / len(chosen))


def _shares(
    place: Floats, size: int | NDArray[np.intp], order: int
) -> Iterator[tuple[NDArray[np.intp], Floats]]:
    """The nodes that share each place on an even net, with their parts: Lagrange's polynomials."""
    first = np.clip(np.floor(place).astype(np.intp) - (order // 2 - 1), 0, size - order)
    within = place - first
    for node in range(order):
        others = [other for other in range(order) if other != node]
        part = np.ones(len(place))
        for other in others:
            part *= (within - other) / (node - other)
        yield first + node, part
