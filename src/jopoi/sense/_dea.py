"""Data envelopment analysis of all units at once.

The programmes of the units share their columns and differ in what they must reach. Each starts on a face of
the technology that is easy to name and walks from face to face (the dual simplex method), all units in step.
Only units on the frontier matter as columns: they are found as the corners that lie outside what is known.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jopoi.sense._course import Course
from jopoi.sense._technology import Floats, Positions, Technology

_TOLERANCE = 1e-9
_PIVOT = 1e-9
_STEPS = 500


@dataclass(frozen=True)
class Faces:
    """For each unit the face of the technology that it is measured against.

    Attributes
    ----------
    way : (n,) array
        How far each could go on its course; not-a-number where nothing reaches.
    basis : (n, d) array
        Columns of the technology that span the face; the one after the last is the way itself.
    weight : (n, d) array
        What each of them carries.
    price : (n, d) array
        The face as prices of outputs, inputs and scale: no reference unit makes a profit at them.
    """

    way: Floats
    basis: Positions
    weight: Floats
    price: Floats


def walk(technology: Technology, course: Course, start: Positions, without: Positions | None = None) -> Faces:
    """Carry each unit from its first face to the one that it lies over.

    Parameters
    ----------
    technology : Technology
    course : Course
    start : (n, d) array
        A basis for each unit whose prices leave no reference unit a profit.
    without : (n,) array, optional
        A column that each unit may not use; -1 for none.

    Returns
    -------
    Faces
    """
    level, along = course.level, course.along
    size, width = level.shape
    last = len(technology.columns)
    found = Faces(
        np.full(size, np.nan), start.copy(), np.full((size, width), np.nan), np.zeros((size, width))
    )
    going = np.arange(size)
    for _step in range(_STEPS):
        inverse, measure = inverse_of(technology, along, found.basis, going)
        carried = np.einsum("nij,nj->ni", inverse, level[going])
        least = np.where(found.basis[going] == last, np.inf, carried)
        leaving = least.argmin(axis=1)
        row = np.arange(len(going))
        there = least[row, leaving] >= -_TOLERANCE
        done = going[there]
        found.way[done] = carried[there, measure[there]]
        found.weight[done] = carried[there]
        found.price[done] = inverse[there, measure[there]]
        if there.all():
            break
        going, leaving, measure, inverse = (one[~there] for one in (going, leaving, measure, inverse))
        row = np.arange(len(going))
        entering, some = _entering(
            inverse[row, leaving] @ technology.columns.T,
            inverse[row, measure] @ technology.columns.T,
            None if without is None else without[going],
        )
        going = going[some]
        found.basis[going, leaving[some]] = entering[some]
    return found


def inverse_of(
    technology: Technology, along: Floats, basis: Positions, going: Positions
) -> tuple[Floats, Positions]:
    """The inverse of each unit's basis, and in which row of it the way stands."""
    last = len(technology.columns)
    mine = basis[going]
    spanned = technology.columns[np.minimum(mine, last - 1)]
    measure = (mine == last).argmax(axis=1)
    spanned[np.arange(len(going)), measure] = along[going]
    return np.linalg.inv(np.swapaxes(spanned, 1, 2)).astype(np.float64), measure


def _entering(
    change: Floats, profit: Floats, without: Positions | None
) -> tuple[Positions, NDArray[np.bool_]]:
    """The column whose loss is smallest for what it mends, and whether there is any."""
    if without is not None:
        banned = without >= 0
        change[np.flatnonzero(banned), without[banned]] = 0.0
    # A pivot that is small beside others of its row would spoil the inverse.
    mends = change < -_PIVOT * np.maximum(np.abs(change).max(axis=1, keepdims=True), 1.0)
    ratio = np.where(mends, np.maximum(profit, 0.0) / np.where(mends, -change, 1.0), np.inf)
    as_small = ratio <= ratio.min(axis=1, keepdims=True) + _TOLERANCE
    entering = np.where(as_small, change, np.inf).argmin(axis=1)  # of those that lose as little the steadiest
    return entering, np.asarray(mends.any(axis=1))
