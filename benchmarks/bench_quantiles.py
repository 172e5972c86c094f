"""Regression quantiles: 100,000 rows, five circumstances, τ = .9, beside statsmodels and R's quantreg.

``python -m benchmarks.bench_quantiles NAME FILE`` is one contender. Written to
``benchmarks/results/quantiles.json`` and ``.md``.
"""

import sys
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.timing import Measured, in_its_own_process, machine, ours, repeat, report, stopwatch, write

HERE = Path(__file__).resolve().parent
ROWS, TERMS, SHARE, TIMES = 100_000, 5, 0.9, 5
PACKAGES = ("numpy", "scipy", "polars", "statsmodels")
STEPS = {
    "fit": "the fit",
    "errors": "its standard errors for unequal spread",
    "whole": "the whole method with all tables, from a frame",
    "fn": "the fit (interior point)",
    "pfn": "the fit (with preprocessing)",
    "nid": "its standard errors for unequal spread",
}


def main() -> None:
    """Measure everyone on the same file, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        _made().write_csv(path)
        found = {
            name: in_its_own_process(name, ours("benchmarks.bench_quantiles", name, str(path)))
            for name in CONTENDERS
        }
        found["quantreg"] = in_its_own_process("quantreg", ["Rscript", str(HERE / "rq.R"), str(path)])
    facts = {"machine": machine(*PACKAGES), "measured": [asdict(one) for one in found.values()]}
    table = _page(facts["machine"], found)
    print(table)
    write("quantiles", facts, table)


def _made() -> pl.DataFrame:
    dice = np.random.default_rng(1)
    x = dice.normal(size=(ROWS, TERMS))
    y = x @ np.array([1.0, -0.5, 0.3, 0.0, 0.2]) + dice.normal(size=ROWS) * (1.0 + 0.4 * np.abs(x[:, 0]))
    return pl.DataFrame({"unit": np.arange(ROWS), "y": y} | {f"x{j}": x[:, j] for j in range(TERMS)})


def _arrays(path: str) -> tuple[np.ndarray, np.ndarray]:
    rows = pl.read_csv(path)
    x = rows.select(f"x{j}" for j in range(TERMS)).to_numpy()
    return np.column_stack([np.ones(len(x)), x]), rows["y"].to_numpy()


def jopoi(path: str) -> Measured:
    """Ours: the fit, its errors, and everything."""
    from jopoi.sense import quantiles  # noqa: PLC0415 - each process loads what it measures
    from jopoi.sense._quantile_errors import how_sure  # noqa: PLC0415 - as above
    from jopoi.sense._quantile_fit import fit_quantile  # noqa: PLC0415 - as above

    x, y = _arrays(path)
    rows = pl.read_csv(path)
    line = fit_quantile(x, y, SHARE)
    context = [f"x{j}" for j in range(TERMS)]
    found = repeat(
        "jopoi",
        lambda: stopwatch(
            fit=lambda: fit_quantile(x, y, SHARE),
            errors=lambda: how_sure(x, y, line, SHARE, "unequal"),
            whole=lambda: quantiles(rows, unit="unit", outcome="y", context=context),
        ),
        TIMES,
    )
    return Measured(
        found.name, found.seconds, found.peak_mb, notes=f"loss {line.loss:.9f}, gap {line.gap:.1e}"
    )


def statsmodels(path: str) -> Measured:
    """The Python peer, whose errors are those of one spread; its fit cannot be had without them."""
    from statsmodels.regression.quantile_regression import QuantReg  # noqa: PLC0415 - as above

    x, y = _arrays(path)
    found = repeat("statsmodels", lambda: stopwatch(fit=lambda: QuantReg(y, x).fit(q=SHARE)), TIMES)
    residual = y - x @ QuantReg(y, x).fit(q=SHARE).params
    loss = SHARE * residual.sum() - residual[residual < 0].sum()
    return Measured(found.name, found.seconds, found.peak_mb, notes=f"loss {loss:.9f}")


CONTENDERS = {contender.__name__: contender for contender in (jopoi, statsmodels)}


def _page(facts: dict[str, object], found: dict[str, Measured]) -> str:
    """The figures as a reader wants them."""
    lines = [
        "# Quantiles: a hundred thousand rows, five circumstances, τ = .9",
        "",
        "Written by `make bench`. Each contender ran in a process of its own; seconds of the best run.",
        "A lower loss is a better line.",
        "",
        "| contender | step | seconds | peak memory | |",
        "|---|---|---:|---:|---|",
    ]
    for name, one in found.items():
        if one.missing:
            lines.append(f"| {name} | {one.missing} | | | |")
        lines += [
            f"| {name} | {STEPS[step]} | {one.best(step):.3f} | {one.peak_mb or 0:.0f} MB | {one.notes} |"
            for step in one.seconds
        ]
    lines += ["", "Machine: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + "."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if len(sys.argv) > 1:
        report(CONTENDERS[sys.argv[1]](sys.argv[2]))
    else:
        main()
