"""Whether a shortlist holds up in periods that it was not made from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from jopoi.sense._posterior import Posterior
from jopoi.sense._reml import Floats


@dataclass(frozen=True)
class HeldOut:
    """Effects in the held-out periods, in the order of the screened units.

    ``effect`` and ``chance`` are not-a-number for units without records there; ``again`` says
    who is in the top share there, of all ``units`` with records, from ``edge`` on.
    """

    effect: Floats
    chance: Floats
    again: NDArray[np.bool_]
    edge: float
    units: int
    share: float


@dataclass(frozen=True)
class Persistence:
    """How a list fared: counts, and mean effects before, as expected, and after.

    ``spread`` is the standard deviation of the count that regression to the mean alone would give.
    """

    units: int
    with_records: int
    held_up: int
    by_chance: float
    by_regression_to_the_mean: float
    spread: float
    effect_before: float
    effect_expected: float
    effect_after: float


def hold_out(effect: Floats, chance: Floats, top: float) -> HeldOut:
    """Mark who is in the top share of the held-out effects; ``effect`` may have gaps."""
    known = ~np.isnan(effect)
    size = int(known.sum())
    places = int(top * size + 1e-9)
    again = np.zeros(len(effect), dtype=bool)
    order = np.argsort(-np.where(known, effect, -np.inf), kind="stable")
    again[order[:places]] = True
    edge = float(effect[order[places - 1]]) if places else float("inf")
    return HeldOut(effect, chance, again, edge, size, places / size if size else 0.0)


def fare(chosen: NDArray[np.intp], before: Floats, shrunk: Posterior, after: HeldOut) -> Persistence:
    """Compare a list with its held-out periods.

    By regression to the mean alone, a unit's held-out mean is normal around its posterior mean
    with the posterior variance plus the chance error there: nothing has changed but chance.
    """
    seen = chosen[~np.isnan(after.effect[chosen])]
    spread = np.sqrt(shrunk.sd[seen] ** 2 + after.chance[seen] ** 2)
    expected = ndtr((shrunk.mean[seen] - after.edge) / np.where(spread > 0, spread, 1.0))
    return Persistence(
        units=len(chosen),
        with_records=len(seen),
        held_up=int(after.again[seen].sum()),
        by_chance=len(seen) * after.share,
        by_regression_to_the_mean=float(expected.sum()),
        spread=float(np.sqrt(np.sum(expected * (1.0 - expected)))),
        effect_before=_mean(before[seen]),
        effect_expected=_mean(shrunk.mean[seen]),
        effect_after=_mean(after.effect[seen]),
    )


def top_share(effect: Floats, top: float, among: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Positions of the top share by plain value, largest first, among some of the units."""
    order = np.argsort(-np.where(among, effect, -np.inf), kind="stable")
    return order[: int(top * int(among.sum()) + 1e-9)]


def _mean(values: Floats) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
