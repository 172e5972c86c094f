"""The tables of a frontier, keyed by unit."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi.sense._bootstrap import Corrected, corrected
from jopoi.sense._fdh import hull
from jopoi.sense._frontier_data import Means
from jopoi.sense._frontier_spec import NOT_SURPASSED, OF_A_FEW, FrontierSpec
from jopoi.sense._partial import expected_best, not_surpassed
from jopoi.sense._scores import Measured, beside, measure
from jopoi.sense._slacks import slacks_of
from jopoi.sense._technology import Floats

ON_IT = 1e-7  # of a score: so close is on the frontier
_A_PEER = 1e-6


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
    draw = {"convex": _convex, "free": _free}.get(spec.envelope, _robust)
    drawn = draw(means, spec, seed)
    sheets = {
        "units": _units(means, spec, drawn),
        "peers": drawn.peers,
        "targets": _targets(means, spec, drawn),
        "left_out": means.left_out,
    }
    return sheets, drawn.worst


def _convex(means: Means, spec: FrontierSpec, seed: int) -> Drawn:
    asked = (means.inputs, means.outputs, spec.returns, spec.orientation)
    found = measure(*asked)
    return Drawn(
        found.faces.score,
        beside(*asked, found),
        _mixed_peers(means, found),
        slacks_of(*asked, found),
        found.worst,
        corrected(*asked, found, draws=spec.draws, seed=seed) if spec.draws else None,
    )


def _free(means: Means, spec: FrontierSpec, _seed: int) -> Drawn:
    score, peer = hull(means.inputs, means.outputs, spec.orientation)
    alone, _ = hull(means.inputs, means.outputs, spec.orientation, without_itself=True)
    rise, fall = (
        (score, np.ones(len(score))) if spec.orientation == "output" else (np.ones(len(score)), score)
    )
    over = (
        np.maximum(means.outputs[peer] - means.outputs * rise[:, None], 0.0),
        np.maximum(means.inputs * fall[:, None] - means.inputs[peer], 0.0),
    )
    return Drawn(score, alone, _single_peers(means, peer), over)


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
    output = spec.orientation == "output"
    score, alone = drawn.score, drawn.alone
    at = np.abs(score - 1.0) <= ON_IT
    score = np.where(at, 1.0, score)
    on_it = score <= 1.0 if output else score >= 1.0
    stands_out = np.where(on_it, 1.0 / alone if output else alone, np.nan)
    columns: dict[str, object] = {
        "unit": means.unit,
        "efficiency": 1.0 / score if output else score,
        "change": score - 1.0,
        "on_frontier": on_it,
        "stands_out": pl.Series(stands_out).fill_nan(None),
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
    return pl.DataFrame(columns).sort("efficiency", "unit", descending=[True, False])


def _mixed_peers(means: Means, found: Measured) -> pl.DataFrame:
    """The units on the frontier that each is held against, and how much of each."""
    faces, known = found.faces, len(found.reference)
    unit, place = np.nonzero((faces.basis < known) & (faces.weight > _A_PEER))
    peer = found.reference[faces.basis[unit, place]]
    names = means.unit
    return (
        pl.DataFrame({"unit": names[unit], "peer": names[peer], "weight": faces.weight[unit, place]})
        .filter(pl.Series(unit != peer))
        .sort("unit", "weight", descending=[False, True])
    )


def _single_peers(means: Means, peer: np.ndarray) -> pl.DataFrame:
    kept = np.flatnonzero((peer >= 0) & (peer != np.arange(len(peer))))
    names = means.unit
    return pl.DataFrame({"unit": names[kept], "peer": names[peer[kept]], "weight": np.ones(len(kept))})


def _targets(means: Means, spec: FrontierSpec, drawn: Drawn) -> pl.DataFrame:
    """What each unit would bring about and use on the frontier: in proportion, and less what is left over."""
    output = spec.orientation == "output"
    score, still = drawn.score[:, None], np.ones((len(drawn.score), 1))
    sides = (
        (spec.outputs, means.outputs, score if output else still, 1.0, 0),
        (spec.inputs, means.inputs, still if output else score, -1.0, 1),
    )
    parts = []
    for names, seen, times, sign, side in sides:
        slack = drawn.over[side] if drawn.over is not None else np.zeros_like(seen)
        parts += [
            pl.DataFrame(
                {
                    "unit": means.unit,
                    "column": [name] * len(means.unit),
                    "observed": seen[:, place],
                    "in_proportion": (seen * times)[:, place],
                    "slack": slack[:, place],
                    "on_frontier": (seen * times + sign * slack)[:, place],
                }
            )
            for place, name in enumerate(names)
        ]
    return pl.concat(parts).sort("unit", "column")
