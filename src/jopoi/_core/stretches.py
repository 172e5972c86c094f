"""Work on many rows, stretch by stretch and side by side on as many processors as there are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

Found = TypeVar("Found")

_ALONE = 50_000  # rows that are not worth a second thread
_STRETCHES = 2


def in_stretches(work: Callable[[slice], Found], rows: int) -> list[Found]:
    """What ``work`` finds in each stretch of rows, in their order.

    The stretches depend on the number of rows alone, so that sums are the same on every machine. The work
    must spend its time in array operations, which leave other threads their turn.

    Examples
    --------
    >>> in_stretches(lambda stretch: stretch.stop - stretch.start, 100_000)
    [50000, 50000]
    """
    if rows <= _ALONE:
        return [work(slice(0, rows))]
    edges = [rows * place // _STRETCHES for place in range(_STRETCHES + 1)]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(work, (slice(*ends) for ends in pairwise(edges))))
