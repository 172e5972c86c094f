"""How far the frontier that is seen lies inside the one that is possible (Simar & Wilson 1998).

The frontier of a sample lies below that of all there could be, so everyone looks better than they are.
Samples of the same kind are drawn: distances from the frontier with a little noise, reflected at it, put on
the units' own mixes. How far their frontiers lie within the one seen is taken for how far that one lies
within the possible one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from jopoi._core.stretches import in_stretches
from jopoi.progress import step
from jopoi.sense._scores import Measured, against, measure
from jopoi.sense._technology import Floats, Orientation, Returns
from jopoi.words import N_

_ENDS = (0.025, 0.975)
_AT_ONCE = 20  # draws between two words of progress
_LOOKED_AT, _WIDTHS = 400, (0.05, 1.5, 50)
_FEW = 300  # units of which all can be looked at as easily as those on the frontier


@dataclass(frozen=True)
class Corrected:
    """Efficiencies less their bias, with 95 % intervals: (n,) arrays."""

    efficiency: Floats
    bias: Floats
    lower: Floats
    upper: Floats


def corrected(
    inputs: Floats,
    outputs: Floats,
    returns: Returns,
    orientation: Orientation,
    found: Measured,
    *,
    draws: int,
    seed: int,
) -> Corrected:
    """Take the bias out of efficiencies by a smoothed bootstrap.

    Parameters
    ----------
    inputs, outputs, returns, orientation
        As of `measure`.
    found : Measured
        What `measure` found for the same.
    draws : int
    seed : int

    Returns
    -------
    Corrected
    """
    distance = found.score if orientation == "output" else 1.0 / found.score
    distance = np.maximum(distance, 1.0)  # 1 on the frontier, more below it
    width = _bandwidth(distance)
    again = np.empty((draws, len(inputs)))

    def of(stretch: slice) -> None:
        for draw in range(stretch.start, stretch.stop):
            moved = distance / _distances(distance, width, np.random.default_rng([seed, draw]))
            score = _seen_anew(inputs, outputs, moved, returns, orientation)
            again[draw] = 1.0 / score if orientation == "output" else score

    for begin in range(0, draws, _AT_ONCE):
        step(N_("drawing frontiers that could have been seen"), 0.3 + 0.6 * begin / draws)
        in_stretches(partial(_from, of, begin), min(_AT_ONCE, draws - begin))
    efficiency = 1.0 / distance
    bias = np.nanmean(again, axis=0) - efficiency
    low, high = np.nanquantile(again - efficiency, _ENDS, axis=0)
    return Corrected(
        efficiency - bias, bias, np.maximum(efficiency - high, 0.0), np.minimum(efficiency - low, 1.0)
    )


def _from(of: Callable[[slice], None], begin: int, stretch: slice) -> None:
    of(slice(stretch.start + begin, stretch.stop + begin))


def _seen_anew(
    inputs: Floats, outputs: Floats, moved: Floats, returns: Returns, orientation: Orientation
) -> Floats:
    """Scores of the units against the frontier of others that stand elsewhere on the units' own rays."""
    ins = inputs if orientation == "output" else inputs / moved[:, None]
    outs = outputs * moved[:, None] if orientation == "output" else outputs
    if len(ins) > _FEW:
        span = measure(ins, outs, returns, orientation).reference
        ins, outs = ins[span], outs[span]
    return against(ins, outs, inputs, outputs, returns, orientation)


def _bandwidth(distance: Floats) -> float:
    """Of the distances reflected at the frontier, by least-squares cross-validation; those on it left out.

    Of many, evenly spaced ones stand for all. What suits the reflected ones is carried over to all
    (Simar & Wilson 2008).
    """
    below = np.sort(distance[distance > 1.0 + 1e-9])
    if len(below) < 3:
        return 0.0
    some = below[:: -(-len(below) // _LOOKED_AT)]
    both = np.concatenate([some, 2.0 - some])
    rule = 1.06 * float(both.std(ddof=1)) * len(both) ** -0.2
    apart = np.abs(both[:, None] - both)[np.triu_indices(len(both), 1)]
    widths = rule * np.geomspace(*_WIDTHS)
    width = float(widths[np.argmin([_misfit(apart, len(both), one) for one in widths])])
    many = (len(both) / len(distance)) ** 0.2
    return float(width * many * distance.std(ddof=1) / both.std(ddof=1))


def _misfit(apart: Floats, count: int, width: float) -> float:
    """The integrated squared error of a density estimate, less what does not depend on its width."""
    square = (apart / width) ** 2
    own = float(count + 2.0 * float(np.exp(-square / 4.0).sum())) / float(2.0 * np.sqrt(np.pi) * count)
    others = 4.0 * float(np.exp(-square / 2.0).sum()) / float(np.sqrt(2.0 * np.pi) * (count - 1))
    return float((own - others) / (width * count))


def _distances(distance: Floats, width: float, dice: np.random.Generator) -> Floats:
    """Distances that could as well have been seen, none beyond the frontier.

    Drawn with noise among the distances and their mirror images beyond the frontier, brought back to the
    variance of those, and folded back: so nothing thins out or piles up at the frontier.
    """
    drawn = dice.choice(distance, len(distance)) - 1.0
    drawn *= dice.choice([-1.0, 1.0], len(distance))
    spread = float(np.mean((distance - 1.0) ** 2))
    noisy = drawn + width * dice.standard_normal(len(distance))
    if spread > 0.0:
        noisy /= np.sqrt(1.0 + width**2 / spread)
    return 1.0 + np.abs(noisy)
