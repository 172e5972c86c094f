"""What is possible, as the units show it: the columns of the programmes of data envelopment analysis."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

Returns = Literal["variable", "constant", "non-increasing", "non-decreasing"]
Orientation = Literal["output", "input"]


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


@dataclass(frozen=True)
class Targets:
    """For each unit what its programme must reach, and along what it is measured: (n, d) arrays each."""

    level: Floats
    along: Floats

    @classmethod
    def of(cls, inputs: Floats, outputs: Floats, returns: Returns, orientation: Orientation) -> "Targets":
        """How far all outputs could rise at these inputs, or all inputs fall at these outputs."""
        none_out, none_in = np.zeros_like(outputs), np.zeros_like(inputs)
        if orientation == "output":
            level, along = [none_out, inputs], [-outputs, none_in]
        else:
            level, along = [outputs, none_in], [none_out, -inputs]
        if returns != "constant":
            level.append(np.ones((len(inputs), 1)))
            along.append(np.zeros((len(inputs), 1)))
        return cls(np.concatenate(level, axis=1), np.concatenate(along, axis=1))

    def some(self, which: Positions | NDArray[np.bool_]) -> "Targets":
        """Those of some units."""
        return Targets(self.level[which], self.along[which])
