"""Normal means with known standard errors: the likelihood that a mixing distribution is fitted to."""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from jopoi.sense._mixture import Floats, Mixture, fit_mixture
from jopoi.sense._mixture_net import every_so_many, many_as_few
from jopoi.sense._mixture_seen import Problem, Seen

_FEW = 2_000  # so many are looked at one by one
_MANY = 20_000  # from so many on, the search begins on few that stand for them
_PLACES_AN_ERROR = 4.0
_MOST_PLACES, _LEAST_PLACES, _MOST_NARROW = 3000, 200, 1000
_BEGIN_WITH = 100
_LOST, _MOST_LOST = -9.0, 600  # of the logarithm of a density over its highest
_HALF_LOG = 0.5 * float(np.log(2.0 * np.pi))


def fit_normal(value: Floats, error: Floats, tolerance: float | None = None) -> Mixture:
    """The most likely distribution of means that were seen with known standard errors.

    Parameters
    ----------
    value, error : (n,) arrays
        What was seen, and its standard error, above zero.
    tolerance : float, optional
        Largest gap in the log-likelihood; without it 0.001, and more from 100,000 units on.

    Returns
    -------
    Mixture
        Its gap is infinite where errors are too unlike for it to be known.

    Examples
    --------
    Two kinds of unit, seen exactly enough to be told apart:

    >>> found = fit_normal(np.array([1.0, 1.1, 0.9, 5.0, 5.1]), np.full(5, 0.2))
    >>> found.atoms.round(2), found.weights.round(2)
    (array([1.  , 5.05]), array([0.6, 0.4]))
    """
    exact = Means(np.ones(len(value)), value, error)
    tolerance = max(1e-3, 1e-8 * exact.total) if tolerance is None else tolerance
    places = _places(value, error)
    begin = np.unique(np.quantile(value, np.linspace(0.0, 1.0, _BEGIN_WITH)))
    start = begin, np.full(len(begin), 1.0 / len(begin))
    looked_at, faithful = (exact, True) if len(value) <= _FEW else _few(value, error, smooth=True)
    many = len(value) > _MANY
    if many:
        # Where no net serves, those that stand for all are few enough to begin with.
        coarse = _few(value, error, smooth=False)[0] if faithful else looked_at
        start = _on_nets(coarse, looked_at, places, start, tolerance)
        start = start if faithful else _with_lost(exact, *start)
    problem = Problem(exact, looked_at, places, float(error.min()), faithful=faithful)
    found = fit_mixture(problem, start, tolerance, near=many and faithful)
    return found if _nowhere_between(places, value, error) else replace(found, gap=np.inf)


def _few(value: Floats, error: Floats, *, smooth: bool) -> tuple["Means", bool]:
    """Few values that stand for many, and whether sums over them are those over all."""
    net = many_as_few(value, error, smooth=smooth)
    at, errors, count = net or every_so_many(value, error)
    return Means(count, at, errors), net is not None


def _with_lost(exact: "Means", atoms: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Atoms for units that are so far from every atom that nothing could be told of them."""
    dense = exact.log_densities(atoms, weights) - exact.constants(slice(None))
    lost = np.sort(exact.value[dense < _LOST])
    lost = lost[:: max(-(-len(lost) // _MOST_LOST), 1)]
    share = 1.0 / exact.total
    weights = np.concatenate([weights, np.full(len(lost), share)])
    return np.concatenate([atoms, lost]), weights / weights.sum()


def _on_nets(
    coarse: "Means", fine: "Means", places: Floats, start: tuple[Floats, Floats], tolerance: float
) -> tuple[Floats, Floats]:
    """Where the search of everything begins: the most likely mixture of those that stand for all."""
    rough = fit_mixture(
        Problem(coarse, coarse, places, float(coarse.error.min())), start, 1e-6 * coarse.total
    )
    start = rough.atoms, rough.weights
    # Counts below zero may bend the likelihood the wrong way; then the rough mixture serves.
    with suppress(np.linalg.LinAlgError):
        better = fit_mixture(
            Problem(fine, fine, places, float(fine.error.min())), start, tolerance, near=True
        )
        start = (better.atoms, better.weights) if np.isfinite(better.loglik) else start
    return start


def _places(value: Floats, error: Floats) -> Floats:
    """Where atoms are looked for: evenly between the extremes, among values, and at the most exact."""
    low, high = float(value.min()), float(value.max())
    wanted = int(min((high - low) / float(error.min()) * _PLACES_AN_ERROR, _MOST_PLACES))
    even = np.linspace(low, high, max(wanted, _LEAST_PLACES))
    narrow = value[error < (even[1] - even[0])]
    narrow = narrow[:: max(-(-len(narrow) // _MOST_NARROW), 1)]
    among = np.quantile(value, np.linspace(0.0, 1.0, _LEAST_PLACES))
    return np.unique(np.concatenate([even, among, narrow]))


def _nowhere_between(places: Floats, value: Floats, error: Floats) -> bool:
    """Whether no peak can hide between places: each value seen more exactly than they are apart is one."""
    if len(places) < 2:
        return True
    narrow = value[error < np.diff(places).max()]
    return bool(np.isin(narrow, places).all())


@dataclass(frozen=True)
class Means(Seen):
    """Values with standard errors."""

    value: Floats
    error: Floats

    def logs(self, part: slice, atoms: Floats) -> Floats:
        """The logarithm of the density of some values at each atom, less `constants`."""
        away = (self.value[part, None] - atoms) / self.error[part, None]
        away *= away
        away *= -0.5
        return away

    def constants(self, part: slice) -> Floats:
        """What of the logarithm does not depend on the atom."""
        found: Floats = -np.log(self.error[part]) - _HALF_LOG
        return found

    def bends(self, part: slice, places: Floats) -> tuple[Floats, Floats, Floats]:
        """The density at each place, and its first and second derivative over it."""
        ease = 1.0 / self.error[part, None]
        away = (self.value[part, None] - places) * ease
        return np.exp(-0.5 * away * away - _HALF_LOG) * ease, away * ease, (away * away - 1.0) * ease * ease
