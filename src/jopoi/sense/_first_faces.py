"""Faces of a technology that are easy to name: one output at one input, or at any."""

import numpy as np

from jopoi.sense._course import Course
from jopoi.sense._technology import Floats, Positions, Returns, Technology


def first_faces(technology: Technology, course: Course, without: Positions | None = None) -> Positions:
    """A basis for each unit, whose prices leave no reference unit a profit.

    With variable returns the reference unit with the most of one output spans it, whatever its inputs; with
    constant returns the one with the most of one output for one input. What it prices lies on the way.

    Parameters
    ----------
    technology : Technology
    course : Course
        Of the units that are measured.
    without : (n,) array, optional
        A reference unit that each may not use; -1 for none.

    Returns
    -------
    (n, d) array
    """
    known = technology.columns[: technology.units]
    made, used = known[:, : course.rise.shape[1]], known[:, course.rise.shape[1] :][:, : course.fall.shape[1]]
    none = np.full(len(course.rise), -1)
    output = course.rise.argmax(axis=1)
    if course.through_origin:
        sure = np.minimum(used.min(axis=0), course.inputs.min(axis=0))
        if not course.rising:
            sure = np.where((course.fall > 0.0).all(axis=0), sure, 0.0)
            output = _made_by_others(made, course.outputs, without)
        input_ = np.full(len(none), sure.argmax())
        worth = made[:, output] / used[:, input_]
    elif course.rising:
        worth, input_ = made[:, output], none
    else:
        input_ = course.fall.argmax(axis=1)
        worth, output = -used[:, input_], none
    if without is not None:
        banned = np.flatnonzero(without >= 0)
        worth[without[banned], banned] = -np.inf
    return _spanned(technology, worth.argmax(axis=0), output, input_, made.shape[1], course.returns)


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
    """The best unit, the way, and what is free at these prices: every other output and input."""
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
