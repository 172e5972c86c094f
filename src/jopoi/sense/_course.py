"""Where units stand, and along what each is measured: more of this, less of that."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jopoi.sense._technology import Floats, Orientation, Positions, Returns


@dataclass(frozen=True)
class Steps:
    """One step for every unit: (m,) by how much inputs fall, (s,) by how much outputs rise."""

    fall: Floats
    rise: Floats


Aim = Orientation | Steps


@dataclass(frozen=True)
class Course:
    """Units as points with a way to go: the largest ``b`` is sought that ``at + b * way`` allows.

    Attributes
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
        Where each stands.
    fall, rise : (n, m) and (n, s) arrays
        By how much inputs fall and outputs rise on the way.
    returns : Returns
    """

    inputs: Floats
    outputs: Floats
    fall: Floats
    rise: Floats
    returns: Returns

    @classmethod
    def of(cls, inputs: Floats, outputs: Floats, returns: Returns, aim: Aim) -> "Course":
        """The way of each unit: in proportion to what it has, or the same steps for all.

        Amounts are taken over their means. Where faces go through the origin, the sum of all inputs is one
        more, which is above zero for all: whoever keeps to each input keeps to their sum.
        """
        fall, rise = np.zeros_like(inputs), np.zeros_like(outputs)
        if isinstance(aim, Steps):
            fall, rise = fall + aim.fall, rise + aim.rise
        else:
            fall = inputs if aim != "output" else fall
            rise = outputs if aim != "input" else rise
        used, made = inputs.mean(axis=0), outputs.mean(axis=0)
        course = cls(inputs / used, outputs / made, fall / used, rise / made, returns)
        partly = isinstance(aim, Steps) or bool((inputs == 0.0).any())
        return course._with_their_sum() if course.through_origin and partly else course

    def _with_their_sum(self) -> "Course":
        return replace(
            self,
            inputs=np.column_stack([self.inputs, self.inputs.sum(axis=1)]),
            fall=np.column_stack([self.fall, self.fall.sum(axis=1)]),
        )

    @property
    def rising(self) -> bool:
        """Whether outputs rise on the way, and not inputs alone fall."""
        return bool(self.rise.any())

    @property
    def through_origin(self) -> bool:
        """Whether scale may not be priced as the level of one output or input would price it."""
        easy = ("variable", "non-increasing" if self.rising else "non-decreasing")
        return self.returns not in easy

    @property
    def level(self) -> Floats:
        """What each programme must reach: (n, d) over outputs, inputs and scale."""
        return np.concatenate([self.outputs, self.inputs, *self._scale(1.0)], axis=1)

    @property
    def along(self) -> Floats:
        """The column of the way in each programme: (n, d)."""
        return np.concatenate([-self.rise, self.fall, *self._scale(0.0)], axis=1)

    def _scale(self, value: float) -> list[Floats]:
        return [] if self.returns == "constant" else [np.full((len(self.inputs), 1), value)]

    def some(self, which: Positions | NDArray[np.bool_] | slice) -> "Course":
        """The course of some units."""
        parts = {name: getattr(self, name)[which] for name in ("inputs", "outputs", "fall", "rise")}
        return replace(self, **parts)

    def turned(self, share: Floats) -> "Course":
        """The tangent where inputs are at a share of their own and outputs at one over it.

        With both in proportion the way is a hyperbola: inputs x·e and outputs y/e.
        """
        left = share[:, None]
        return replace(
            self,
            inputs=self.inputs * left,
            outputs=self.outputs / left,
            fall=self.inputs,
            rise=self.outputs / left**2,
        )


def score_of(aim: Aim, way: Floats) -> Floats:
    """How far units could go, in the terms of what was asked: times their outputs or inputs, or steps."""
    if isinstance(aim, Steps):
        return way
    return 1.0 + way if aim == "output" else 1.0 - way
