"""A small table and the options of a sensible call, for each public method of the library."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import dask.dataframe as dask
import duckdb
import numpy as np
import polars as pl

Options = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """How one method is called: the plainest way, and ways that use its other options."""

    options: Options
    more: tuple[Options, ...] = ()


@cache
def schools() -> pl.DataFrame:
    """Eighty made-up schools over six years, a tenth of them better than their circumstances."""
    draw = np.random.default_rng(20261123)
    units, years = 80, 6
    poverty = draw.uniform(5, 70, units)
    gift = draw.normal(0, 3, units) + 9 * (np.arange(units) % 10 == 0)
    score = 80 - 0.6 * poverty + gift + draw.normal(0, 4, (years, units))
    frame = pl.DataFrame(
        {
            "school": np.tile([f"s{number:03}" for number in range(units)], years),
            "district": np.tile([f"d{number % 8}" for number in range(units)], years),
            "year": np.repeat(np.arange(1993, 1993 + years), units),
            "score": score.ravel().clip(0, 100),
            "poverty": np.tile(poverty, years),
            "spending": np.tile(draw.normal(5, 1, units), years) + draw.normal(0, 0.1, units * years),
            "drop_out": np.tile(draw.normal(10, 2, units), years) + draw.normal(0, 1, units * years),
            "doubt": draw.uniform(3, 5, units * years),
            "reform": np.repeat(["before", "after"], units * years // 2),
            "pupils": draw.integers(5, 60, units * years),
        }
    )
    passed = draw.binomial(frame["pupils"].to_numpy(), frame["score"].to_numpy() / 100)
    return frame.with_columns(passed=pl.Series(passed))


_UNITS = {"unit": "school", "period": "year", "outcome": "score", "context": ["poverty", "spending"]}

EXAMPLES = {
    "sense.backtest": Example(
        options={**_UNITS, "context": ["poverty"], "most": 4, "rng": 7},
        more=({**_UNITS, "group": "district", "most": 5, "rng": 7},),
    ),
    "sense.quantiles": Example(
        options={"unit": "school", "outcome": "score", "context": ["poverty"], "quantile": 0.7},
        more=(
            {
                "unit": "school",
                "outcome": "spending",
                "period": "year",
                "quantile": 0.6,
                "higher_is_better": False,
                "spread": "kernel",
            },
            {
                "unit": "school",
                "outcome": "score",
                "context": ["poverty"],
                "quantile": 0.5,
                "spread": "equal",
            },
        ),
    ),
    "sense.stochastic": Example(
        options={"unit": "school", "output": "score", "inputs": ["spending", "pupils"]},
        more=(
            {
                "unit": "school",
                "output": "spending",
                "inputs": ["score"],
                "period": "year",
                "inefficiency": "drifting",
                "shape": "truncated",
                "higher_is_better": False,
            },
            {
                "unit": "school",
                "output": "score",
                "inputs": ["pupils"],
                "inefficiency": "lasting",
                "shape": "exponential",
            },
        ),
    ),
    "sense.ranks": Example(
        options={**_UNITS, "context": ["poverty"], "rng": 7},
        more=({**_UNITS, "group": "district", "top": 0.2, "misordered": 0.1, "rng": 7},),
    ),
    "sense.pulse": Example(
        options={"questions": ["reform", "score"]},
        more=(
            {
                "questions": ["reform"],
                "population": ["district: d0 = 20", *(f"district: d{n} = 10" for n in range(1, 8))],
                "reached": "telephone",
                "asked": 900,
                "wave": "year",
                "cluster": "school",
                "weight": "pupils",
                "most_weight": 4.0,
            },
        ),
    ),
    "sense.burden": Example(
        options={"moment": "reform", "hours": "spending", "hour_value": 2.0, "rng": 7},
        more=(
            {
                "moment": "reform",
                "hours": "spending",
                "hour_value": 2.0,
                "rng": 7,
                "visits": "pupils",
                "fare": "drop_out",
                "group": "district",
                "weight": "doubt",
                "uses": 1000.0,
                "attribution": 0.5,
                "agency_cost": 100.0,
                "currency": "Gs",
            },
        ),
    ),
    "sense.cases": Example(
        options={**_UNITS, "rng": 7},
        more=({**_UNITS, "region": "district", "quota": 1, "capacity": 4, "criteria": "Records", "rng": 7},),
    ),
    "sense.fitness": Example(
        options={**_UNITS},
        more=({"unit": "school"}, {**_UNITS, "group": "district", "bounds": (0, 100)}),
    ),
    "sense.frontier": Example(
        options={"unit": "school", "inputs": ["spending"], "outputs": ["score"]},
        more=(
            {"unit": "school", "inputs": ["spending"], "outputs": ["score", "doubt"], "orientation": "input"},
            {"unit": "school", "inputs": ["spending", "poverty"], "outputs": ["score"], "envelope": "free"},
            {"unit": "school", "inputs": ["spending"], "outputs": ["score"], "returns": "constant"},
        ),
    ),
    "sense.multiverse": Example(
        options={**_UNITS, "context": ["poverty"], "optional": ["spending"], "most": 6, "rng": 7},
        more=({**_UNITS, "group": "district", "most": 5, "rng": 7},),
    ),
    "sense.screen": Example(
        options={**_UNITS, "rng": 7},
        more=(
            {"unit": "school", "outcome": "score", "period": "year", "rng": 7},
            {**_UNITS, "group": "district", "bounds": (0, 100), "capacity": 5, "rng": 7},
            {**_UNITS, "confirm": ["1996", "1997", "1998"], "mirror": {"drop_out": "lower"}, "rng": 7},
            {**_UNITS, "standard_error": "doubt", "higher_is_better": False, "rng": 7},
            {**_UNITS, "outcome": "passed", "denominator": "pupils", "rng": 7},
            {**_UNITS, "outcome": "passed", "exposure": "pupils", "rng": 7},
            {**_UNITS, "weight": "pupils", "prior": "precision", "rng": 7},
            {**_UNITS, "bounds": (0, 101), "near_bounds": True, "weight": "pupils", "rng": 7},
            {**_UNITS, "prior": "nonparametric", "expectation": "neighbours", "peers": 8, "rng": 7},
        ),
    ),
}

FRAMES = {
    "polars": lambda frame: frame,
    "polars-lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    "dask": lambda frame: dask.from_pandas(frame.to_pandas(), npartitions=3),
}
