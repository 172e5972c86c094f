"""Scores of every unit against the frontier of all: the frontier is found on the way."""

from dataclasses import dataclass

import numpy as np

from jopoi.sense._course import Aim, Course, score_of
from jopoi.sense._dea import Faces, walk
from jopoi.sense._first_faces import first_faces
from jopoi.sense._technology import Floats, Positions, Returns, Technology

_OUTSIDE = 1e-9
_DIRECTIONS = 64
_SAMPLE = 4000
_BLOCK = 4096
_TURNS, _STILL = 60, 1e-12  # of the tangent to a hyperbola


@dataclass(frozen=True)
class Measured:
    """The faces of all units, the units on the frontier that span them, and how well that is known.

    Attributes
    ----------
    score : (n,) array
        By what outputs could be multiplied (1 and more inside), or inputs, or how many steps could be gone;
        not-a-number where nothing reaches.
    course : Course
        Along what each was measured, over the means of inputs and outputs.
    faces : Faces
    reference : (r,) array
        Positions of the units on the frontier; a basis in ``faces`` counts in it.
    worst : float
        The largest profit that any unit makes at any unit's prices: zero but for rounding.
    """

    score: Floats
    course: Course
    faces: Faces
    reference: Positions
    worst: float


def measure(inputs: Floats, outputs: Floats, returns: Returns, aim: Aim) -> Measured:
    """Measure every unit against all.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
        None below zero; every unit has an input and an output above zero.
    returns : {"variable", "constant", "non-increasing", "non-decreasing"}
    aim : {"output", "input", "both"} or Steps
        What rises or falls: in proportion, or in the same steps for all.

    Returns
    -------
    Measured
    """
    course = Course.of(inputs, outputs, returns, aim)
    reference = _corners(course.inputs, course.outputs)
    if len(inputs) > 2 * _SAMPLE:
        some = np.linspace(0, len(inputs) - 1, _SAMPLE).astype(np.intp)
        some = np.union1d(some, reference)
        reference = some[_grown(course.some(some), np.searchsorted(some, reference))[1]]
    faces, reference = _grown(course, reference)
    every = _columns(course)
    score = score_of(aim, faces.way)
    if aim == "both":
        score, course, faces, reference = _both(course, faces, reference)
    return Measured(score, course, faces, reference, _worst(every, faces))


def _columns(course: Course) -> Floats:
    """The units of a course as columns of a programme."""
    return Technology.of(course.inputs, course.outputs, course.returns).columns[: len(course.inputs)]


def _grown(course: Course, reference: Positions) -> tuple[Faces, Positions]:
    """Faces of all units, as the reference grows by the unit that lies farthest outside of each face."""
    faces, going = _no_faces(course), np.arange(len(course.inputs))
    while len(going):
        technology = Technology.of(course.inputs[reference], course.outputs[reference], course.returns)
        mine = course.some(going)
        _put(faces, going, walk(technology, mine, first_faces(technology, mine)))
        new = np.setdiff1d(_outside(faces, going), reference)
        if not len(new):
            break
        moved = len(reference)
        reference = np.concatenate([reference, new])
        # Slacks and the way stand behind the reference units, so their columns move.
        faces.basis[faces.basis >= moved] += len(new)
        going = _overtaken(faces, _columns(course.some(new)))
    return faces, reference


def _no_faces(course: Course) -> Faces:
    size, width = course.level.shape
    nothing = np.zeros((size, width))
    return Faces(np.zeros(size), np.zeros((size, width), dtype=np.intp), nothing, nothing.copy())


def _both(course: Course, faces: Faces, reference: Positions) -> tuple[Floats, Course, Faces, Positions]:
    """Follow the hyperbola to the frontier, along which inputs fall as outputs rise.

    On its tangent more is reached than on itself, so each turn starts from beyond the frontier and the next
    comes nearer, twice as many digits at a time (Newton's method).
    """
    every, share, tangent = _columns(course), np.ones(len(course.inputs)), course
    for _turn in range(_TURNS):
        share = np.maximum(share - faces.way, share / 4.0)
        tangent = course.turned(share)
        faces, reference = _held(tangent, every, reference)
        if np.abs(faces.way).max() < _STILL:
            break
    return share - faces.way, tangent, faces, reference


def _held(course: Course, every: Floats, reference: Positions) -> tuple[Faces, Positions]:
    """Faces of units that need not stand where the technology's do, as the reference grows by profits."""
    width = course.outputs.shape[1], course.inputs.shape[1]
    while True:
        known = every[reference]
        made, used = known[:, : width[0]], known[:, width[0] : sum(width)]
        technology = Technology.of(used, made, course.returns)
        faces = walk(technology, course, first_faces(technology, course))
        new = np.setdiff1d(_profiting(faces, every), reference)
        if not len(new):
            return faces, reference
        reference = np.concatenate([reference, new])


def _profiting(faces: Faces, every: Floats) -> Positions:
    """At each set of prices the unit that makes the largest profit, if any does."""
    prices = np.unique(faces.price.round(12), axis=0)
    found = []
    for begin in range(0, len(prices), _BLOCK // 8):
        profit = -(prices[begin : begin + _BLOCK // 8] @ every.T)
        most = profit.argmax(axis=1)
        found.append(most[profit[np.arange(len(most)), most] > _OUTSIDE])
    return np.unique(np.concatenate(found))


def _put(faces: Faces, which: Positions, found: Faces) -> None:
    for name in ("way", "basis", "weight", "price"):
        getattr(faces, name)[which] = getattr(found, name)


def _outside(faces: Faces, going: Positions) -> Positions:
    """Of the units that lie outside of what is known, the farthest of each face."""
    way = faces.way[going]
    distance = np.where(np.isnan(way), np.inf, -way)
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
    beaten = np.isnan(faces.way)
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


def _worst(every: Floats, faces: Faces) -> float:
    """The largest profit that any unit makes at the prices of another: zero but for rounding."""
    worst = 0.0
    # Faces repeat: thousands of units lie over some hundred of them.
    prices = np.unique(faces.price.round(12), axis=0)
    for begin in range(0, len(prices), _BLOCK // 8):
        worst = max(worst, float(-(prices[begin : begin + _BLOCK // 8] @ every.T).min()))
    return worst


def beside(
    inputs: Floats, outputs: Floats, returns: Returns, aim: Aim, found: Measured | None = None
) -> Floats:
    """Measure every unit against all others: units on the frontier by how far they stand out.

    Parameters
    ----------
    inputs, outputs, returns, aim
        As of `measure`.
    found : Measured, optional
        What `measure` found for the same.

    Returns
    -------
    (n,) array
        Below 1 where outputs could fall and the unit would still be on the frontier, above 1 for inputs,
        below none for steps; not-a-number where no unit reaches it at all: the programme is infeasible.
    """
    found = found or measure(inputs, outputs, returns, aim)
    course = Course.of(inputs, outputs, returns, aim)
    going = np.sort(found.reference)
    rest = np.setdiff1d(np.arange(len(inputs)), going)
    known = (
        np.union1d(going, rest[_corners(course.inputs[rest], course.outputs[rest])]) if len(rest) else going
    )
    if len(known) == 1:
        return np.full(1, np.nan)  # there are no others
    mine, every = course.some(going), _columns(course)
    faces = _without_themselves(mine, course, every, going, known)
    score = found.score.copy()
    score[going] = score_of(aim, faces.way)
    if aim == "both":
        score[going] = _both_beside(course, every, going, known, faces)
    return score


def _both_beside(course: Course, every: Floats, going: Positions, known: Positions, faces: Faces) -> Floats:
    """As `_both`, each unit against all others."""
    mine, share = course.some(going), np.ones(len(going))
    for _turn in range(_TURNS):
        share = np.maximum(share - faces.way, share / 4.0)
        faces = _without_themselves(mine.turned(share), course, every, going, known)
        if not (np.abs(faces.way) >= _STILL).any():
            break
    return np.asarray(share - faces.way)


def _without_themselves(
    mine: Course, course: Course, every: Floats, which: Positions, known: Positions
) -> Faces:
    """Faces of some units, each against all without itself."""
    faces, going = _no_faces(mine), np.arange(len(which))
    while len(going):
        technology = Technology.of(course.inputs[known], course.outputs[known], course.returns)
        some = mine.some(going)
        own = np.searchsorted(known, which[going])
        _put(faces, going, walk(technology, some, first_faces(technology, some, own), own))
        if len(known) == len(every):
            break
        profit = -(faces.price[going] @ every.T)
        profit[np.arange(len(going)), which[going]] = -np.inf
        profit[:, known] = -np.inf
        beaten = profit.max(axis=1) > _OUTSIDE
        lost = np.isnan(faces.way[going])
        # What nothing known reaches may still be reached by a unit inside, so all are tried.
        known = (
            np.arange(len(every))
            if lost.any() and not beaten.any()
            else np.union1d(known, profit[beaten].argmax(axis=1))
        )
        going = going[beaten | lost]
    return faces


def against(
    known_inputs: Floats,
    known_outputs: Floats,
    inputs: Floats,
    outputs: Floats,
    returns: Returns,
    aim: Aim,
) -> Floats:
    """Scores of units against the frontier of others; not-a-number where those do not reach."""
    split = len(known_inputs)
    both = Course.of(
        np.concatenate([known_inputs, inputs]), np.concatenate([known_outputs, outputs]), returns, aim
    )
    known, course = both.some(slice(split)), both.some(slice(split, None))
    technology = Technology.of(known.inputs, known.outputs, returns)
    return score_of(aim, walk(technology, course, first_faces(technology, course)).way)
