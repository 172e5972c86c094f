"""What peers, or boosted trees, lead one to expect of each unit: never by its own outcome."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2
from scipy.spatial import cKDTree

from jopoi._core.reduce import Floats
from jopoi.errors import OptionError
from jopoi.words import N_

Places = NDArray[np.intp]

_FOLDS, _FEWEST_FOR_TREES = 5, 100
_STARTS, _ROUNDS = 10, 50
_MOST_CLUSTERS, _SMALLEST = 60, 5
_RIDGE = 1e-9


@dataclass(frozen=True)
class Circumstances:
    """One row a unit: what it was in, what came of it, and how much that counts for.

    Attributes
    ----------
    x : (N, p) array
        Mean circumstances, text as the share of rows with each value.
    y, weight : (N,) arrays
        Mean outcome and its weight.
    """

    x: Floats
    y: Floats
    weight: Floats

    @property
    def alike(self) -> Floats:
        """The circumstances on one scale, so that distances count each as much."""
        spread = self.x.std(axis=0)
        told = spread > 0.0
        found: Floats = (self.x[:, told] - self.x[:, told].mean(axis=0)) / spread[told]
        return found

    @property
    def order(self) -> Places:
        """An order that knows no labels, so that what is drawn by it does not depend on them."""
        return np.lexsort((self.y, *self.x.T))

    def left(self, expected: Floats) -> float:
        """The share of the variance between units that an expectation leaves."""
        middle = float(np.average(self.y, weights=self.weight))
        total = float(self.weight @ (self.y - middle) ** 2)
        return float(self.weight @ (self.y - expected) ** 2) / total if total > 0.0 else 0.0


def straight(units: Circumstances) -> Floats:
    """By a straight line through all others: least squares, leaving each unit out."""
    root = np.sqrt(units.weight)
    design = np.column_stack([np.ones(len(root)), units.alike]) * root[:, None]
    inverse = np.linalg.inv(design.T @ design + _RIDGE * float(units.weight.sum()) * np.eye(design.shape[1]))
    fitted = design @ (inverse @ (design.T @ (units.y * root)))
    own = np.minimum(np.einsum("ij,jk,ik->i", design, inverse, design), 1.0 - _RIDGE)
    found: Floats = units.y - (units.y - fitted / root) / (1.0 - own)
    return found


def nearest(units: Circumstances, peers: int) -> tuple[Places, Floats]:
    """The units in the most similar circumstances, (N, peers), and how far they are."""
    alike, count = units.alike, len(units.y)
    peers = min(peers, count - 1)
    found = cKDTree(alike).query(alike, k=peers + 1)
    distance, place = np.asarray(found[0], np.float64), np.asarray(found[1], np.intp)
    itself = place == np.arange(count)[:, None]
    # Among many in the very same circumstances a unit may not find itself; then the last one goes.
    itself[~itself.any(axis=1), -1] = True
    return place[~itself].reshape(count, peers), distance[~itself].reshape(count, peers)


def by_nearest(units: Circumstances, place: Places) -> Floats:
    """The mean of the nearest."""
    weight = units.weight[place]
    found: Floats = np.sum(units.y[place] * weight, axis=1) / weight.sum(axis=1)
    return found


def clusters(units: Circumstances, peers: int) -> Places:
    """Groups of units in similar circumstances, of about so many units each, numbered from 0."""
    alike, count = units.alike, len(units.y)
    wanted = int(np.clip(round(count / peers), 2, _MOST_CLUSTERS))
    order = units.order
    best, least = np.zeros(count, np.intp), np.inf
    for start in range(_STARTS):
        centres, code = kmeans2(alike[order], wanted, iter=_ROUNDS, minit="++", seed=start, missing="warn")
        away = float(np.sum((alike[order] - centres[code]) ** 2))
        if away < least:
            least, best[order] = away, code
    return _large_enough(alike, best)


def _large_enough(alike: Floats, code: Places) -> Places:
    """The same where units of too small a group join the nearest of the others."""
    sizes = np.bincount(code)
    large = np.flatnonzero(sizes >= min(_SMALLEST, sizes.max()))
    centres = np.array([alike[code == one].mean(axis=0) for one in large])
    stray = ~np.isin(code, large)
    joined = code.copy()
    if stray.any():
        joined[stray] = large[cKDTree(centres).query(alike[stray])[1]]
    found: Places = np.unique(joined, return_inverse=True)[1].astype(np.intp)
    return found


def by_clusters(units: Circumstances, code: Places) -> Floats:
    """The mean of the others in the group."""
    weight = np.bincount(code, units.weight)[code] - units.weight
    total = np.bincount(code, units.weight * units.y)[code] - units.weight * units.y
    middle = float(np.average(units.y, weights=units.weight))
    found: Floats = np.where(weight > 0.0, total / np.where(weight > 0.0, weight, 1.0), middle)
    return found


def by_trees(units: Circumstances) -> Floats:
    """By gradient-boosted trees grown on other units: five parts, each predicted from the other four."""
    try:
        from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OptionError(
            N_("`expectation` boosted needs scikit-learn, which is not installed."),
            N_("Install it with: pip install 'jopoi[boosted]'. Or choose neighbours, which needs no more."),
            option="expectation",
        ) from error
    count = len(units.y)
    if count < _FEWEST_FOR_TREES:
        raise OptionError(
            N_("`expectation` boosted needs at least {needed} units. There are {units}."),
            N_("Choose linear, or neighbours."),
            option="expectation",
            needed=_FEWEST_FOR_TREES,
            units=count,
        )
    part = np.empty(count, np.intp)
    part[np.random.default_rng(0).permutation(units.order)] = np.arange(count) % _FOLDS
    found = np.empty(count)
    for one in range(_FOLDS):
        own = part == one
        trees = HistGradientBoostingRegressor(
            learning_rate=0.05, max_iter=150, max_leaf_nodes=8, min_samples_leaf=20, early_stopping=False
        )
        trees.fit(units.x[~own], units.y[~own], sample_weight=units.weight[~own])
        found[own] = trees.predict(units.x[own])
    return found
