"""Robust frontiers: the best of a few units drawn, or all but the best few, instead of the best of all.

Order-m holds a unit against the best that m others may be expected to show, drawn from those that use no more
(or bring about no less; Cazals, Florens & Simar 2002); order-α against what a share of them does not surpass
(Aragon, Daouia & Thomas-Agnan 2005). Both are sums over a sorted row, or places in it, so nothing is drawn.
"""

from collections.abc import Callable

import numpy as np

from jopoi.sense._fdh import blocks_of_ratios
from jopoi.sense._technology import Floats, Orientation


def expected_best(inputs: Floats, outputs: Floats, orientation: Orientation, drawn: int) -> Floats:
    """Scores against the best that ``drawn`` comparable units may be expected to show, drawn with return.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
    orientation : {"output", "input"}
    drawn : int

    Returns
    -------
    (n,) array
        By how much outputs could rise, or inputs fall; a unit beyond the robust frontier is below 1, above 1.
    """

    def of(reach: Floats) -> float:
        places = np.arange(len(reach) + 1) / len(reach)
        return float(np.diff(places**drawn) @ reach)

    return _scores(inputs, outputs, orientation, of)


def not_surpassed(inputs: Floats, outputs: Floats, orientation: Orientation, share: float) -> Floats:
    """Scores against what a ``share`` of the comparable units does not surpass; shapes as `expected_best`."""

    def of(reach: Floats) -> float:
        # So many are beyond: rounding must not make one more of them.
        beyond = int(np.floor((1.0 - share) * len(reach) + 1e-9))
        if orientation == "input" and beyond and abs((1.0 - share) * len(reach) - beyond) < 1e-9:
            beyond -= 1
        return float(reach[max(len(reach) - 1 - beyond, 0)])

    return _scores(inputs, outputs, orientation, of)


def _scores(
    inputs: Floats, outputs: Floats, orientation: Orientation, of: Callable[[Floats], float]
) -> Floats:
    score = np.empty(len(inputs))
    for part, ratio in blocks_of_ratios(inputs, outputs, orientation):
        for row, reach in enumerate(np.sort(ratio, axis=1)):
            score[part.start + row] = of(reach[np.isfinite(reach)])
    return score if orientation == "output" else -score
