"""A large lab at 20 requests a second, on both databases; and 50 people who write at once on PostgreSQL.

Open loop: a request is due at its time whether or not the one before was answered, and is timed from then.
Every page is asked equally often, in a drawn order. With ``--each`` and ``--kinds`` shorter.
"""

import argparse
import json
import random
import signal
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.spine_server import Server, server
from benchmarks.timing import machine, write

RATE = 20.0
TARGETS = {"postgresql": 100.0, "sqlite": 150.0}
MOST_QUERIES = 20
COLUMNS = ("p50", "p95", "max", "queries", "status")
SIZES = {"members": 200, "challenges": 1000, "evidence": 10_000, "entries": 100_000}
# Not a page to look at: files, figures for machines.
LEFT_OUT = ("download", "metrics", "health", "openapi", "calendar", "feed", "-file", "export")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=40, help="requests for each page")
    parser.add_argument("--kinds", default="postgresql,sqlite")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what we started is stopped
    facts: dict[str, Any] = {"machine": machine("django", "granian", "psycopg"), "sizes": SIZES, "rate": RATE}
    for kind in asked.kinds.split(","):
        with server(kind) as made:
            lab = made.make(**SIZES)
            made.start_web()
            facts[kind] = _measure(made, lab, asked.each)
            if kind == "postgresql":
                facts["writing"] = _writing(made, lab)
    table = _table(facts)
    write("spine", facts, table)
    print(table)


def _measure(made: Server, lab: dict[str, Any], each: int) -> dict[str, Any]:
    pages = {n: p for n, p in lab["pages"].items() if not any(word in n for word in LEFT_OUT)}
    for path in [*pages.values()] * 4:  # each process has loaded its templates
        made.ask(path, lab["sessions"][0]).read()
    due = [(name, path) for name, path in pages.items() for _ in range(each)]
    random.Random(1).shuffle(due)  # noqa: S311 - as people ask, not one kind of page after another
    times: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, int] = {}
    begun = time.perf_counter() + 0.5

    def ask(number: int) -> None:
        name, path = due[number]
        time.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
        with made.ask(path, lab["sessions"][number % len(lab["sessions"])]) as answer:
            answer.read()
            if answer.status != 200:
                wrong[name] = answer.status
        times[name].append((time.perf_counter() - begun - number / RATE) * 1000)

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(ask, range(len(due))))
    return {
        name: {
            "p50": _at(told, 0.5),
            "p95": _at(told, 0.95),
            "max": round(max(told), 1),
            "queries": lab["queries"][name][1],
            "status": wrong.get(name, 200),
        }
        for name, told in times.items()
    }


def _at(times: list[float], share: float) -> float:
    told = sorted(times)
    return round(told[min(len(told) - 1, int(share * len(told)))], 1)


def _writing(made: Server, lab: dict[str, Any]) -> dict[str, Any]:
    """50 members open challenges and change the same one, at once; nothing may get lost."""
    edited, answers = f"/challenges/{lab['challenge']}/edit/", defaultdict(int)
    before = _state(made, lab)

    def work(number: int) -> None:
        session = lab["sessions"][number]
        for turn in range(3):
            text = f"Abierto por {number}, vez {turn}"
            opened = made.post("/challenges/new/", session, {"title": text, "statement": text})
            changed = made.post(edited, session, {"title": f"Cambiado por {number}, vez {turn}"})
            for what, answer in (("opened", opened), ("changed", changed)):
                answers[f"{what} {answer.status}"] += 1

    begun = time.perf_counter()
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(work, range(50)))
    seconds = time.perf_counter() - begun
    after = _state(made, lab)
    return {
        "answers": dict(sorted(answers.items())),
        "seconds": round(seconds, 1),
        "challenges": after["challenges"] - before["challenges"],
        "versions": after["version"] - before["version"],
        "entries": after["entries"] - before["entries"],
        "chain": made.run("jopoi.cli", "audit", "verify", "--lab", "large").split(",")[0],
    }


def _state(made: Server, lab: dict[str, Any]) -> dict[str, int]:
    code = (
        "import json; from jopoi_workbench.shell.models import AuditEntry, Challenge; "
        "print(json.dumps({'challenges': Challenge.objects.count(), 'entries': AuditEntry.objects.count(), "
        f"'version': Challenge.objects.get(pk={lab['challenge']}).version}}))"
    )
    told: dict[str, int] = json.loads(
        made.run("jopoi_workbench", "shell", "-v0", "-c", code).splitlines()[-1]
    )
    return told


def _table(facts: dict[str, Any]) -> str:
    about = facts["machine"]
    lines = [
        "# A large lab",
        "",
        f"{facts['sizes']['challenges']:,} challenges, {facts['sizes']['evidence']:,} pieces of evidence, "
        f"{facts['sizes']['entries']:,} audit entries, {facts['sizes']['members']} members; "
        f"{facts['rate']:g} requests a second, open loop, all pages equally often in a drawn order; "
        f"granian with two processes. "
        f"{about['processor']}, {about['cores']} cores, load of the machine before {about['load']}; "
        f"{about['at']}.",
    ]
    for kind, target in TARGETS.items():
        if kind not in facts:
            continue
        rows = sorted(facts[kind].items(), key=lambda row: -row[1]["p95"])
        slow = [name for name, told in rows if told["p95"] > target]
        many = [name for name, told in rows if told["queries"] > MOST_QUERIES]
        lines += [
            "",
            f"## {kind}",
            "",
            f"p95 over {target:g} ms: {', '.join(slow) or 'none'}. "
            f"Over {MOST_QUERIES} queries: {', '.join(many) or 'none'}.",
            "",
            "| page | p50 ms | p95 ms | max ms | queries | status |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        lines += [" | ".join(["|", name, *(str(told[key]) for key in COLUMNS), "|"]) for name, told in rows]
    if "writing" in facts:
        told = facts["writing"]
        lines += [
            "",
            "## 50 members writing at once, PostgreSQL",
            "",
            f"Answers: {told['answers']} in {told['seconds']} s. {told['challenges']} challenges more, "
            f"the one that all changed is {told['versions']} versions on, {told['entries']} entries more, "
            f"{told['chain']}.",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
