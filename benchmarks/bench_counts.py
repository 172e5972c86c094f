"""Counts with an effect for each unit: 100,000 rows in 25,000 units, binomial and Poisson.

Beside us, where they are installed: lme4 and mixedlm, whose fit alone is counted, by Laplace. Written to
``benchmarks/results/counts.json`` and ``.md``.
"""

import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import polars as pl
from scipy.special import expit

from benchmarks.timing import Measured, in_its_own_process, machine, ours, write

HERE = Path(__file__).resolve().parent
UNITS, ROWS = 25_000, 4
SLOPES = np.array([0.3, 0.2, 0.0, -0.4, 0.1])
PACKAGES = ("numpy", "scipy", "polars")
WORDS = {
    "shares": "ours, the whole screening of shares",
    "shares_fit": "ours, its fit of shares alone",
    "rates": "ours, the whole screening of rates",
    "mixedlm": "mixedlm, its fit of shares alone",
    "glmer": "lme4, its fit of shares alone",
}


def main() -> None:
    """Measure everyone on the same files, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        shares, rates = (_made(Path(folder), family) for family in ("binomial", "poisson"))
        found = {
            "shares": in_its_own_process("shares", ours("benchmarks.contenders", "shares", str(shares))),
            "shares_fit": in_its_own_process(
                "shares_fit", ours("benchmarks.contenders", "shares_fit", str(shares))
            ),
            "rates": in_its_own_process("rates", ours("benchmarks.contenders", "rates", str(rates))),
            "mixedlm": in_its_own_process("mixedlm", ours("benchmarks.contenders", "mixedlm", str(shares))),
            "glmer": _glmer(shares),
        }
    facts = {"machine": machine(*PACKAGES), "measured": [asdict(one) for one in found.values()]}
    table = _page(facts["machine"], found)
    print(table)
    write("counts", facts, table)


def _made(folder: Path, family: str) -> Path:
    """Counts with five circumstances and an effect of .5 for each unit."""
    dice = np.random.default_rng(1)
    unit = np.repeat(np.arange(UNITS), ROWS)
    x = dice.normal(size=(len(unit), len(SLOPES)))
    eta = x @ SLOPES - 1.0 + dice.normal(0.0, 0.5, UNITS)[unit]
    n = dice.integers(5, 60, len(unit))
    y = dice.binomial(n, expit(eta)) if family == "binomial" else dice.poisson(n * np.exp(eta))
    path = folder / f"{family}.parquet"
    pl.DataFrame(
        {"unit": unit, "y": y, "n": n} | {f"x{j}": x[:, j] for j in range(len(SLOPES))}
    ).write_parquet(path)
    return path


def _glmer(path: Path) -> Measured:
    """R reads CSV; the transfer is not counted."""
    rows = path.with_suffix(".csv")
    pl.scan_parquet(path).sink_csv(rows)
    return in_its_own_process("glmer", ["Rscript", str(HERE / "glmer.R"), str(rows)])


def _page(facts: dict[str, object], found: dict[str, Measured]) -> str:
    """The figures as a reader wants them."""
    lines = [
        "# Counts: a hundred thousand rows in 25,000 units, five circumstances",
        "",
        "Written by `make bench`. Each contender ran in a process of its own; seconds of the best run. Ours",
        "read the file, fit, and make posteriors, list and tables; the peers fit, from a frame in memory.",
        "",
        "| contender | seconds | peak memory |",
        "|---|---:|---:|",
        *(
            f"| {WORDS[name]} | {one.missing or f'{one.best():.2f}'} | {one.peak_mb or 0:.0f} MB |"
            for name, one in found.items()
        ),
        "",
        "Machine: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + ".",
        *(f"{one.name}: {one.notes}." for one in found.values() if one.notes),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
