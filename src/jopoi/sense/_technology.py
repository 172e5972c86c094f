"""What is possible, as the units show it: the columns of the programmes of data envelopment analysis."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

Returns = Literal["variable", "constant", "non-increasing", "non-decreasing"]
Orientation = Literal["output", "input", "both"]


@dataclass(frozen=True)
class Technology:
    """Reference units with what may be thrown away, as columns over outputs, inputs and scale.

    Attributes
    ----------
    columns : (r, d) array
        A row for each column of the programme: first the reference units, then one for each output that may
        be lost and each input that may be wasted, then the freedom of scale.
    units : int
        How many of them are reference units.
    """

    columns: Floats
    units: int

    @classmethod
    def of(cls, inputs: Floats, outputs: Floats, returns: Returns) -> "Technology":
        """The technology of some units, (k, m) inputs and (k, s) outputs."""
        known = np.concatenate([outputs, inputs], axis=1)
        lost = np.diag(np.concatenate([-np.ones(outputs.shape[1]), np.ones(inputs.shape[1])]))
        columns = np.concatenate([known, lost])
        if returns != "constant":
            scale = np.concatenate([np.ones(len(known)), np.zeros(len(lost))])
            columns = np.column_stack([columns, scale])
            slack = {"variable": 0.0, "non-increasing": 1.0, "non-decreasing": -1.0}[returns]
            if slack:
                columns = np.concatenate([columns, slack * np.eye(columns.shape[1])[-1:]])
        return cls(columns, len(known))
