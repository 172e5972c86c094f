"""The tables of a frontier, keyed by unit."""

import numpy as np
import polars as pl

from jopoi.sense._fdh import hull
from jopoi.sense._frontier_data import Means
from jopoi.sense._frontier_spec import FrontierSpec
from jopoi.sense._scores import Measured, beside, measure
from jopoi.sense._technology import Floats

ON_IT = 1e-7  # of a score: so close is on the frontier
_A_PEER = 1e-6


def sheets_of(means: Means, spec: FrontierSpec) -> tuple[dict[str, pl.DataFrame], float]:
    """Units, peers and targets; and the worst profit that any unit makes at another's prices."""
    if spec.envelope == "free":
        score, peer = hull(means.inputs, means.outputs, spec.orientation)
        alone, _ = hull(means.inputs, means.outputs, spec.orientation, without_itself=True)
        peers, worst = _single_peers(means, peer), 0.0
    else:
        found = measure(means.inputs, means.outputs, spec.returns, spec.orientation)
        score, worst = found.faces.score, found.worst
        alone = beside(means.inputs, means.outputs, spec.returns, spec.orientation, found)
        peers = _mixed_peers(means, found)
    sheets = {
        "units": _units(means, spec, score, alone),
        "peers": peers,
        "targets": _targets(means, spec, score),
        "left_out": means.left_out,
    }
    return sheets, worst


def _units(means: Means, spec: FrontierSpec, score: Floats, alone: Floats) -> pl.DataFrame:
    """How near each unit is to the frontier, and how far one on it stands out."""
    output = spec.orientation == "output"
    on_it = np.abs(score - 1.0) <= ON_IT
    score = np.where(on_it, 1.0, score)
    stands_out = np.where(on_it, 1.0 / alone if output else alone, np.nan)
    return pl.DataFrame(
        {
            "unit": means.unit,
            "efficiency": 1.0 / score if output else score,
            "change": score - 1.0,
            "on_frontier": on_it,
            "stands_out": pl.Series(stands_out).fill_nan(None),
            "out_of_reach": on_it & np.isnan(alone),
        }
    ).sort("efficiency", "unit", descending=[True, False])


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


def _targets(means: Means, spec: FrontierSpec, score: Floats) -> pl.DataFrame:
    """What each unit would use or bring about on the frontier, all in proportion."""
    output = spec.orientation == "output"
    names, seen = (spec.outputs, means.outputs) if output else (spec.inputs, means.inputs)
    parts = [
        pl.DataFrame(
            {
                "unit": means.unit,
                "column": [name] * len(means.unit),
                "observed": seen[:, place],
                "on_frontier": seen[:, place] * score,
            }
        )
        for place, name in enumerate(names)
    ]
    return pl.concat(parts).sort("unit", "column")
