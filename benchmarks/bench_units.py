"""Frontiers, nonparametric priors, places and grades: from five thousand units to a million.

Beside us, where they are installed: dealib, and R's metafor from Debian. R's other packages for these are
not in Debian; what they took on a machine of this kind stands in the page. Written to ``benchmarks/results``.
"""

import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.timing import Measured, in_its_own_process, machine, ours, write
from benchmarks.units import MEANS, made

HERE = Path(__file__).resolve().parent

PACKAGES = ("numpy", "scipy", "polars")
WORDS = {
    "dea": ("data envelopment analysis, variable returns, output, 2 × 2, 5,000 units, all tables",
            "rDEA 13.1, Benchmarking 14.1"),
    "dealib": ("the same by dealib, scores alone", "17"),
    "dea_of_many": ("the same of 50,000 units", ""),
    "stochastic_fit": ("half-normal stochastic frontier, 100,000 rows, the fit alone",
                       "Benchmarking 1.6, sfaR 4.0, frontier 56"),
    "stochastic": ("the same with all tables", ""),
    "prior": ("nonparametric prior, heteroskedastic normal, 100,000 units", "ebnm 13, mixsqp 19"),
    "prior_of_a_million": ("the same of 1,000,000 units", ""),
    "normal_means": ("variance of true means (REML), known errors, 3,000 units", ""),
    "metafor": ("the same by metafor", ""),
    "normal_means_of_a_million": ("the same of 1,000,000 units", ""),
    "ranks": ("places and grades, 1,700 units", ""),
    "ranks_of_a_million": ("places and grades, 1,000,000 units", ""),
}  # fmt: skip


def main() -> None:
    """Measure everyone, one after the other."""
    found = {name: _metafor() if name == "metafor" else _ours(name) for name in WORDS}
    facts = {"machine": machine(*PACKAGES), "measured": [asdict(one) for one in found.values()]}
    table = _page(facts["machine"], found)
    print(table)
    write("units", facts, table)


def _ours(name: str) -> Measured:
    return in_its_own_process(name, ours("benchmarks.units", name))


def _metafor() -> Measured:
    """R reads CSV; the transfer is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "means.csv"
        made(MEANS).select("outcome", "error").write_csv(rows)
        return in_its_own_process("metafor", ["Rscript", str(HERE / "rma.R"), str(rows)], seconds=900)


def _seconds(taken: float) -> str:
    return f"{taken:.2f}" if taken >= 0.1 else f"{taken:.5f}"


def _page(facts: dict[str, object], found: dict[str, Measured]) -> str:
    """The figures as a reader wants them."""
    lines = [
        "# Units: frontiers, priors, places and grades",
        "",
        "Written by `make bench`. Each contender ran in a process of its own; seconds of the best run.",
        "The last column is what R's packages that are not in Debian took on such a machine.",
        "",
        "| work | seconds | peak memory | R |",
        "|---|---:|---:|---|",
        *(
            f"| {WORDS[name][0]} | {one.missing or _seconds(one.best())} | {one.peak_mb or 0:.0f} MB "
            f"| {WORDS[name][1]} |"
            for name, one in found.items()
        ),
        "",
        *(f"{WORDS[name][0]}: {one.notes}." for name, one in found.items() if one.notes),
        "",
        "Machine: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + ".",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
