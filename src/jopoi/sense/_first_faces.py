"""Faces of a technology that are easy to name: one output at one input, or at any."""

import numpy as np

from jopoi.sense._technology import Floats, Orientation, Positions, Returns, Technology


def first_faces(
    technology: Technology,
    inputs: Floats,
    outputs: Floats,
    *,
    returns: Returns,
    orientation: Orientation,
    without: Positions | None = None,
) -> Positions:
    """A basis for each unit, whose prices leave no reference unit a profit.

    With variable returns the reference unit with the most of one output spans it, whatever its inputs; with
    constant returns the one with the most of one output for one input.

    Parameters
    ----------
    technology : Technology
    inputs, outputs : (n, m) and (n, s) arrays
        Of the units that are measured; each has an output and an input above zero. Where the face goes
        through the origin one of the inputs is above zero for all.
    returns : Returns
    orientation : Orientation
    without : (n,) array, optional
        A reference unit that each may not use; -1 for none.

    Returns
    -------
    (n, d) array
    """
    known = technology.columns[: technology.units]
    made, used = known[:, : outputs.shape[1]], known[:, outputs.shape[1] :][:, : inputs.shape[1]]
    output, input_ = outputs.argmax(axis=1), inputs.argmax(axis=1)
    if through_origin(returns, orientation):
        input_ = np.full(len(inputs), np.minimum(used.min(axis=0), inputs.min(axis=0)).argmax())
        if orientation == "input":
            output = _made_by_others(made, outputs, without)
        worth = made[:, output] / used[:, input_]
    elif orientation == "output":
        worth, input_ = made[:, output], np.full(len(output), -1)
    else:
        worth, output = -used[:, input_], np.full(len(output), -1)
    if without is not None:
        banned = np.flatnonzero(without >= 0)
        worth[without[banned], banned] = -np.inf
    return _spanned(technology, worth.argmax(axis=0), output, input_, outputs.shape[1], returns)


def through_origin(returns: Returns, orientation: Orientation) -> bool:
    """Whether scale may not be priced as the level of one output or input would price it."""
    easy = {"output": ("variable", "non-increasing"), "input": ("variable", "non-decreasing")}
    return returns not in easy[orientation]


def _made_by_others(made: Floats, outputs: Floats, without: Positions | None) -> Positions:
    """For each unit an output that others make: if there is one of its own, the largest of those."""
    most = np.tile(made.max(axis=0), (len(outputs), 1))
    if without is not None:
        second = np.partition(made, -2, axis=0)[-2] if len(made) > 1 else np.zeros(made.shape[1])
        most = np.where(without[:, None] == made.argmax(axis=0), second, most)
    best: Positions = np.where(most > 0.0, outputs + 1.0, 0.0).argmax(axis=1)
    return best


def _spanned(
    technology: Technology,
    best: Positions,
    output: Positions,
    input_: Positions,
    outputs: int,
    returns: Returns,
) -> Positions:
    """The best unit, the score, and what is free at these prices: every other output and input."""
    last, first = len(technology.columns), technology.units
    free = np.arange(first, first + (technology.columns.shape[1] - (returns != "constant")))
    keep = np.ones((len(best), len(free)), dtype=bool)
    row = np.arange(len(best))
    keep[row[output >= 0], output[output >= 0]] = False
    keep[row[input_ >= 0], outputs + input_[input_ >= 0]] = False
    rest = np.tile(free, (len(best), 1))[keep].reshape(len(best), -1)
    basis = np.column_stack([best, rest, np.full(len(best), last)])
    if basis.shape[1] < technology.columns.shape[1]:  # through the origin scale is free as well
        basis = np.column_stack([basis, np.full(len(best), last - 1)])
    return basis
