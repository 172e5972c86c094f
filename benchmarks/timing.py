"""Measure programs in processes of their own, and write down what came of it."""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
MARK = "measured: "


@dataclass(frozen=True)
class Measured:
    """Seconds of each run, by step, and the peak memory of the process in megabytes."""

    name: str
    seconds: dict[str, list[float]]
    peak_mb: float | None = None
    missing: str = ""
    notes: str = ""

    def best(self, *steps: str) -> float:
        """The least time of the steps together, each at its best."""
        return sum(min(self.seconds[step]) for step in steps or self.seconds)

    def middle(self, *steps: str) -> float:
        """The middle time of the steps together."""
        return sum(statistics.median(self.seconds[step]) for step in steps or self.seconds)

    def with_runs_of(self, other: "Measured") -> "Measured":
        """The runs of both, unless one could not run."""
        if self.missing or other.missing:
            return self if self.missing else other
        seconds = {step: runs + other.seconds[step] for step, runs in self.seconds.items()}
        peak = max(self.peak_mb or 0.0, other.peak_mb or 0.0)
        return Measured(self.name, seconds, peak, notes=self.notes)


def repeat(name: str, steps: Callable[[], dict[str, float]], times: int, *, warm: bool = True) -> Measured:
    """Run something several times in this process; the first, cold run is left out if ``warm``."""
    if warm:
        steps()
    runs = [steps() for _ in range(times)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    return Measured(name, {step: [run[step] for run in runs] for step in runs[0]}, peak)


def stopwatch(**steps: Callable[[], object]) -> dict[str, float]:
    """Seconds that each step takes, one after the other."""
    taken = {}
    for name, step in steps.items():
        start = time.perf_counter()
        step()
        taken[name] = time.perf_counter() - start
    return taken


def report(measured: Measured) -> None:
    """Hand a measurement over to the process that asked for it."""
    print(MARK + json.dumps(asdict(measured)), flush=True)


def in_its_own_process(name: str, command: Sequence[str], seconds: float = 900.0) -> Measured:
    """Start a program that reports a measurement; one that cannot run is named as missing."""
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return Measured(name, {}, missing=type(problem).__name__)
    lines = [line.removeprefix(MARK) for line in answer.stdout.splitlines() if line.startswith(MARK)]
    if answer.returncode or not lines:
        said = (answer.stderr.strip().splitlines() or ["it reported nothing"])[-1]
        return Measured(name, {}, missing=said[:120])
    return Measured(**json.loads(lines[-1]))


def ours(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules under the same Python."""
    return [sys.executable, "-m", module, *arguments]


def machine(*packages: str) -> dict[str, str | int | float]:
    """What a reader needs to know of the machine and the versions, and nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "at": time.strftime("%Y-%m-%d"),
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "memory_gb": round(memory, 1),
        "load": round(os.getloadavg()[0], 1),
        "system": platform.system(),
        "python": platform.python_version(),
        **{package: version(package) for package in packages},
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def write(claim: str, facts: dict[str, object], table: str) -> None:
    """Write the figures of a claim as JSON and as a page."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{claim}.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
    (RESULTS / f"{claim}.md").write_text(table)
