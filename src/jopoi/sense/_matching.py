"""Comparison units for field visits: like in circumstances, ordinary or low in outcome."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from jopoi.sense._reml import Floats

Positions = NDArray[np.intp]


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
    if len(pool) == 0 or len(wanted) == 0:
        return match, distance
    # Enough neighbours that somebody is left for the last of several crowding on one spot.
    reach = min(len(pool), max(8, 2 * int(np.sqrt(len(wanted)))))
    away, near = KDTree(context[pool]).query(context[wanted], k=reach)
    away = np.asarray(away).reshape(len(wanted), -1)
    near = np.asarray(near).reshape(len(wanted), -1)
    used: set[int] = set()
    for flat in np.argsort(away, axis=None, kind="stable"):
        row, column = divmod(int(flat), away.shape[1])
        candidate = int(near[row, column])
        if match[row] < 0 and candidate not in used:
            match[row], distance[row] = pool[candidate], away[row, column]
            used.add(candidate)
    return match, distance


def standardised(values: Floats) -> Floats:
    """Columns with mean 0 and standard deviation 1; constant ones become 0."""
    spread = values.std(axis=0)
    scaled: Floats = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return scaled
