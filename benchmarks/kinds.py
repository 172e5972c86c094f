"""Worlds of every kind of outcome and every shape of the true differences, for the study of kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import expit, ndtri
from scipy.stats import t

Floats = NDArray[np.float64]
YEARS, TOP = 4, 0.10
_LINE = 0.3  # what a standard deviation of the circumstance is worth, in those of the true differences


@dataclass(frozen=True)
class Shape:
    """How true differences are spread: drawn with mean 0 and variance 1, and where the top tenth begins."""

    draw: Callable[[np.random.Generator, int], Floats]
    bar: float


SHAPES = {
    "normal": Shape(lambda dice, n: dice.normal(size=n), float(ndtri(1 - TOP))),
    "skewed": Shape(lambda dice, n: dice.exponential(size=n) - 1.0, float(-np.log(TOP) - 1.0)),
    "two kinds": Shape(lambda dice, n: np.where(dice.random(n) < TOP, 3.0, -1.0 / 3.0), 2.9),
    "heavy tails": Shape(
        lambda dice, n: dice.standard_t(3, n) / np.sqrt(3.0), float(t.ppf(1 - TOP, 3) / np.sqrt(3.0))
    ),
    "small units better": Shape(lambda dice, n: dice.normal(size=n), float(ndtri(1 - TOP))),
}


@dataclass(frozen=True)
class Kind:
    """A kind of outcome: its rows, how it is screened, and what a true difference is worth in its effects."""

    rows: Callable[[np.random.Generator, Floats, Floats, Floats], dict[str, Floats]]
    options: dict[str, Any]
    spread: float
    worth: Callable[[Floats, float, float], Floats]

    @property
    def priors(self) -> tuple[str, ...]:
        """The shapes that it can be screened with."""
        counted = {"denominator", "exposure", "near_bounds"} & set(self.options)
        return ("normal", "nonparametric") if counted else ("normal", "nonparametric", "precision")


def _means(dice: np.random.Generator, level: Floats, size: Floats, unit: Floats) -> dict[str, Floats]:
    return {"y": level + 1.5 * dice.normal(size=len(level)) / np.sqrt(size[unit]), "size": size[unit]}


def _estimates(dice: np.random.Generator, level: Floats, size: Floats, unit: Floats) -> dict[str, Floats]:
    error = 1.5 / np.sqrt(size[unit])
    return {"y": level + error * dice.normal(size=len(level)), "error": error}


def _shares(dice: np.random.Generator, level: Floats, size: Floats, unit: Floats) -> dict[str, Floats]:
    n = dice.poisson(25 * size[unit]) + 2.0
    return {"y": dice.binomial(n.astype(int), expit(level - 1.0)) * 1.0, "n": n}


def _rates(mean: float) -> Callable[..., dict[str, Floats]]:
    def rows(dice: np.random.Generator, level: Floats, size: Floats, unit: Floats) -> dict[str, Floats]:
        n = 100 * size[unit] * dice.uniform(0.8, 1.2, len(level))
        return {"y": dice.poisson(n * mean * np.exp(level)) * 1.0, "n": n}

    return rows


def _scores(dice: np.random.Generator, level: Floats, size: Floats, unit: Floats) -> dict[str, Floats]:
    mean, steady = expit(level + 2.2), 12.0 * size[unit]
    return {"y": 100 * dice.beta(mean * steady, (1.0 - mean) * steady), "size": size[unit]}


def _itself(shift: Floats, _rate: float, _per: float) -> Floats:
    return shift


def _points(shift: Floats, rate: float, per: float) -> Floats:
    return np.asarray(per * (expit(np.log(rate / (1.0 - rate)) + shift) - rate))


def _events(shift: Floats, rate: float, per: float) -> Floats:
    return np.asarray(per * rate * np.expm1(shift))


KINDS = {
    "means": Kind(_means, {"weight": "size"}, 1.0, _itself),
    "estimates with errors": Kind(_estimates, {"standard_error": "error"}, 1.0, _itself),
    "shares": Kind(_shares, {"denominator": "n"}, 0.5, _points),
    "scores near a ceiling": Kind(
        _scores, {"bounds": (0, 100), "near_bounds": True, "weight": "size"}, 0.7, _points
    ),
    "rates": Kind(_rates(0.10), {"exposure": "n"}, 0.5, _events),
    "rare events": Kind(_rates(0.01), {"exposure": "n"}, 0.7, _events),
}


def draw(kind: Kind, shape: str, units: int, seed: int) -> tuple[pl.DataFrame, Floats]:
    """A table of units over four years, and their true differences with variance 1."""
    dice = np.random.default_rng(seed)
    truth = SHAPES[shape].draw(dice, units)
    size = np.exp(0.5 * dice.normal(size=units))
    if shape == "small units better":
        size = np.exp(-0.4 * truth + 0.3 * dice.normal(size=units))
    far = dice.normal(size=units)
    unit = np.repeat(np.arange(units), YEARS)
    level = kind.spread * (truth + _LINE * far)[unit]
    cells = kind.rows(dice, level, size, unit)
    frame = {"unit": unit, "year": np.tile(np.arange(YEARS), units), "far": far[unit]}
    return pl.DataFrame(frame | cells), truth
