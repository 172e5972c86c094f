"""Small cells of a table of counts, and the cells that would give them away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SMALLEST", "suppress"]

SMALLEST = 5


def suppress(counts: Sequence[Sequence[int]], *, minimum: int = SMALLEST) -> list[list[bool]]:
    """Say which cells to hide so that nobody finds a small one from the rows' and columns' totals.

    Cells from 1 to ``minimum - 1`` are hidden. More are hidden, the smallest first, until whoever knows
    every total and every shown cell can tell no small cell closer than that it is under ``minimum``.

    Parameters
    ----------
    counts : sequence of sequences of int, shape (rows, columns)
        How many people are in each cell. A single list of groups is one row.
    minimum : int, optional
        The smallest count that may be shown.

    Returns
    -------
    list of lists of bool, shape (rows, columns)
        True where a cell is hidden.

    Raises
    ------
    ValueError
        If the rows differ in length or a count is negative.

    Notes
    -----
    Complementary suppression with a check of each protected cell by linear programming (Fischetti and
    Salazar 2001 give the problem; here the pattern is found greedily, so it may hide a cell too many, and
    never one too few).

    Examples
    --------
    >>> suppress([[12, 3], [20, 30]])
    [[True, True], [True, True]]
    >>> suppress([[12, 8, 9]])
    [[False, False, False]]
    """
    import numpy as np  # noqa: PLC0415 - heavy, and most pages have no table

    table = np.asarray(counts, dtype=np.int64)
    if table.ndim != 2 or (table < 0).any():
        message = "`counts` must be rows of equal length holding whole numbers from 0 up."
        raise ValueError(message)
    hidden = (table > 0) & (table < minimum)
    small = [(int(row), int(column)) for row, column in np.argwhere(hidden)]
    while not hidden.all() and any(_told(table, hidden, cell) < minimum - 1 for cell in small):
        hidden[_next_to_hide(table, hidden)] = True
    return [[bool(cell) for cell in row] for row in hidden]


def _told(table: "NDArray[np.int64]", hidden: "NDArray[np.bool_]", cell: tuple[int, int]) -> float:
    """How far apart the least and the most are that a hidden cell can be, given totals and shown cells."""
    import numpy as np  # noqa: PLC0415 - heavy, and most pages have no table
    from scipy.optimize import linprog  # noqa: PLC0415 - heavy, and most pages have no table

    places = np.argwhere(hidden)
    kept = np.where(hidden, table, 0)
    sums, totals = [], []
    for axis in (0, 1):
        # Of a single row the columns' totals are the cells themselves, which nobody publishes.
        if table.shape[1 - axis] > 1:
            sums.append(places[:, axis][None, :] == np.arange(table.shape[axis])[:, None])
            totals.append(kept.sum(axis=1 - axis))
    aim = (places == cell).all(axis=1).astype(float)
    known: Any = {"A_eq": np.vstack(sums).astype(float), "b_eq": np.concatenate(totals)} if sums else {}
    most = kept.sum()
    low, high = (linprog(sign * aim, bounds=(0, most), **known).fun for sign in (1, -1))
    return float(-high - low)


def _next_to_hide(table: "NDArray[np.int64]", hidden: "NDArray[np.bool_]") -> tuple[int, int]:
    """The smallest cell shown that protects most: where its row and column have a single hidden cell."""
    import numpy as np  # noqa: PLC0415 - heavy, and most pages have no table

    lone = [(hidden.sum(axis=axis) == 1).astype(int) for axis in (1, 0)]
    touched = [hidden.any(axis=axis).astype(int) for axis in (1, 0)]
    helps = 4 * (lone[0][:, None] + lone[1][None, :]) + touched[0][:, None] + touched[1][None, :]
    beyond = int(table.max()) + 1
    # An empty cell is often known to be empty, and protects least.
    cost = np.where(table == 0, beyond, table) - (beyond + 1) * helps
    cost[hidden] = beyond + 1
    row, column = np.unravel_index(int(cost.argmin()), cost.shape)
    return int(row), int(column)
