"""A large panel in a Parquet file: ten years stacked one after the other, units in no order."""

from pathlib import Path

import numpy as np
import polars as pl

CONTEXT = tuple(f"x{number}" for number in range(1, 6))


def write_million(path: Path, units: int = 100_000, years: int = 10) -> Path:
    """A million rows: unit, year, outcome and five context columns."""
    rng = np.random.default_rng(20261123)
    unit = np.concatenate([rng.permutation(units) for _ in range(years)])
    context = rng.normal(size=(len(unit), len(CONTEXT))) + rng.normal(size=(units, len(CONTEXT)))[unit]
    lasting = rng.normal(0.0, 0.7, units)
    outcome = 50.0 + context @ [0.5, -0.4, 0.3, -0.2, 0.1] + lasting[unit] + rng.normal(size=len(unit))
    frame = pl.DataFrame(
        {
            "unit": unit,
            "year": np.repeat(np.arange(years), units) + 2010,
            "outcome": outcome,
            **dict(zip(CONTEXT, context.T, strict=True)),
        }
    )
    frame.write_parquet(path)
    return path


def write_twelve_million(path: Path) -> Path:
    """Twelve million rows over a million units, made and written by DuckDB without holding them."""
    import duckdb  # noqa: PLC0415 - only here

    context = ", ".join(f"random() AS {name}" for name in CONTEXT)
    query = (
        f"SELECT range % 1000000 AS unit, 2010 + range // 1000000 AS year, {context}, "  # noqa: S608 - our own names
        "50 + sin((range % 1000000) * 12.9898) + 2 * random() AS outcome FROM range(12000000)"
    )
    with duckdb.connect() as connection:
        connection.sql("SET memory_limit = '1GB'; SET preserve_insertion_order = false")
        connection.sql(query).write_parquet(str(path))
    return path
