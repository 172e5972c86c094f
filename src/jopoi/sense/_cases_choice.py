"""Who becomes a case: surest first, within quotas; and who is turned away, with why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from jopoi._core.reduce import Floats
from jopoi.sense._places import unknown
from jopoi.sense._select import shortlist

Why = Literal["reason", "mirror", "quota", "capacity", "luck"]
EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Choice:
    """Positions of the outstanding cases, surest first, and of those turned away, with why."""

    chosen: NDArray[np.intp]
    turned: list[tuple[int, Why, str]]


def choose(
    tail: Floats,
    false_share: float,
    *,
    reasons: Sequence[str],
    flagged: NDArray[np.bool_],
    regions: Sequence[str] | None,
    quota: int | None,
    capacity: int,
) -> Choice:
    """Go down the shortlist of those whom nothing speaks against, surest first.

    Parameters
    ----------
    tail : (N,) array
        The chance that each is in the top share.
    false_share : float
        Bound on the mean of ``1 - tail`` over the shortlist, and over the cases.
    reasons : sequence of str
        Why each is no case; empty where nothing speaks against it.
    flagged : (N,) array
        Whose outcome may be bought with another.
    regions : sequence of str, optional
    quota, capacity : int
        At most so many of a region, and in all.

    Returns
    -------
    Choice
        Turned away are those who would stand on the list but for a reason, and those on it for whom there is
        no room. Who comes after the list is not told of.
    """
    barred = flagged | np.array([bool(reason) for reason in reasons], np.bool_)
    listed = shortlist(np.where(barred, 0.0, tail), false_share)
    least = float(tail[listed].min()) if len(listed) else 1.0 - false_share
    turned: list[tuple[int, Why, str]] = [
        (k, "reason" if reasons[k] else "mirror", reasons[k])
        for k in np.flatnonzero(barred & (tail >= least)).tolist()
    ]
    chosen: list[int] = []
    taken: Counter[str] = Counter()
    for position in listed.tolist():
        region = regions[position] if regions is not None else ""
        if quota is not None and taken[region] >= quota:
            turned.append((position, "quota", region))
        elif len(chosen) >= capacity:
            turned.append((position, "capacity", ""))
        else:
            chosen.append(position)
            taken[region] += 1
    while chosen and float(np.mean(1.0 - tail[chosen])) > false_share * (1.0 + 1e-12):
        # Without those for whom there was no room, luck may have too large a part in the rest.
        turned.append((chosen.pop(), "luck", ""))
    return Choice(np.array(chosen, np.intp), sorted(turned, key=lambda one: -tail[one[0]]))


def kilometres(places: Floats) -> Floats:
    """Distances between all places, (n, n), along the surface of the globe."""
    north, east = np.radians(places).T
    half = (
        np.sin((north[:, None] - north) / 2.0) ** 2
        + np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2.0) ** 2
    )
    found: Floats = 2.0 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return found


def journeys(places: Floats, reach: float) -> tuple[NDArray[np.intp], Mapping[int, float]]:
    """Which journey each place belongs to, none wider than ``reach``, and how wide each is.

    Numbers begin with 1, the largest journey first; 0 is for places that nobody knows.
    """
    journey = np.zeros(len(places), np.intp)
    known = np.flatnonzero(~unknown(places))
    if not len(known):
        return journey, {}
    apart = kilometres(places[known])
    label = np.ones(len(known), np.intp)
    if len(known) > 1:
        flat = squareform(apart, checks=False)
        label = np.asarray(fcluster(linkage(flat, "complete"), reach, "distance"), np.intp)
    sizes = Counter(label.tolist())
    order = sorted(sizes, key=lambda one: (-sizes[one], one))
    number = {one: k + 1 for k, one in enumerate(order)}
    journey[known] = [number[one] for one in label.tolist()]
    width = {number[one]: float(apart[np.ix_(label == one, label == one)].max()) for one in order}
    return journey, width
