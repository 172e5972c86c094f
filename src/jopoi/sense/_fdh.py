"""The free disposal hull: every unit against units that there are, without mixtures."""

from collections.abc import Iterator

import numpy as np

from jopoi.sense._course import Aim, Steps
from jopoi.sense._technology import Floats, Positions

_BLOCK = 256


def hull(
    inputs: Floats, outputs: Floats, aim: Aim, *, without_itself: bool = False
) -> tuple[Floats, Positions]:
    """Scores against the free disposal hull, and the unit that each is held against.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
        None below zero; every unit has an input and an output above zero.
    aim : {"output", "input", "both"} or Steps
    without_itself : bool
        Hold every unit against all others; not-a-number where none does as much with as little.

    Returns
    -------
    score, peer : (n,) arrays
        By how much the peer does more, or less is needed, or how many steps it is ahead; -1 where there is
        no peer.
    """
    score, peer = np.empty(len(inputs)), np.empty(len(inputs), dtype=np.intp)
    for part, ratio in blocks_of_ratios(inputs, outputs, aim):
        if without_itself:
            own = np.arange(len(ratio))
            ratio[own, part.start + own] = -np.inf
        best = ratio.argmax(axis=1)
        found = ratio[np.arange(len(ratio)), best]
        reached = np.isfinite(found)
        score[part] = np.where(reached, -found if aim in ("input", "both") else found, np.nan)
        peer[part] = np.where(reached, best, -1)
    return score, peer


def blocks_of_ratios(inputs: Floats, outputs: Floats, aim: Aim) -> Iterator[tuple[slice, Floats]]:
    """Some units at a time: how far each could go towards each other; minus infinity where not at all.

    What falls counts below zero, so that more is farther.
    """
    for begin in range(0, len(inputs), _BLOCK):
        part = slice(begin, min(begin + _BLOCK, len(inputs)))
        yield part, _reach(inputs, outputs, part, aim)


def _reach(inputs: Floats, outputs: Floats, part: slice, aim: Aim) -> Floats:
    if isinstance(aim, Steps):
        reach = _steps(inputs, outputs, part, aim)
    elif aim == "both":
        with np.errstate(divide="ignore"):
            reach = np.minimum(_falling(inputs, part), -1.0 / _rising(outputs, part))
    elif aim == "output":
        allowed = (inputs[None] <= inputs[part][:, None]).all(axis=2)
        reach = np.where(allowed, _rising(outputs, part), -np.inf)
    else:
        allowed = (outputs[None] >= outputs[part][:, None]).all(axis=2)
        reach = np.where(allowed, _falling(inputs, part), -np.inf)
    return np.where(np.isfinite(reach), reach, -np.inf)


def _rising(outputs: Floats, part: slice) -> Floats:
    """By what each other unit's outputs are larger, the one that is larger by least."""
    mine = outputs[part][:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(mine > 0, outputs[None] / mine, np.inf).min(axis=2))


def _falling(inputs: Floats, part: slice) -> Floats:
    """Minus what share of each input another unit needs, of the one where it needs most."""
    mine = inputs[part][:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(mine > 0, inputs[None] / mine, np.where(inputs[None] > 0, np.inf, 0.0))
    return np.asarray(-each.max(axis=2))


def _steps(inputs: Floats, outputs: Floats, part: slice, aim: Steps) -> Floats:
    """How many steps another unit is ahead, in what it is ahead by least; nowhere may it be behind."""
    ahead = np.concatenate(
        [outputs[None] - outputs[part][:, None], inputs[part][:, None] - inputs[None]], axis=2
    )
    step = np.concatenate([aim.rise, aim.fall])
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(step > 0.0, ahead / step, np.where(ahead >= 0.0, np.inf, -np.inf))
    return np.asarray(steps.min(axis=2))
