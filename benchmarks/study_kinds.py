"""Whether false shares and intervals hold for every kind of outcome, shape and prior.

Writes docs/study/kinds.md and its picture. Run by ``make study``; ``python -m benchmarks.study_kinds 5``
makes a quick one and prints it without touching the page.
"""

import os
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.kinds import KINDS, SHAPES, draw

UNITS, REPLICATIONS, FALSE_SHARE, MISORDERED = 400, 120, 0.20, 0.05
PRIORS = ("normal", "nonparametric", "precision")
HOUSE = Path(__file__).resolve().parent.parent
PAGE, PICTURE = HOUSE / "docs" / "study" / "kinds.md", HOUSE / "docs" / "images" / "kinds.svg"
RANKED = 60


@dataclass(frozen=True)
class Cell:
    """One kind, shape and prior: listed, false, announced, covered and found, a row a replication."""

    kind: str
    shape: str
    prior: str
    counts: np.ndarray

    @property
    def false_share(self) -> float:
        """The share of all listed units that do not belong on the list."""
        return float(self.counts[:, 1].sum() / max(self.counts[:, 0].sum(), 1.0))

    @property
    def error(self) -> float:
        """Its Monte-Carlo standard error, as a ratio of means over replications."""
        gaps = self.counts[:, 1] - self.false_share * self.counts[:, 0]
        return float(np.sqrt(np.sum(gaps**2)) / max(self.counts[:, 0].sum(), 1.0))

    @property
    def announced(self) -> float:
        """The false share that the screening expects of its own lists."""
        return float(self.counts[:, 2].sum() / max(self.counts[:, 0].sum(), 1.0))

    @property
    def holds(self) -> bool:
        """Whether no more is false than was allowed, but for the Monte-Carlo error."""
        return self.false_share <= FALSE_SHARE + max(2.0 * self.error, 0.02)


def replicate(job: tuple[str, str, str, int]) -> np.ndarray:
    """Listed, false, announced, share covered, share of the exceptional found."""
    from jopoi.errors import JopoiWarning  # noqa: PLC0415 - loaded once in each worker
    from jopoi.sense import screen  # noqa: PLC0415 - as above

    kind, shape, prior, seed = job
    world = KINDS[kind]
    frame, truth = draw(world, shape, UNITS, seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)
        found = screen(
            frame, unit="unit", outcome="y", period="year", context=["far"], prior=prior, **world.options
        )
    units = found.sheets["units"].sort("unit")
    best = truth >= SHAPES[shape].bar
    listed = units["selected"].to_numpy()
    per = float(found.values.get("per") or 1.0)
    told = world.worth(world.spread * truth, float(found.values.get("rate") or 0.0) / per, per)
    inside = (units["lower"].to_numpy() <= told) & (told <= units["upper"].to_numpy())
    expected = float(found.values["expected_false"] or 0.0)
    return np.array(
        [listed.sum(), (listed & ~best).sum(), expected, inside.mean(), (listed & best).sum() / best.sum()]
    )


def rank(job: tuple[str, str, int]) -> np.ndarray:
    """Whether every true place lies in its set, and the share of pairs graded the wrong way round."""
    from jopoi.errors import JopoiWarning  # noqa: PLC0415 - as above
    from jopoi.sense import ranks  # noqa: PLC0415 - as above

    kind, shape, seed = job
    world = KINDS[kind]
    frame, truth = draw(world, shape, RANKED, seed + 10_000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", JopoiWarning)
        found = ranks(frame, unit="unit", outcome="y", period="year", context=["far"], **world.options)
    units = found.sheets["units"].sort("unit")
    place = (-truth).argsort().argsort() + 1
    ties = shape == "two kinds"  # of equals any order is true
    inside = (units["best_place"].to_numpy() <= place) & (place <= units["worst_place"].to_numpy())
    grade = units["grade"].to_numpy()
    ahead = grade[:, None] < grade[None]
    wrong = ahead & (truth[:, None] < truth[None])
    return np.array([1.0 if ties else float(inside.all()), wrong.sum() / (RANKED * (RANKED - 1) / 2)])


def table(cells: Iterable[Cell]) -> list[str]:
    """Realised beside announced false share, coverage, length of the list."""
    lines = [
        "| outcome | true differences | prior | false share: realised | announced | 95 % intervals cover"
        " | units listed | of the exceptional found |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for cell in cells:
        listed, _false, _said, covered, found = cell.counts.mean(axis=0)
        lines.append(
            f"| {cell.kind} | {cell.shape} | {cell.prior} | {cell.false_share:.3f} ± {cell.error:.3f}"
            f"{'' if cell.holds else ' **above**'} | {cell.announced:.3f} | {covered:.1%} | {listed:.1f}"
            f" | {found:.0%} |"
        )
    return lines


def table_of_ranks(found: dict[tuple[str, str], np.ndarray]) -> list[str]:
    """Whether sets hold all places at once, and how many pairs are graded the wrong way round."""
    lines = [
        "| outcome | true differences | all true places in their sets (95 % promised) |"
        f" pairs graded the wrong way round ({MISORDERED:.0%} allowed) |",
        "|---|---|---|---|",
    ]
    for (kind, shape), rows in found.items():
        all_in = "equal units have no place" if shape == "two kinds" else f"{rows[:, 0].mean():.0%}"
        lines.append(f"| {kind} | {shape} | {all_in} | {rows[:, 1].mean():.1%} |")
    return lines


def draw_picture(cells: list[Cell]) -> str:
    """Realised false shares, a dot a cell; the line is what was allowed."""
    import altair as alt  # noqa: PLC0415 - drawing costs a second to load
    import vl_convert  # noqa: PLC0415 - as above

    rows = [
        {"outcome": cell.kind, "differences": cell.shape, "prior": cell.prior, "realised": cell.false_share}
        | {"allowed": FALSE_SHARE}
        for cell in cells
    ]
    share = alt.Scale(domain=[0, 0.4])
    chart = alt.Chart()
    dots = chart.mark_point(filled=True, size=60, opacity=0.9).encode(
        x=alt.X("realised:Q", title="realised false share", scale=share, axis=alt.Axis(format="%")),
        y=alt.Y("differences:N", title=None, sort=list(SHAPES)),
        shape=alt.Shape("prior:N", title="prior"),
        color=alt.Color(
            "prior:N", scale=alt.Scale(domain=list(PRIORS), range=["#b5541c", "#2e2a8c", "#1b7a4b"])
        ),
    )
    allowed = chart.mark_rule(strokeDash=[4, 3]).encode(x=alt.X("allowed:Q", scale=share))
    whole = alt.layer(allowed, dots, data=alt.Data(values=rows)).properties(width=420, height=110)
    whole = whole.facet(row=alt.Row("outcome:N", title=None, sort=list(KINDS))).properties(
        title="Realised false share of the list; the dashed line is what was allowed"
    )
    return str(vl_convert.vegalite_to_svg(whole.to_json()))


INTRODUCTION = """# Every kind of outcome, every shape of the differences

Made by `make study`. {units} units with a known truth are seen over four years and screened as anybody would:
`top=0.10, false_share=0.20`, one circumstance to be allowed for. *True differences* are spread normally,
skewed (exponential), as two kinds of units of which one in ten is far better, with heavy tails (Student's t
with three degrees of freedom), or normally with small units better than large ones, so that differences go
with precision. Each row rests on {n} replications; ± is the Monte-Carlo standard error. A unit on the list is
false if its true difference lies below the 90 % quantile of the true distribution.

![Realised false shares by kind of outcome, shape and prior](../images/kinds.svg)
"""

PRECISION = """
Where small units are better, differences go with how exactly a unit is seen. The normal and the nonparametric
prior are the same for all units and cannot follow that; `prior="precision"` can, and a screening says when it
should be taken. Means are weighted by the size of the unit (`weight="size"`).
"""

RANKS = """
## Places and grades

{ranked} units, {n} replications each. With two kinds of units most are equal, and equals have no true order.
"""


def reading(cells: list[Cell]) -> str:
    """What the table says, worked out from it."""
    lines = ["", "**What holds and what does not.**"]
    for prior in dict.fromkeys(cell.prior for cell in cells):
        mine = [cell for cell in cells if cell.prior == prior]
        above = [f"{cell.kind}, {cell.shape} ({cell.false_share:.2f})" for cell in mine if not cell.holds]
        low = min(mine, key=lambda cell: cell.counts[:, 3].mean())
        told = f"; it was above in: {'; '.join(above)}" if above else ""
        lines.append(
            f"With the {prior} prior the false share stayed within what was allowed in"
            f" {len(mine) - len(above)} of {len(mine)} worlds{told}. The least coverage of the 95 % intervals"
            f" was {low.counts[:, 3].mean():.1%} ({low.kind}, {low.shape})."
        )
    return "\n".join(lines) + PRECISION


def jobs(replications: int) -> Iterator[tuple[str, str, str, int]]:
    """Every replication of every cell."""
    for name in names():
        yield from ((*name, seed) for seed in range(replications))


def names() -> list[tuple[str, str, str]]:
    """Every cell: kind, shape, prior."""
    return [(kind, shape, prior) for kind, shape in product(KINDS, SHAPES) for prior in KINDS[kind].priors]


def _right(shape: str, kind: str) -> str:
    """The prior that is made for a world."""
    follows = shape == "small units better" and "precision" in KINDS[kind].priors
    return "precision" if follows else "nonparametric"


def main(arguments: list[str]) -> int:
    """Run the study; 1 if a prior does not hold in a world that it is made for."""
    replications = int(arguments[0]) if arguments else REPLICATIONS
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", POLARS_MAX_THREADS="1")
    start = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        rows = np.array(list(pool.map(replicate, jobs(replications), chunksize=10)))
        ranked = {
            (kind, shape): np.array(
                list(pool.map(rank, ((kind, shape, s) for s in range(replications)), chunksize=10))
            )
            for kind, shape in product(KINDS, SHAPES)
        }
    parts = np.split(rows, len(names()))
    cells = [Cell(*name, part) for name, part in zip(names(), parts, strict=True)]
    told = INTRODUCTION.format(units=UNITS, n=replications)
    heading = RANKS.format(ranked=RANKED, n=replications)
    page = "\n".join([told, *table(cells), reading(cells), heading, *table_of_ranks(ranked)]) + "\n"
    print(page, f"{time.perf_counter() - start:.0f} s")
    if not arguments:
        PAGE.write_text(page)
        PICTURE.write_text(draw_picture(cells))
    broken = [cell for cell in cells if cell.prior == _right(cell.shape, cell.kind) and not cell.holds]
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
