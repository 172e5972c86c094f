"""How well the screening keeps its promises where the truth is known; writes docs/study/screening.md.

Run by ``make study``; ``python -m benchmarks.study_screening 20`` makes a quick one of 20 replications
and prints it without touching the page.
"""

import os
import sys
import time
import warnings
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.known_truth import Floats, World, draw

TOP, FALSE_SHARE = 0.10, 0.20
REPLICATIONS = 240
PAGE = Path(__file__).resolve().parent.parent / "docs" / "study" / "screening.md"
RULES = ("screen", "raw", "p-value", "posterior mean")

WORLDS = (
    *(
        World(f"signal {signal:g}, {'balanced' if balanced else 'unbalanced'}", signal, balanced=balanced)
        for signal in (0.25, 0.5, 1.0, 2.0, 4.0)
        for balanced in (True, False)
    ),
    World("signal 1, in 50 groups", balanced=False, groups=50),
    World("signal 1, given errors, one period", periods=1, given_error=True),
    World("signal 1, given errors, unbalanced", balanced=False, given_error=True),
    World("signal 1, 300 units", units=300, balanced=False),
    World("signal 1, 65 units", units=65, balanced=False),
    World("signal 1, 30 units", units=30, balanced=False),
    World("signal 4, 30 units", 4.0, units=30, balanced=False),
    World("signal 1, heavy tails (t₃)", balanced=False, heavy_tails=True),
    World("signal 4, heavy tails (t₃)", 4.0, balanced=False, heavy_tails=True),
)


@dataclass(frozen=True)
class Tally:
    """What came of the replications of one world.

    ``listed`` and ``false`` hold a column for each of `RULES`; ``expected`` is the number of false
    ones that the screening itself announces, ``covered`` the share of all units inside their interval,
    ``listed_covered`` the number of listed ones.
    """

    world: World
    listed: Floats
    false: Floats
    expected: Floats
    covered: Floats
    exceptional: Floats
    listed_covered: Floats

    def false_share(self, rule: int) -> float:
        """The share of all listed units that do not belong on the list."""
        return float(self.false[:, rule].sum() / max(self.listed[:, rule].sum(), 1.0))

    def false_share_error(self, rule: int) -> float:
        """Monte-Carlo standard error of the share, as a ratio of two means over replications."""
        gaps = self.false[:, rule] - self.false_share(rule) * self.listed[:, rule]
        return float(np.sqrt(np.sum(gaps**2)) / max(self.listed[:, rule].sum(), 1.0))

    def found(self, rule: int) -> float:
        """The share of all truly exceptional units that are on the list."""
        right = self.listed[:, rule] - self.false[:, rule]
        return float(right.sum() / max(self.exceptional.sum(), 1.0))

    @property
    def covered_on_the_list(self) -> float:
        """The share of listed units whose true effect lies inside their interval."""
        return float(self.listed_covered.sum() / max(self.listed[:, 0].sum(), 1.0))

    @property
    def announced(self) -> float:
        """The false share that the screening expects of its own lists."""
        return float(self.expected.sum() / max(self.listed[:, 0].sum(), 1.0))


def replicate(world: World, seed: int) -> Floats:
    """One replication: listed and false by rule, announced, covered, exceptional, listed and covered."""
    from jopoi.errors import JopoiWarning  # noqa: PLC0415 - loaded once in each worker
    from jopoi.sense import screen  # noqa: PLC0415 - loaded once in each worker

    frame, truth = draw(world, np.random.default_rng([seed, world.units, world.periods]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)
        found = screen(frame, **world.options, top=TOP, false_share=FALSE_SHARE)
    units = found.sheets["units"]
    truth = truth[units["unit"].to_numpy()]
    exceptional = truth >= world.bar(TOP)
    effect, shrunk = units["effect"].to_numpy(), units["posterior_mean"].to_numpy()
    error = np.hypot(units["standard_error"].to_numpy(), units["expected_error"].to_numpy())
    lists = (
        units["selected"].to_numpy(),
        _top(effect),
        effect > 1.6448536269514722 * error,
        _top(shrunk),
    )
    inside = (units["lower"].to_numpy() <= truth) & (truth <= units["upper"].to_numpy())
    counts = [float(chosen.sum()) for chosen in lists]
    false = [float((chosen & ~exceptional).sum()) for chosen in lists]
    expected = float(found.values["expected_false"] or 0.0)
    return np.array([*counts, *false, expected, inside.mean(), exceptional.sum(), (inside & lists[0]).sum()])


def _top(values: Floats) -> np.ndarray:
    chosen = np.zeros(len(values), dtype=bool)
    chosen[np.argsort(-values)[: int(TOP * len(values))]] = True
    return chosen


def study(world: World, replications: int, pool: ProcessPoolExecutor | None = None) -> Tally:
    """Draw and screen a world many times."""
    run = partial(replicate, world)
    seeds = range(replications)
    rows: Iterable[Floats] = pool.map(run, seeds, chunksize=20) if pool else map(run, seeds)
    table = np.array(list(rows))
    return Tally(world, table[:, :4], table[:, 4:8], *table[:, 8:].T)


def table_of_promises(tallies: Iterable[Tally]) -> list[str]:
    """Realised beside announced false share, coverage, length of the list."""
    lines = [
        "| world | false share: realised | announced | 95 % intervals cover | on the list | units listed"
        " | of the exceptional found |",
        "|---|---|---|---|---|---|---|",
    ]
    for tally in tallies:
        realised = f"{tally.false_share(0):.3f} ± {tally.false_share_error(0):.3f}"
        lines.append(
            f"| {tally.world.name} | {realised} | {tally.announced:.3f} | {tally.covered.mean():.1%}"
            f" | {tally.covered_on_the_list:.1%}"
            f" | {tally.listed[:, 0].mean():.1f} | {tally.found(0):.0%} |"
        )
    return lines


def table_of_rules(tallies: Iterable[Tally]) -> list[str]:
    """The false share and length of the usual lists beside ours."""
    lines = [
        "| world | this screening | raw top tenth | p < .05 | top tenth by posterior mean |",
        "|---|---|---|---|---|",
    ]
    for tally in tallies:
        cells = [f"{tally.false_share(k):.2f} ({tally.listed[:, k].mean():.0f})" for k in range(len(RULES))]
        lines.append(f"| {tally.world.name} | " + " | ".join(cells) + " |")
    return lines


def page(tallies: list[Tally], replications: int) -> str:
    """The page for the docs."""
    return "\n".join([INTRODUCTION.format(n=replications), *table_of_promises(tallies), READING,
                      *table_of_rules(tallies), LIMITS])  # fmt: skip


INTRODUCTION = """# Does the screening keep its promises?

Made by `make study`. Units with a known true effect are drawn, seen through chance, and screened as
anybody would screen them: `top=0.10, false_share=0.20`. *Signal* is the variance of the true effects;
the chance in one period has variance 1. There are 2,000 units and up to four periods unless the row
says otherwise; in unbalanced worlds a unit has between two and four. Two context columns and the
periods have effects that the screening must estimate. Each row rests on {n} replications; ± is the
Monte-Carlo standard error.

A unit on the list is false if its true effect lies below the true bar, the 90 % quantile of the true
distribution. The announced share is what the screening itself expects of its lists.
"""

READING = """
**Few units.** The variance of the effects, and with it the bar, is then a guess from few units. Lists are
mostly short or empty, and where they are not, their realised false share can lie above the announced one:
with some dozens of units, read the announced share as a lower bound and look at `sensitivity`.

**Heavy tails.** The shrinking assumes a normal curve. Under Student's t with three degrees of freedom
most units are more ordinary than that, and the true bar is lower than the assumed one: the lists are
shorter than they could be and hold fewer false ones than announced. The truly extreme units are shrunk
too hard, so that the intervals of the units on the list cover less often than they should. The screening
warns of it (`LongTails`).

## What is gained over the usual lists

The false share of each list, and in brackets the mean number of units on it. *Raw top tenth* takes the
largest effects as they stand (already adjusted for the context); *p < .05* takes every unit whose effect
is significantly above zero, one-sided; the last column takes the largest posterior means.
"""

LIMITS = """
A list of fixed length is filled up with false ones where there is little signal, and leaves good ones out
where there is much. The p-value asks whether a unit is above the ordinary at all, not whether it is
exceptional, so that its list is long, and more than half of it false in every world here.
"""


def main(arguments: list[str]) -> int:
    """Run the study; 1 if the screening breaks a promise where its assumptions hold."""
    replications = int(arguments[0]) if arguments else REPLICATIONS
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", POLARS_MAX_THREADS="1")
    tallies, start = [], time.perf_counter()
    # Fresh workers: a fork would copy the threads' locks of Polars in whatever state they are.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for world in WORLDS:
            tallies.append(study(world, replications, pool))
            print(table_of_promises(tallies[-1:])[-1], f"{time.perf_counter() - start:.0f} s", flush=True)
    if not arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(tallies, replications))
    broken = [tally.world.name for tally in tallies if not keeps_its_promises(tally)]
    print("Kept in every world where the assumptions hold." if not broken else f"Broken in: {broken}")
    return 1 if broken else 0


def keeps_its_promises(tally: Tally) -> bool:
    """Whether false share and coverage are as promised; asked of large worlds with normal effects."""
    if tally.world.heavy_tails or tally.world.units < 2000:
        return True
    near = abs(tally.false_share(0) - tally.announced) <= 0.02 + 2.0 * tally.false_share_error(0)
    return near and 0.93 <= float(tally.covered.mean()) <= 0.97


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
