"""The tables of a frontier, keyed by unit."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi.errors import TableError
from jopoi.sense._bootstrap import Corrected, corrected
from jopoi.sense._course import Steps
from jopoi.sense._fdh import hull
from jopoi.sense._frontier_data import Means
from jopoi.sense._frontier_spec import NOT_SURPASSED, OF_A_FEW, FrontierSpec
from jopoi.sense._partial import expected_best, not_surpassed
from jopoi.sense._replicas import replicated
from jopoi.sense._scores import Measured, beside, measure
from jopoi.sense._slacks import slacks_of
from jopoi.sense._technology import Floats
from jopoi.words import N_

ON_IT = 1e-7  # of a score: so close is on the frontier
_A_PEER = 1e-6
_NOTHING = 1e-9
_SUMMED = 300  # each unit has a programme in whole numbers: 300 take half a minute


@dataclass(frozen=True)
class Drawn:
    """Scores, and what there is beside them; ``over`` holds slacks of outputs and of inputs."""

    score: Floats
    alone: Floats
    peers: pl.DataFrame
    over: tuple[Floats, Floats] | None = None
    worst: float = 0.0
    corrected: Corrected | None = None


def sheets_of(means: Means, spec: FrontierSpec, seed: int) -> tuple[dict[str, pl.DataFrame], float]:
    """Units, peers and targets; and the worst profit that any unit makes at another's prices."""
    draw = {"convex": _convex, "free": _free, "sums": _sums}.get(spec.envelope, _robust)
    drawn = draw(means, spec, seed)
    sheets = {
        "units": _units(means, spec, drawn),
        "peers": drawn.peers,
        "targets": _targets(means, spec, drawn),
        "left_out": means.left_out,
    }
    return sheets, drawn.worst


def _convex(means: Means, spec: FrontierSpec, seed: int) -> Drawn:
    asked = (means.inputs, means.outputs, spec.returns)
    found = measure(*asked, spec.aim)
    return Drawn(
        found.score,
        beside(*asked, spec.aim, found),
        _mixed_peers(means, found),
        slacks_of(means.inputs, means.outputs, found),
        found.worst,
        corrected(*asked, spec.orientation, found, draws=spec.draws, seed=seed) if spec.draws else None,
    )


def _free(means: Means, spec: FrontierSpec, _seed: int) -> Drawn:
    score, peer = hull(means.inputs, means.outputs, spec.aim)
    alone, _ = hull(means.inputs, means.outputs, spec.aim, without_itself=True)
    over = _over(means, spec, score, means.inputs[peer], means.outputs[peer])
    return Drawn(score, alone, _single_peers(means, peer), over)


def _sums(means: Means, spec: FrontierSpec, _seed: int) -> Drawn:
    if len(means.unit) > _SUMMED:
        raise TableError(
            N_("{units} units: sums of whole units are looked at for {most} at most."),
            N_("Choose the free or the convex envelope, or a part of the units."),
            units=len(means.unit),
            most=_SUMMED,
        )
    score, alone, times = replicated(means.inputs, means.outputs, spec.aim)
    over = _over(means, spec, score, times @ means.inputs, times @ means.outputs)
    unit, peer = np.nonzero(times)
    return Drawn(score, alone, _peers(means, unit, peer, times[unit, peer]), over)


def _over(
    means: Means, spec: FrontierSpec, score: Floats, used: Floats, made: Floats
) -> tuple[Floats, Floats]:
    """What is left of outputs and of inputs between a unit that went its way and those it is held against."""
    ins, outs = _on_the_way(means, spec, score)
    more, less = made - outs, ins - used
    return (
        np.where(more > _NOTHING * means.outputs.mean(axis=0), more, 0.0),
        np.where(less > _NOTHING * means.inputs.mean(axis=0), less, 0.0),
    )


def _on_the_way(means: Means, spec: FrontierSpec, score: Floats) -> tuple[Floats, Floats]:
    """Inputs and outputs of units that went as far as they could."""
    far, aim = score[:, None], spec.aim
    if isinstance(aim, Steps):
        return means.inputs - far * aim.fall, means.outputs + far * aim.rise
    inputs = means.inputs if aim == "output" else means.inputs * far
    if aim == "input":
        return inputs, means.outputs
    return inputs, means.outputs * far if aim == "output" else means.outputs / far


def _robust(means: Means, spec: FrontierSpec, _seed: int) -> Drawn:
    asked = (means.inputs, means.outputs, spec.orientation)
    score = (
        expected_best(*asked, spec.m or OF_A_FEW)
        if spec.envelope == "order-m"
        else not_surpassed(*asked, spec.alpha or NOT_SURPASSED)
    )
    return Drawn(score, score, _single_peers(means, np.full(len(score), -1)))  # held against no one unit


def _units(means: Means, spec: FrontierSpec, drawn: Drawn) -> pl.DataFrame:
    """How near each unit is to the frontier, and how far one on it or beyond stands out."""
    in_steps = bool(spec.steps)
    rises = in_steps or spec.orientation == "output"
    on_the_frontier = 0.0 if in_steps else 1.0
    score = drawn.score
    # Others that bring about nothing of what a unit does reach it no more than others that are not there.
    nowhere = not in_steps and rises
    alone = np.where(drawn.alone > 0.0, drawn.alone, np.nan) if nowhere else drawn.alone
    at = np.abs(score - on_the_frontier) <= ON_IT
    score = np.where(at, on_the_frontier, score)
    on_it = score <= on_the_frontier if rises else score >= on_the_frontier
    columns: dict[str, object] = {"unit": means.unit}
    if in_steps:
        columns["steps"] = score
        stands_out = -alone
    else:
        columns |= {"efficiency": 1.0 / score if rises else score, "change": score - 1.0}
        stands_out = 1.0 / alone if rises else alone
    columns |= {
        "on_frontier": on_it,
        "stands_out": pl.Series(np.where(on_it, stands_out, np.nan)).fill_nan(None),
        "out_of_reach": on_it & np.isnan(alone),
    }
    if drawn.over is not None:
        some = (drawn.over[0] > 0.0).any(axis=1) | (drawn.over[1] > 0.0).any(axis=1)
        columns["slack_left"] = on_it & some
    if drawn.corrected is not None:
        columns |= {
            "efficiency_corrected": drawn.corrected.efficiency,
            "bias": drawn.corrected.bias,
            "lower": drawn.corrected.lower,
            "upper": drawn.corrected.upper,
        }
    order = ("steps", False) if in_steps else ("efficiency", True)
    return pl.DataFrame(columns).sort(order[0], "unit", descending=[order[1], False])


def _mixed_peers(means: Means, found: Measured) -> pl.DataFrame:
    """The units on the frontier that each is held against, and how much of each."""
    faces, known = found.faces, len(found.reference)
    unit, place = np.nonzero((faces.basis < known) & (faces.weight > _A_PEER))
    peer = found.reference[faces.basis[unit, place]]
    return _peers(means, unit, peer, faces.weight[unit, place])


def _single_peers(means: Means, peer: np.ndarray) -> pl.DataFrame:
    kept = np.flatnonzero(peer >= 0)
    return _peers(means, kept, peer[kept], np.ones(len(kept)))


def _peers(means: Means, unit: np.ndarray, peer: np.ndarray, weight: Floats) -> pl.DataFrame:
    """Whom each unit is held against but itself, the weightiest first."""
    names = means.unit
    return (
        pl.DataFrame({"unit": names[unit], "peer": names[peer], "weight": weight})
        .filter(pl.Series(unit != peer))
        .sort("unit", "weight", descending=[False, True])
    )


def _targets(means: Means, spec: FrontierSpec, drawn: Drawn) -> pl.DataFrame:
    """What each unit would bring about and use on the frontier: on its way, and less what is left over."""
    ins, outs = _on_the_way(means, spec, drawn.score)
    sides = (
        (spec.outputs, means.outputs, outs, 1.0, 0),
        (spec.inputs, means.inputs, ins, -1.0, 1),
    )
    parts = []
    for names, seen, reached, sign, side in sides:
        slack = drawn.over[side] if drawn.over is not None else np.zeros_like(seen)
        parts += [
            pl.DataFrame(
                {
                    "unit": means.unit,
                    "column": [name] * len(means.unit),
                    "observed": seen[:, place],
                    "in_proportion": reached[:, place],
                    "slack": slack[:, place],
                    "on_frontier": (reached + sign * slack)[:, place],
                }
            )
            for place, name in enumerate(names)
        ]
    return pl.concat(parts).sort("unit", "column")
