"""Scores of every unit against the frontier of all: the frontier is found on the way."""

from dataclasses import dataclass

import numpy as np

from jopoi.sense._dea import Faces, walk
from jopoi.sense._first_faces import first_faces, through_origin
from jopoi.sense._technology import Floats, Orientation, Positions, Returns, Targets, Technology

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
    inputs, outputs = prepared(inputs, outputs, returns, orientation)
    reference = _corners(inputs, outputs)
    if len(inputs) > 2 * _SAMPLE:
        some = np.linspace(0, len(inputs) - 1, _SAMPLE).astype(np.intp)
        some = np.union1d(some, reference)
        reference = some[
            _grown(inputs[some], outputs[some], returns, orientation, np.searchsorted(some, reference))[1]
        ]
    faces, reference = _grown(inputs, outputs, returns, orientation, reference)
    return Measured(faces, reference, _worst(inputs, outputs, returns, faces))


def prepared(
    inputs: Floats, outputs: Floats, returns: Returns, orientation: Orientation
) -> tuple[Floats, Floats]:
    """Over their means; where needed with the sum of all inputs as one more, which is above zero for all.

    Whoever keeps to each input keeps to their sum, so that no score changes by it.
    """
    inputs, outputs = inputs / inputs.mean(axis=0), outputs / outputs.mean(axis=0)
    if through_origin(returns, orientation) and (inputs == 0.0).any():
        inputs = np.column_stack([inputs, inputs.sum(axis=1)])
    return inputs, outputs


def _grown(
    inputs: Floats, outputs: Floats, returns: Returns, orientation: Orientation, reference: Positions
) -> tuple[Faces, Positions]:
    """Faces of all units, as the reference grows by the unit that lies farthest outside of each face."""
    targets = Targets.of(inputs, outputs, returns, orientation)
    size, width = targets.level.shape
    faces = Faces(
        np.ones(size),
        np.zeros((size, width), dtype=np.intp),
        np.zeros((size, width)),
        np.zeros((size, width)),
    )
    going = np.arange(size)
    while len(going):
        technology = Technology.of(inputs[reference], outputs[reference], returns)
        start = first_faces(
            technology, inputs[going], outputs[going], returns=returns, orientation=orientation
        )
        _put(faces, going, walk(technology, targets.some(going), start, orientation))
        new = np.setdiff1d(_outside(faces, going, orientation), reference)
        if not len(new):
            break
        added = Technology.of(inputs[new], outputs[new], returns)
        moved = len(reference)
        reference = np.concatenate([reference, new])
        # Slacks and the score stand behind the reference units, so their columns move.
        faces.basis[faces.basis >= moved] += len(new)
        going = _overtaken(faces, added.columns[: len(new)])
    return faces, reference


def _put(faces: Faces, which: Positions, found: Faces) -> None:
    for name in ("score", "basis", "weight", "price"):
        getattr(faces, name)[which] = getattr(found, name)


def _outside(faces: Faces, going: Positions, orientation: Orientation) -> Positions:
    """Of the units that lie outside of what is known, the farthest of each face."""
    score = faces.score[going]
    distance = np.where(np.isnan(score), np.inf, 1.0 - score if orientation == "output" else score - 1.0)
    beyond = np.flatnonzero(distance > _OUTSIDE)
    if not len(beyond):
        return going[beyond]
    # What nothing reaches lies outside of another face than the one where that became clear.
    spans = np.column_stack([np.sort(faces.basis[going[beyond]], axis=1), np.isinf(distance[beyond])])
    _faces, face = np.unique(spans, axis=0, return_inverse=True)
    order = np.lexsort((-distance[beyond], face.ravel()))
    first = np.unique(face.ravel()[order], return_index=True)[1]
    return np.sort(going[beyond[order[first]]])


def _overtaken(faces: Faces, columns: Floats) -> Positions:
    """Units whose face is no longer the outermost, now that there are new reference units."""
    beaten = np.isnan(faces.score)
    for begin in range(0, len(beaten), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        beaten[part] |= (faces.price[part] @ columns.T < -_OUTSIDE).any(axis=1)
    return np.flatnonzero(beaten)


def _corners(inputs: Floats, outputs: Floats) -> Positions:
    """Units that are best at something: at one thing alone, or at a mixture of all."""
    width = inputs.shape[1] + outputs.shape[1]
    # Sines of irrational steps spread over all directions, and are the same every time.
    mixtures = np.abs(np.sin(np.outer(np.arange(1, _DIRECTIONS + 1), np.sqrt(np.arange(2, width + 2)))))
    net = outputs @ mixtures[:, : outputs.shape[1]].T - inputs @ mixtures[:, outputs.shape[1] :].T
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(outputs) @ mixtures[:, : outputs.shape[1]].T
        logs -= np.log(inputs) @ mixtures[:, outputs.shape[1] :].T
    best = [
        inputs.argmin(axis=0),
        outputs.argmax(axis=0),
        net.argmax(axis=0),
        np.nan_to_num(logs, nan=-np.inf).argmax(axis=0),
    ]
    return np.unique(np.concatenate(best))


def _worst(inputs: Floats, outputs: Floats, returns: Returns, faces: Faces) -> float:
    """The largest profit that any unit makes at the prices of another: zero but for rounding."""
    columns = Technology.of(inputs, outputs, returns).columns[: len(inputs)]
    worst = 0.0
    # Faces repeat: thousands of units lie over some hundred of them.
    prices = np.unique(faces.price.round(12), axis=0)
    for begin in range(0, len(prices), _BLOCK // 8):
        worst = max(worst, float(-(prices[begin : begin + _BLOCK // 8] @ columns.T).min()))
    return worst


def beside(
    inputs: Floats,
    outputs: Floats,
    returns: Returns,
    orientation: Orientation,
    found: Measured | None = None,
) -> Floats:
    """Measure every unit against all others: units on the frontier by how far they stand out.

    Parameters
    ----------
    inputs, outputs, returns, orientation
        As of `measure`.
    found : Measured, optional
        What `measure` found for the same.

    Returns
    -------
    (n,) array
        Below 1 where outputs could fall and the unit would still be on the frontier, above 1 for inputs;
        not-a-number where no unit reaches it at all: the programme is infeasible.
    """
    found = found or measure(inputs, outputs, returns, orientation)
    score = found.faces.score.copy()
    inputs, outputs = prepared(inputs, outputs, returns, orientation)
    every = Technology.of(inputs, outputs, returns).columns[: len(inputs)]
    going = np.sort(found.reference)
    rest = np.setdiff1d(np.arange(len(inputs)), going)
    known = np.union1d(going, rest[_corners(inputs[rest], outputs[rest])]) if len(rest) else going
    if len(known) == 1:
        return np.full(1, np.nan)  # there are no others
    while len(going):
        faces = _without_themselves(inputs, outputs, going, known, returns, orientation)
        score[going] = faces.score
        if len(known) == len(inputs):
            break
        profit = -(faces.price @ every.T)
        profit[np.arange(len(going)), going] = -np.inf
        profit[:, known] = -np.inf
        beaten = profit.max(axis=1) > _OUTSIDE
        lost = np.isnan(faces.score)
        # What nothing known reaches may still be reached by a unit inside, so all are tried.
        known = (
            np.arange(len(inputs))
            if lost.any() and not beaten.any()
            else np.union1d(known, profit[beaten].argmax(axis=1))
        )
        going = going[beaten | lost]
    return score


def against(
    known_inputs: Floats,
    known_outputs: Floats,
    inputs: Floats,
    outputs: Floats,
    returns: Returns,
    orientation: Orientation,
) -> Floats:
    """Scores of units against the frontier of others; not-a-number where those do not reach."""
    split = len(known_inputs)
    ins, outs = np.concatenate([known_inputs, inputs]), np.concatenate([known_outputs, outputs])
    ins, outs = prepared(ins, outs, returns, orientation)
    technology = Technology.of(ins[:split], outs[:split], returns)
    targets = Targets.of(ins[split:], outs[split:], returns, orientation)
    start = first_faces(technology, ins[split:], outs[split:], returns=returns, orientation=orientation)
    return walk(technology, targets, start, orientation).score


def _without_themselves(
    inputs: Floats,
    outputs: Floats,
    which: Positions,
    known: Positions,
    returns: Returns,
    orientation: Orientation,
) -> Faces:
    """Faces of some units against the known ones, each without itself."""
    technology = Technology.of(inputs[known], outputs[known], returns)
    targets = Targets.of(inputs[which], outputs[which], returns, orientation)
    own = np.searchsorted(known, which)
    start = first_faces(
        technology, inputs[which], outputs[which], returns=returns, orientation=orientation, without=own
    )
    return walk(technology, targets, start, orientation, own)
