"""Claim: a million rows of a hundred thousand units are fitted and shrunk faster than by any peer.

At least 40 times as fast as lme4 with conditional standard deviations, faster than mixedlm-rs, within
three times what DuckDB needs just to group the same file by unit, in under 2 GB. ``--quick`` leaves out
lme4 and the twelve million rows, and writes nothing.
"""

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import polars as pl

from benchmarks.million import write_million, write_twelve_million
from benchmarks.timing import Measured, in_its_own_process, machine, ours, write

HERE = Path(__file__).resolve().parent
PACKAGES = ("jopoi", "polars", "duckdb", "numpy", "scipy", "narwhals", "mixedlm-rs")
SMALL = (
    "kernels_from_file", "kernels_duckdb", "kernels_in_memory",
    "screen_from_file", "screen_in_memory", "screen_with_periods",
    "mixedlm_rs", "duckdb_group",
)  # fmt: skip
ROUNDS = 3
LARGE = ("twelve_million_duckdb", "twelve_million_polars", "duckdb_group_many")
WORDS = {
    "kernels_from_file": "Jopói: sums, fit, posterior; from Parquet, lazily in Polars",
    "kernels_duckdb": "Jopói: the same, lazily in DuckDB",
    "kernels_in_memory": "Jopói: the same, from a frame in memory",
    "screen_from_file": "Jopói: the whole `screen()`, from Parquet",
    "screen_in_memory": "Jopói: the whole `screen()`, from a frame in memory",
    "screen_with_periods": "Jopói: `screen()` with ten period effects and two held-out years",
    "mixedlm_rs": "mixedlm-rs: fit, random effects, covariances; from arrays",
    "duckdb_group": "DuckDB: only group the file by unit",
    "lme4": "lme4: `lmer`, `ranef(condVar = TRUE)`",
    "twelve_million_duckdb": "Jopói: `screen()` of 12,000,000 rows, 1,000,000 units, lazily in DuckDB",
    "twelve_million_polars": "Jopói: the same, lazily in Polars",
    "duckdb_group_many": "DuckDB: only group that file by unit",
}


def main(arguments: list[str]) -> None:
    """Measure everyone on the same file, one after the other."""
    found: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = write_million(Path(folder) / "million.parquet")
        # In rounds, so that a busy minute of the machine does not fall on one contender alone.
        for _ in range(ROUNDS):
            for name in SMALL:
                again = in_its_own_process(name, ours("benchmarks.contenders", name, str(path)))
                found[name] = found[name].with_runs_of(again) if name in found else again
        if "--quick" not in arguments:
            found["lme4"] = _lme4(path)
            large = write_twelve_million(Path(folder) / "twelve_million.parquet")
            for name in LARGE:
                found[name] = in_its_own_process(name, ours("benchmarks.contenders", name, str(large)))
    facts = {"machine": machine(*PACKAGES), "measured": [asdict(one) for one in found.values()]}
    facts["claims"] = claims(found)
    table = page(facts["machine"], found)
    print(table)
    if "--quick" not in arguments:
        write("screening", facts, table)


def _lme4(path: Path) -> Measured:
    """R reads CSV; the transfer is not counted."""
    rows = path.with_suffix(".csv")
    pl.scan_parquet(path).sink_csv(rows)
    return in_its_own_process("lme4", ["Rscript", str(HERE / "lmer.R"), str(rows)], seconds=1800)


def claims(found: dict[str, Measured]) -> dict[str, float | None]:
    """The ratios that are claimed, from the best run of each; none where a peer is missing."""
    file, memory = found["kernels_from_file"], found["kernels_in_memory"]
    peer, group = found["mixedlm_rs"], found["duckdb_group"]
    lme4, many, group_many = (
        found.get(name) for name in ("lme4", "twelve_million_polars", "duckdb_group_many")
    )
    return {
        "times as fast as lme4": _ratio(lme4, file),
        "times as fast as mixedlm-rs, its fit alone": _ratio(peer, memory, "fit"),
        "times as fast as mixedlm-rs with effects and covariances": _ratio(peer, memory),
        "times what DuckDB needs to group the outcome": _ratio(file, group, of=("outcome",)),
        "times what DuckDB needs to group all columns": _ratio(file, group, of=("all_columns",)),
        "12,000,000 rows: times what DuckDB needs to group the outcome": _ratio(
            many, group_many, of=("outcome",)
        ),
        "12,000,000 rows: times what DuckDB needs to group all columns": _ratio(
            many, group_many, of=("all_columns",)
        ),
    }


def _ratio(
    slow: Measured | None, fast: Measured | None, *steps: str, of: tuple[str, ...] = ()
) -> float | None:
    if slow is None or fast is None or slow.missing or fast.missing:
        return None
    return round(slow.best(*steps) / fast.best(*of), 2)


def page(facts: dict[str, object], found: dict[str, Measured]) -> str:
    """The figures as a reader wants them."""
    lines = [
        "# Screening: a million rows, a hundred thousand units, five covariates",
        "",
        "Written by `make bench`. Each contender ran in a process of its own on the same Parquet file (ten",
        "years stacked, units in no order); seconds of the best run, and of the middle one in brackets.",
        "",
        "| contender | steps | together | peak memory |",
        "|---|---|---|---|",
        *(_line(WORDS[name], measured) for name, measured in found.items()),
        "",
        "| ratio, by best runs | |",
        "|---|---|",
        *(f"| {claim} | {'–' if value is None else value} |" for claim, value in claims(found).items()),
        "",
        "Machine: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + ".",
        *(f"{measured.name}: {measured.notes}." for measured in found.values() if measured.notes),
    ]
    return "\n".join(lines) + "\n"


def _line(words: str, measured: Measured) -> str:
    if measured.missing:
        return f"| {words} | missing: {measured.missing} | | |"
    steps = ", ".join(f"{step} {min(seconds):.3f}" for step, seconds in measured.seconds.items())
    peak = "" if measured.peak_mb is None else f"{measured.peak_mb:,.0f} MB"
    return f"| {words} | {steps} | {measured.best():.3f} ({measured.middle():.3f}) | {peak} |"


if __name__ == "__main__":
    main(sys.argv[1:])
