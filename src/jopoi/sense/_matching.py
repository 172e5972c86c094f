"""Comparison units for field visits: like in circumstances, ordinary or low in outcome."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from jopoi.sense._reml import Floats

Positions = NDArray[np.intp]
NEIGHBOURS = 8


def nearest(wanted: Positions, pool: Positions, context: Floats) -> tuple[Positions, Floats]:
    """For each wanted unit the nearest in the pool, each of the pool used once while it lasts.

    Parameters
    ----------
    wanted, pool : arrays of positions
    context : (N, k) array
        Standardised circumstances.

    Returns
    -------
    positions : (len(wanted),) array, -1 where the pool is used up
    distances : (len(wanted),) array
    """
    match = np.full(len(wanted), -1, dtype=np.intp)
    distance = np.full(len(wanted), np.nan)
    free = np.asarray(pool)
    while len(free) and (match < 0).any():
        rows = np.flatnonzero(match < 0)
        reach = min(len(free), NEIGHBOURS)
        away, near = KDTree(context[free]).query(context[wanted[rows]], k=reach, workers=-1)
        taken = _assign(
            np.asarray(away).reshape(len(rows), reach), np.asarray(near).reshape(len(rows), reach)
        )
        got = taken >= 0
        match[rows[got]] = free[taken[got]]
        distance[rows[got]] = np.linalg.norm(context[wanted[rows[got]]] - context[free[taken[got]]], axis=1)
        free = np.delete(free, taken[got])
    return match, distance


def _assign(away: Floats, near: Positions) -> Positions:
    """Give each row its nearest candidate that is still free; the closest rows choose first."""
    taken = np.full(len(near), -1, dtype=np.intp)
    used: set[int] = set()
    for row in np.argsort(away[:, 0], kind="stable"):
        for candidate in near[row]:
            if int(candidate) not in used:
                taken[row] = candidate
                used.add(int(candidate))
                break
    return taken


def standardised(values: Floats) -> Floats:
    """Columns with mean 0 and standard deviation 1; constant ones become 0."""
    spread = values.std(axis=0)
    scaled: Floats = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return scaled
