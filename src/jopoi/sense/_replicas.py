"""Sums of whole units as what is possible: two posts like this one, but never half of one.

Each unit has a programme of its own in whole numbers (Tulkens 1993, Bogetoft & Otto 2011), which HiGHS
solves to the end.
"""

import numpy as np

from jopoi.progress import step
from jopoi.sense._course import Aim, Course, score_of
from jopoi.sense._technology import Floats
from jopoi.words import N_

_EXACT: dict[str, bool | float] = {
    "output_flag": False,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-10,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
}
_NOTHING = 1e-8


def replicated(inputs: Floats, outputs: Floats, aim: Aim) -> tuple[Floats, Floats, Floats]:
    """Scores against sums of whole units, and against sums of all others.

    Parameters
    ----------
    inputs, outputs : (n, m) and (n, s) arrays
    aim : {"output", "input"} or Steps

    Returns
    -------
    score, alone : (n,) arrays
        As of `measure` and `beside`; not-a-number where no sum of others does as much with as little.
    times : (n, n) array
        How many of each other unit stand in the sum that a unit is held against.
    """
    course = Course.of(inputs, outputs, "constant", aim)
    way, alone, times = np.empty(len(inputs)), np.empty(len(inputs)), np.zeros((len(inputs), len(inputs)))
    for one in range(len(inputs)):
        step(N_("holding units against sums of units"), 0.2 + 0.7 * one / len(inputs))
        way[one], times[one] = _farthest(course, one)
        on_it = way[one] <= _NOTHING
        alone[one] = _farthest(course, one, without_itself=True)[0] if on_it else way[one]
    return score_of(aim, way), score_of(aim, alone), times


def _farthest(course: Course, one: int, *, without_itself: bool = False) -> tuple[float, Floats]:
    """How far a unit could go towards sums of units; not-a-number where it does not reach any."""
    mine = course.some(slice(one, one + 1))
    # Whoever uses more than may be used is in no sum; standing out, a unit may come to use more itself.
    most = np.where((mine.fall > 0.0) & without_itself, np.inf, mine.inputs)
    able = np.flatnonzero((course.inputs <= most).all(axis=1))
    able = able[able != one] if without_itself else able
    made = np.column_stack([-course.outputs[able].T, mine.rise[0]])
    used = np.column_stack([course.inputs[able].T, mine.fall[0]])
    answer = _largest(np.concatenate([made, used]), np.concatenate([-mine.outputs[0], mine.inputs[0]]))
    times = np.zeros(len(course.inputs))
    if answer is None:
        return np.nan, times
    times[able] = answer[:-1].round()
    return float(answer[-1]), times


def _largest(rows: Floats, ends: Floats) -> Floats | None:
    """The largest last variable that keeps to the ends of the rows, the others whole numbers from 0 on."""
    import highspy  # noqa: PLC0415 - only sums of units need it

    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
    for name, value in _EXACT.items():
        solver.setOptionValue(name, value)
    (lines, width), last = rows.shape, rows.shape[1] - 1
    whole, columns = np.arange(last, dtype=np.int32), np.arange(width, dtype=np.int32)
    none, most = np.full(width, 0.0), np.full(width, highspy.kHighsInf)
    none[last] = -highspy.kHighsInf
    solver.addVars(width, none, most)
    solver.changeColCost(last, -1.0)
    integers = np.full(last, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(last, whole, integers)
    starts = np.arange(0, lines * width, width, dtype=np.int32)
    free = np.full(lines, -highspy.kHighsInf)
    solver.addRows(lines, free, ends, rows.size, starts, np.tile(columns, lines), rows.ravel())
    solver.run()
    solved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(solver.getSolution().col_value) if solved else None
