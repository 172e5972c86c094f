"""Those who are measured, one a process: ``python -m benchmarks.contenders NAME FILE``."""

import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

from benchmarks.million import CONTEXT
from benchmarks.timing import Measured, repeat, report, stopwatch

TIMES = 5
OPTIONS: dict[str, Any] = {"unit": "unit", "outcome": "outcome", "context": list(CONTEXT)}


def _kernels(source: Callable[[], object]) -> Callable[[], dict[str, float]]:
    from jopoi._core.frames import take  # noqa: PLC0415 - each process loads what it measures
    from jopoi._core.reduce import Design, reduce_by_unit  # noqa: PLC0415 - as above
    from jopoi.sense._posterior import posterior  # noqa: PLC0415 - as above
    from jopoi.sense._reml import fit  # noqa: PLC0415 - as above
    from jopoi.sense._screening import as_sums  # noqa: PLC0415 - as above

    design = Design(unit="unit", outcome="outcome", numbers=CONTEXT)

    def steps() -> dict[str, float]:
        marks = [time.perf_counter()]
        sums = reduce_by_unit(take(source()), design, None)
        marks.append(time.perf_counter())
        ready = as_sums(sums, None, known_noise=False)
        best, _ = fit(ready)
        marks.append(time.perf_counter())
        posterior(ready, best)
        marks.append(time.perf_counter())
        names = ("reduce", "fit", "posterior")
        return {name: marks[k + 1] - marks[k] for k, name in enumerate(names)}

    return steps


def kernels_from_file(path: str) -> Measured:
    """Reduction in Polars' lazy engine, straight from the file."""
    import polars as pl  # noqa: PLC0415 - as above

    return repeat("kernels_from_file", _kernels(lambda: pl.scan_parquet(path)), TIMES)


def kernels_duckdb(path: str) -> Measured:
    """Reduction in DuckDB, straight from the file."""
    import duckdb  # noqa: PLC0415 - as above

    return repeat("kernels_duckdb", _kernels(lambda: duckdb.read_parquet(path)), TIMES)


def kernels_in_memory(path: str) -> Measured:
    """Reduction of a frame that is already in memory."""
    import polars as pl  # noqa: PLC0415 - as above

    frame = pl.read_parquet(path)
    return repeat("kernels_in_memory", _kernels(lambda: frame), TIMES)


def _screens(source: Callable[[], object], **options: object) -> Callable[[], dict[str, float]]:
    from jopoi.sense import screen  # noqa: PLC0415 - as above

    return lambda: stopwatch(screen=lambda: screen(source(), **OPTIONS, **options))


def screen_from_file(path: str) -> Measured:
    """The whole screening, with all its tables, from the file."""
    import polars as pl  # noqa: PLC0415 - as above

    return repeat("screen_from_file", _screens(lambda: pl.scan_parquet(path)), TIMES)


def screen_in_memory(path: str) -> Measured:
    """The whole screening of a frame in memory."""
    import polars as pl  # noqa: PLC0415 - as above

    frame = pl.read_parquet(path)
    return repeat("screen_in_memory", _screens(lambda: frame), TIMES)


def screen_with_periods(path: str) -> Measured:
    """The whole screening with period effects and two held-out years, from the file."""
    import polars as pl  # noqa: PLC0415 - as above

    options = {"period": "year", "confirm": [2018, 2019]}
    return repeat("screen_with_periods", _screens(lambda: pl.scan_parquet(path), **options), 3)


def twelve_million_duckdb(path: str) -> Measured:
    """The whole screening of twelve million rows, lazily in DuckDB, once."""
    import duckdb  # noqa: PLC0415 - as above

    return repeat("twelve_million_duckdb", _screens(lambda: duckdb.read_parquet(path)), 1, warm=False)


def twelve_million_polars(path: str) -> Measured:
    """The whole screening of twelve million rows, lazily in Polars, once."""
    import polars as pl  # noqa: PLC0415 - as above

    return repeat("twelve_million_polars", _screens(lambda: pl.scan_parquet(path)), 1, warm=False)


def mixedlm_rs(path: str) -> Measured:
    """The fastest peer, from arrays in memory: its fit, its random effects, their covariances."""
    import mixedlm_rs as peer  # noqa: PLC0415 - as above
    import numpy as np  # noqa: PLC0415 - as above
    import polars as pl  # noqa: PLC0415 - as above

    frame = pl.read_parquet(path)
    design = np.column_stack([np.ones(len(frame)), frame.select(CONTEXT).to_numpy()])
    outcome, groups = frame["outcome"].to_numpy(), frame["unit"].to_numpy()

    def steps() -> dict[str, float]:
        found: list[Any] = []
        return stopwatch(
            fit=lambda: found.append(peer.MixedLM(outcome, design, groups=groups).fit()),
            effects=lambda: _value(found[0].random_effects_array),
            covariances=lambda: _value(found[0].random_effects_cov_array),
        )

    return repeat("mixedlm_rs", steps, TIMES)


def _value(thing: object) -> object:
    return thing() if callable(thing) else thing


def duckdb_group(path: str, name: str = "duckdb_group", times: int = TIMES) -> Measured:
    """What DuckDB needs just to group the file by unit: the outcome alone, and all columns."""
    import duckdb  # noqa: PLC0415 - as above

    every = ", ".join(f"sum({name})" for name in ("outcome", *CONTEXT))

    def grouped(what: str) -> Callable[[], object]:
        query = f"SELECT unit, {what} FROM read_parquet('{path}') GROUP BY unit"  # noqa: S608 - our own file
        return lambda: duckdb.sql(query).to_arrow_table()

    return repeat(
        name,
        lambda: stopwatch(
            outcome=grouped("count(*), avg(outcome)"),
            all_columns=grouped(f"count(*), {every}"),
        ),
        times,
    )


def duckdb_group_many(path: str) -> Measured:
    """The same of twelve million rows."""
    return duckdb_group(path, "duckdb_group_many", 2)


def _counts(path: str, **over: str) -> Callable[[], dict[str, float]]:
    import polars as pl  # noqa: PLC0415 - as above

    from jopoi.sense import screen  # noqa: PLC0415 - as above

    context = [f"x{j}" for j in range(5)]
    return lambda: stopwatch(
        screen=lambda: screen(pl.scan_parquet(path), unit="unit", outcome="y", context=context, **over)
    )


def shares(path: str) -> Measured:
    """A whole screening of counts out of a number."""
    return repeat("shares", _counts(path, denominator="n"), TIMES)


def shares_fit(path: str) -> Measured:
    """The fit of the counts alone, from arrays in memory: what the peers are timed by."""
    import numpy as np  # noqa: PLC0415 - as above
    import polars as pl  # noqa: PLC0415 - as above

    from jopoi.sense._counted_fit import fit_counts  # noqa: PLC0415 - as above
    from jopoi.sense._counted_rows import Counts  # noqa: PLC0415 - as above

    frame = pl.read_parquet(path)
    design = np.column_stack([np.ones(len(frame)), frame.select(f"x{j}" for j in range(5)).to_numpy()])
    counts = Counts(
        family="binomial",
        y=frame["y"].cast(pl.Float64).to_numpy(),
        n=frame["n"].cast(pl.Float64).to_numpy(),
        x=design,
        unit=frame["unit"].to_numpy(),
        starts=np.flatnonzero(np.r_[True, np.diff(frame["unit"].to_numpy()) > 0]),
    )
    return repeat("shares_fit", lambda: stopwatch(fit=lambda: fit_counts(counts)), TIMES)


def rates(path: str) -> Measured:
    """A whole screening of counts over an exposure."""
    return repeat("rates", _counts(path, exposure="n"), TIMES)


def mixedlm(path: str) -> Measured:
    """A binomial fit by Laplace, from a frame in memory."""
    import mixedlm as peer  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415 - as above

    frame = pd.read_parquet(path).assign(share=lambda rows: rows["y"] / rows["n"])
    formula = "share ~ x0 + x1 + x2 + x3 + x4 + (1 | unit)"

    def steps() -> dict[str, float]:
        family = peer.families.Binomial()
        return stopwatch(fit=lambda: peer.glmer(formula, frame, family=family, weights="n"))

    return repeat("mixedlm", steps, 2)


CONTENDERS = {
    contender.__name__: contender
    for contender in (
        kernels_from_file, kernels_duckdb, kernels_in_memory,
        screen_from_file, screen_in_memory, screen_with_periods,
        mixedlm_rs, duckdb_group, duckdb_group_many, twelve_million_duckdb, twelve_million_polars,
        shares, shares_fit, rates, mixedlm,
    )
}  # fmt: skip

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    report(CONTENDERS[sys.argv[1]](sys.argv[2]))
