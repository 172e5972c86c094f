"""Scores of every unit against the frontier of all: the frontier is found on the way."""

from dataclasses import dataclass

import numpy as np

from jopoi.errors import TableError
from jopoi.sense._dea import Faces, walk
from jopoi.sense._first_faces import first_faces
from jopoi.sense._technology import Floats, Orientation, Positions, Returns, Targets, Technology
from jopoi.words import N_

_OUTSIDE = 1e-9
_DIRECTIONS = 64
_SAMPLE = 4000
_BLOCK = 4096


@dataclass(frozen=True)
class Measured:
    """The faces of all units, the units on the frontier that span them, and how well that is known.

    ``reference`` holds positions of units; a basis in ``faces`` counts in it. ``worst`` is the largest
    profit that any unit makes at any unit's prices: zero but for rounding.
    """

    faces: Faces
    reference: Positions
    worst: float


def measure(inputs: Floats, outputs: Floats, returns: Returns, orientation: Orientation) -> Measured:
    """Measure every unit against all.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
        None below zero; every unit has an input and an output above zero.
    returns : {"variable", "constant", "non-increasing", "non-decreasing"}
    orientation : {"output", "input"}

    Returns
    -------
    Measured
    """
    inputs, outputs = inputs / inputs.mean(axis=0), outputs / outputs.mean(axis=0)
    reference = _corners(inputs, outputs)
    if len(inputs) > 2 * _SAMPLE:
        some = np.linspace(0, len(inputs) - 1, _SAMPLE).astype(np.intp)
        some = np.union1d(some, reference)
        reference = some[_grown(inputs[some], outputs[some], returns, orientation, np.searchsorted(some, reference))[1]]
    faces, reference = _grown(inputs, outputs, returns, orientation, reference)
    return Measured(faces, reference, _worst(inputs, outputs, returns, faces))
