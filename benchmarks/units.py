"""Work on arrays of units, one a process: ``python -m benchmarks.units NAME``. All make the same data."""

import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from benchmarks.timing import Measured, repeat, report, stopwatch

MEANS, FEW, MANY, MILLION = 3_000, 5_000, 100_000, 1_000_000


def made(units: int) -> pl.DataFrame:
    """Two inputs, two outputs of which a part is lost, and an outcome with its standard error."""
    dice = np.random.default_rng(20261127)
    inputs = dice.uniform(1.0, 9.0, (units, 2))
    lost = np.exp(-np.abs(dice.normal(0.0, 0.4, units)) + dice.normal(0.0, 0.1, units))
    mixed = dice.uniform(0.2, 0.8, units)
    whole = inputs[:, 0] ** 0.5 * inputs[:, 1] ** 0.4 * lost
    error = 0.5 * np.exp(dice.normal(0.0, 0.4, units))
    truth = np.where(dice.random(units) < 0.1, dice.normal(2.5, 0.3, units), dice.normal(0.0, 0.5, units))
    return pl.DataFrame(
        {
            "unit": np.arange(units), "in1": inputs[:, 0], "in2": inputs[:, 1],
            "out1": whole * mixed, "out2": whole * np.sqrt(1.0 - mixed**2), "whole": whole,
            "outcome": truth + error * dice.normal(size=units), "error": error,
        }
    )  # fmt: skip


def _enveloped(units: int) -> Callable[[], object]:
    from jopoi.sense import frontier  # noqa: PLC0415 - each process loads what it measures

    frame = made(units)
    return lambda: frontier(frame, unit="unit", inputs=["in1", "in2"], outputs=["out1", "out2"])


def dea() -> Measured:
    """Data envelopment analysis with all its tables: variable returns, output, 2 × 2."""
    work = _enveloped(FEW)
    return repeat("dea", lambda: stopwatch(dea=work), 5)


def dea_of_many() -> Measured:
    """The same of fifty thousand units, once."""
    work = _enveloped(MANY // 2)
    return repeat("dea_of_many", lambda: stopwatch(dea=work), 1, warm=False)


def dealib() -> Measured:
    """The fastest Python peer, scores alone, once."""
    import dealib as peer  # noqa: PLC0415 - as above

    rows = made(FEW)
    x, y = rows.select("in1", "in2").to_numpy(), rows.select("out1", "out2").to_numpy()
    return repeat("dealib", lambda: stopwatch(dea=lambda: peer.dea(x, y, rts="vrs", orientation="output")), 1,
                  warm=False)  # fmt: skip


def stochastic() -> Measured:
    """A half-normal frontier of a hundred thousand rows, with all its tables."""
    from jopoi.sense import stochastic as method  # noqa: PLC0415 - as above

    rows = made(MANY)
    return repeat("stochastic", lambda: stopwatch(
        all=lambda: method(rows, unit="unit", output="whole", inputs=["in1", "in2"])), 5)  # fmt: skip


def stochastic_fit() -> Measured:
    """Its fit alone, from arrays in memory: what the peers are timed by."""
    from jopoi.sense._stochastic_fit import fit_frontier  # noqa: PLC0415 - as above
    from jopoi.sense._stochastic_likelihood import Rows  # noqa: PLC0415 - as above

    logs = made(MANY).select(pl.col("whole", "in1", "in2").log()).to_numpy()
    x = np.column_stack([np.ones(MANY), logs[:, 1:]])
    rows = Rows(logs[:, 0], x, None, None, None, "half-normal")
    return repeat("stochastic_fit", lambda: stopwatch(fit=lambda: fit_frontier(rows)), 5)


def _mixed(units: int) -> Callable[[], object]:
    from jopoi.sense._mixture_normal import fit_normal  # noqa: PLC0415 - as above

    rows = made(units)
    value, error = rows["outcome"].to_numpy(), rows["error"].to_numpy()
    return lambda: fit_normal(value, error)


def prior() -> Measured:
    """The nonparametric prior of a hundred thousand units."""
    work = _mixed(MANY)
    return repeat("prior", lambda: stopwatch(fit=work), 5)


def prior_of_a_million() -> Measured:
    """The nonparametric prior of a million units."""
    work = _mixed(MILLION)
    return repeat("prior_of_a_million", lambda: stopwatch(fit=work), 2)


def _means(units: int) -> Callable[[], Any]:
    from jopoi.sense._reml import Sums, fit  # noqa: PLC0415 - as above

    rows = made(units)
    value, weight = rows["outcome"].to_numpy(), rows["error"].to_numpy() ** -2.0
    z = np.column_stack([weight, weight * value])
    cross = np.array([[weight.sum(), weight @ value], [weight @ value, weight @ value**2]])
    sums = Sums(z, weight, cross, units, known_noise=True)
    return lambda: fit(sums)


def normal_means() -> Measured:
    """The variance of true means of 3,000 units, by restricted maximum likelihood."""
    work = _means(MEANS)
    found = repeat("normal_means", lambda: stopwatch(fit=work), 5)
    return replace(found, notes=f"variance {work()[0].effect:.12f}")


def normal_means_of_a_million() -> Measured:
    """The same of a million units."""
    work = _means(MILLION)
    return repeat("normal_means_of_a_million", lambda: stopwatch(fit=work), 3)


def _ranked(units: int) -> Callable[[], object]:
    from jopoi.sense._ranks_grades import grades_of  # noqa: PLC0415 - as above
    from jopoi.sense._ranks_sets import places_of  # noqa: PLC0415 - as above

    rows = made(units)
    value, error = rows["outcome"].to_numpy(), rows["error"].to_numpy()
    shrunk, sd = value / (1.0 + error**2), error / np.sqrt(1.0 + error**2)

    def work() -> None:
        places_of(value, error, np.random.default_rng(1))
        grades_of(shrunk, sd, 0.05)

    return work


def ranks() -> Measured:
    """Places and grades of 1,700 units."""
    work = _ranked(1_700)
    return repeat("ranks", lambda: stopwatch(ranks=work), 3)


def ranks_of_a_million() -> Measured:
    """Places and grades of a million units."""
    work = _ranked(MILLION)
    return repeat("ranks_of_a_million", lambda: stopwatch(ranks=work), 1, warm=False)


CONTENDERS = {
    contender.__name__: contender
    for contender in (
        dea, dea_of_many, dealib, stochastic, stochastic_fit,
        prior, prior_of_a_million, normal_means, normal_means_of_a_million, ranks, ranks_of_a_million,
    )
}  # fmt: skip

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    report(CONTENDERS[sys.argv[1]]())
