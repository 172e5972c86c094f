"""Panels of service units whose true effects are known."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """What is true of the units, and how they are seen.

    Attributes
    ----------
    signal : float
        Variance of the true effects; the chance in one period has variance 1.
    units, periods : int
        How many units, and how many periods at most.
    balanced : bool
        Whether every unit has every period; otherwise each has between two and all of them.
    groups : int
        Number of groups with effects of their own, of variance 1; 0 for none.
    given_error : bool
        Whether each row's standard error is known, and differs from row to row.
    heavy_tails : bool
        Whether effects follow Student's t with three degrees of freedom (scaled to ``signal``).
    """

    name: str
    signal: float = 1.0
    units: int = 2000
    periods: int = 4
    balanced: bool = True
    groups: int = 0
    given_error: bool = False
    heavy_tails: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """How a screening is asked about such a world."""
        asked: dict[str, Any] = {"unit": "unit", "outcome": "outcome", "context": ["poverty", "size"]}
        if self.periods > 1:
            asked["period"] = "period"
        if self.groups:
            asked["group"] = "group"
        if self.given_error:
            asked["standard_error"] = "error"
        return asked

    def bar(self, top: float) -> float:
        """Where the top share of true effects begins."""
        from scipy.stats import norm, t  # noqa: PLC0415 - costs half a second to load

        quantile = t(3).ppf(1 - top) / np.sqrt(3.0) if self.heavy_tails else norm.ppf(1 - top)
        return float(np.sqrt(self.signal) * quantile)


def draw(world: World, rng: np.random.Generator) -> tuple[pl.DataFrame, Floats]:
    """A panel and the true effect of each unit, in the order of the units' numbers."""
    effect = _effects(world, rng)
    lengths = np.full(world.units, world.periods)
    if not world.balanced:
        lengths = rng.integers(min(2, world.periods), world.periods + 1, world.units)
    unit = np.repeat(np.arange(world.units), lengths)
    period = np.concatenate([rng.permutation(world.periods)[:length] for length in lengths])
    context = rng.normal(size=(world.units, 2))[unit] + 0.3 * rng.normal(size=(len(unit), 2))
    error = rng.uniform(0.5, 1.5, len(unit)) if world.given_error else np.ones(len(unit))
    group = np.arange(world.units) % max(world.groups, 1)
    shared = rng.normal(size=max(world.groups, 1)) * bool(world.groups)
    outcome = 10.0 + context @ [1.0, -0.5] + 0.2 * period + (effect + shared[group])[unit]
    frame = pl.DataFrame(
        {
            "unit": unit,
            "group": group[unit],
            "period": period,
            "outcome": outcome + error * rng.normal(size=len(unit)),
            "poverty": context[:, 0],
            "size": context[:, 1],
            "error": error,
        }
    )
    return frame, effect


def _effects(world: World, rng: np.random.Generator) -> Floats:
    if world.heavy_tails:
        return np.sqrt(world.signal / 3.0) * rng.standard_t(3, world.units)
    return rng.normal(0.0, np.sqrt(world.signal), world.units)
