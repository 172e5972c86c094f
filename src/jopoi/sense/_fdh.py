"""The free disposal hull: every unit against units that there are, without mixtures."""

from collections.abc import Iterator

import numpy as np

from jopoi.sense._technology import Floats, Orientation, Positions

_BLOCK = 256


def hull(
    inputs: Floats, outputs: Floats, orientation: Orientation, *, without_itself: bool = False
) -> tuple[Floats, Positions]:
    """Scores against the free disposal hull, and the unit that each is held against.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
        None below zero; every unit has an input and an output above zero.
    orientation : {"output", "input"}
    without_itself : bool
        Hold every unit against all others; not-a-number where none does as much with as little.

    Returns
    -------
    score, peer : (n,) arrays
        By how much the peer does more, or less is needed; -1 where there is no peer.
    """
    score, peer = np.empty(len(inputs)), np.empty(len(inputs), dtype=np.intp)
    for part, ratio in blocks_of_ratios(inputs, outputs, orientation):
        if without_itself:
            own = np.arange(len(ratio))
            ratio[own, part.start + own] = -np.inf
        best = ratio.argmax(axis=1)
        found = ratio[np.arange(len(ratio)), best]
        reached = np.isfinite(found)
        score[part] = np.where(reached, found if orientation == "output" else -found, np.nan)
        peer[part] = np.where(reached, best, -1)
    return score, peer


def blocks_of_ratios(
    inputs: Floats, outputs: Floats, orientation: Orientation
) -> Iterator[tuple[slice, Floats]]:
    """Some units at a time: how far each could go towards each other; minus infinity where not at all."""
    for begin in range(0, len(inputs), _BLOCK):
        part = slice(begin, min(begin + _BLOCK, len(inputs)))
        yield part, _ratios(inputs, outputs, part, orientation)


def _ratios(inputs: Floats, outputs: Floats, part: slice, orientation: Orientation) -> Floats:
    """How far each unit of a part could go towards each other; minus infinity where not at all."""
    if orientation == "output":
        held, given, gained, mine = inputs, inputs[part], outputs, outputs[part]
        allowed = (held[None] <= given[:, None]).all(axis=2)
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.where(mine[:, None] > 0, gained[None] / mine[:, None], np.inf)
        reach = each.min(axis=2)
    else:
        allowed = (outputs[None] >= outputs[part][:, None]).all(axis=2)
        mine = inputs[part]
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.where(
                mine[:, None] > 0, inputs[None] / mine[:, None], np.where(inputs[None] > 0, np.inf, 0.0)
            )
        reach = -each.max(axis=2)
    return np.where(allowed & np.isfinite(reach), reach, -np.inf)
