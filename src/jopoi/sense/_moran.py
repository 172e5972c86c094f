"""Whether neighbours are alike: Moran's I."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import KDTree
from scipy.stats import norm

from jopoi._core.reduce import Floats
from jopoi.sense._places import on_globe, unknown

NEIGHBOURS = 8
_FEWEST = 20


@dataclass(frozen=True)
class Likeness:
    """How alike neighbours are.

    Attributes
    ----------
    index : float
        Moran's I: near 0 if neighbours are no more alike than others, 1 if they are the same.
    p_value : float
        How likely so much or more is by chance.
    units : int
        How many have a place.
    """

    index: float
    p_value: float
    units: int

    @property
    def effective(self) -> float:
        """As how many independent units they count, at most: as along a line where each is like the next."""
        alike = min(max(self.index, 0.0), 0.99)
        return self.units * (1.0 - alike) / (1.0 + alike)


def likeness(value: Floats, places: Floats) -> Likeness | None:
    """Moran's I of values with equal variance, over each unit's eight nearest; none if too few have a place.

    The test takes the index as normal (Cliff & Ord 1981); with a hundred units it finds 6 in 100 below .05.

    Examples
    --------
    Along a road the south does well and the north badly:

    >>> places = np.column_stack([np.linspace(-25.0, -24.0, 40), np.full(40, -57.0)])
    >>> round(likeness(np.repeat([1.0, -1.0], 20), places).index, 2)
    0.88
    """
    known = ~unknown(places)
    value, places = value[known] - value[known].mean(), places[known]
    count = len(value)
    if count < _FEWEST or not value.any():
        return None
    weights = _neighbours(places)
    index = float(value @ (weights @ value) / (value @ value))
    both = weights + weights.T
    s1 = 0.5 * float(both.power(2).sum())
    s2 = float(((1.0 + weights.sum(axis=0)) ** 2).sum())
    expected = -1.0 / (count - 1)
    variance = (count**2 * s1 - count * s2 + 3.0 * count**2) / (count**2 * (count**2 - 1.0)) - expected**2
    return Likeness(index, float(norm.sf((index - expected) / np.sqrt(variance))), count)


def _neighbours(places: Floats) -> csr_array:
    """A row a unit: equal weights for its nearest others, which add up to one."""
    count = len(places)
    points = on_globe(places)
    _away, near = KDTree(points).query(points, k=NEIGHBOURS + 1)
    # A unit is its own nearest, unless several share its place.
    near = np.asarray(near)
    own = near == np.arange(count)[:, None]
    own[~own.any(axis=1), -1] = True
    others = near[~own]
    starts = np.arange(0, count * NEIGHBOURS + 1, NEIGHBOURS)
    return csr_array((np.full(len(others), 1.0 / NEIGHBOURS), others, starts), shape=(count, count))
