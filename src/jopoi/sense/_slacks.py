"""What is left over on the frontier: inputs that could fall and outputs that could rise for nothing."""

import numpy as np
from numpy.typing import NDArray

from jopoi.sense._dea import inverse_of
from jopoi.sense._scores import Measured
from jopoi.sense._technology import Floats, Positions, Technology

_NOTHING = 1e-9
_STEPS, _CAREFUL = 400, 60  # after so many steps the first column that gains is taken, which cannot go round


def slacks_of(
    inputs: Floats, outputs: Floats, found: Measured, worth: Floats | None = None
) -> tuple[Floats, Floats]:
    """The largest slacks at each unit's place on the frontier.

    Each unit stands on a face already. Among the faces that leave its score as it is, it walks to the one
    where the sum of all slacks is largest (the primal simplex method), all units in step.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
    found : Measured
        What `measure` found for them.
    worth : (s + m,) array, optional
        What a unit of each output and input counts in the sum; without it each counts by its own mean, so
        that the answer does not depend on what things are counted in.

    Returns
    -------
    (n, s) and (n, m) arrays
        Of outputs and of inputs, in their own units; not-a-number where a unit has no score.
    """
    many = outputs.shape[1]
    means = np.concatenate([outputs.mean(axis=0), inputs.mean(axis=0)])
    known = inputs[found.reference] / means[many:], outputs[found.reference] / means[:many]
    if found.course.inputs.shape[1] > inputs.shape[1]:  # the sum of all inputs is one more
        known = np.column_stack([known[0], known[0].sum(axis=1)]), known[1]
    technology = Technology.of(*known, found.course.returns)
    made = technology.units
    cost = np.zeros(len(technology.columns) + 1)
    cost[made : made + len(means)] = 1.0 if worth is None else worth * means
    basis, weight = _walk(technology, found, cost)
    slack = np.zeros((len(inputs), len(cost)))
    np.put_along_axis(slack, basis, weight, axis=1)
    kept = slack[:, made : made + len(means)] * means
    kept[kept <= _NOTHING * means] = 0.0
    kept[np.isnan(found.score)] = np.nan
    return kept[:, :many], kept[:, many:]


def _walk(technology: Technology, found: Measured, cost: Floats) -> tuple[Positions, Floats]:
    """Bases with the largest cost among those with the same score, and what each column carries."""
    level, along = found.course.level, found.course.along
    basis, weight = found.faces.basis.copy(), found.faces.weight.copy()
    profit = found.faces.price @ technology.columns.T
    free = np.abs(profit) <= _NOTHING * np.maximum(1.0, np.abs(profit).max(axis=1, keepdims=True))
    going = np.flatnonzero(~np.isnan(found.score))
    for step in range(_STEPS):
        inverse, measure = inverse_of(technology, along, basis, going)
        weight[going] = np.einsum("nij,nj->ni", inverse, level[going])
        dual = np.einsum("ni,nij->nj", cost[basis[going]], inverse)
        gain = np.where(free[going], cost[:-1] - dual @ technology.columns.T, 0.0)
        entering = gain.argmax(axis=1) if step < _CAREFUL else (gain > _NOTHING).argmax(axis=1)
        row = np.arange(len(going))
        leaving, moves = _leaving(
            inverse,
            technology.columns[entering],
            weight[going],
            measure,
            basis[going],
            careful=step >= _CAREFUL,
        )
        moves &= gain[row, entering] > _NOTHING
        going = going[moves]
        if not len(going):
            break
        basis[going, leaving[moves]] = entering[moves]
    return basis, weight


def _leaving(
    inverse: Floats, entering: Floats, weight: Floats, measure: Positions, basis: Positions, *, careful: bool
) -> tuple[Positions, NDArray[np.bool_]]:
    """The column that is used up first as another comes in; none where nothing is used up."""
    used = np.einsum("nij,nj->ni", inverse, entering)
    used[np.arange(len(used)), measure] = 0.0  # the way stays
    room = np.where(used > _NOTHING, np.maximum(weight, 0.0) / np.where(used > _NOTHING, used, 1.0), np.inf)
    least = room.min(axis=1, keepdims=True)
    tied = room <= least + _NOTHING
    leaving = np.where(tied, basis, basis.max() + 1).argmin(axis=1) if careful else room.argmin(axis=1)
    return leaving, np.isfinite(least[:, 0])
