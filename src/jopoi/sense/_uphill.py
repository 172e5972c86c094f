"""The way uphill for Newton's method, wherever a search stands."""

import numpy as np

from jopoi._core.reduce import Floats

_RIDGE = 1e-10


def uphill(information: Floats) -> Floats:
    """The information, or where the likelihood curves upwards the matrix that leads uphill nevertheless."""
    values, vectors = np.linalg.eigh((information + information.T) / 2.0)
    least = max(float(np.abs(values).max()), 1.0) * _RIDGE
    found: Floats = (vectors * np.maximum(np.abs(values), least)) @ vectors.T
    return found
