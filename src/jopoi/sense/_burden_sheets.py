"""The tables of a burden."""

import numpy as np
import polars as pl

from jopoi._core.reduce import Floats
from jopoi.sense._burden_data import PARTS, People
from jopoi.sense._burden_draws import Drawn, drawn, quantile
from jopoi.sense._burden_spec import BurdenSpec

TAIL = 0.9
MOST_GROUPS = 30


def sheets_of(people: People, found: Drawn, spec: BurdenSpec, seed: int) -> dict[str, pl.DataFrame]:
    """Both moments, the saving by part, the year and the groups, as far as they were asked for."""
    sheets = {"moments": _moments(people, found), "saving": _saving(found), "left_out": people.left_out}
    if spec.uses is not None:
        sheets["year"] = _year(found, spec, spec.uses)
    if people.group is not None:
        sheets["groups"] = _groups(people, people.group, seed)
    return sheets


def _moments(people: People, found: Drawn) -> pl.DataFrame:
    """Before and after: costs of a service obtained, and how what people spent is spread."""
    rows = []
    for moment, name in enumerate(people.names):
        which = people.after == bool(moment)
        weight, got = people.weight[which], people.finished[which]
        cost, elapsed = people.parts[which].sum(axis=1), people.elapsed[which]
        low, high = found.costs(moment)
        done = weight * got
        rows.append(
            {
                "moment": name,
                "people": int(which.sum()),
                "gave_up": 1.0 - float(done.sum() / weight.sum()),
                "cost": float(found.seen[moment].sum()),
                "lower": low,
                "upper": high,
                "median_cost": quantile(cost, weight, 0.5),
                "tail_cost": quantile(cost, weight, TAIL),
                "hours": _mean(people.hours[which], done, weight),
                "visits": _mean(people.visits[which], done, weight),
                "elapsed": _mean(elapsed, done, done),
                "median_elapsed": quantile(elapsed, done, 0.5),
                "tail_elapsed": quantile(elapsed, done, TAIL),
            }
        )
    return pl.DataFrame(rows).fill_nan(None)


def _mean(values: Floats, done: Floats, counted: Floats) -> float:
    """What a service obtained took; what was spent by those who gave up is in it where ``counted``."""
    known = np.isfinite(values) & (counted > 0)
    whole = float(done[known].sum())
    return float(values[known] @ counted[known]) / whole if whole else float("nan")


def _saving(found: Drawn) -> pl.DataFrame:
    low, high = found.intervals()
    parts = pl.DataFrame(
        {
            "part": PARTS,
            "before": found.seen[0],
            "after": found.seen[1],
            "saving": found.saving,
            "lower": low,
            "upper": high,
        }
    )
    whole = found.interval()
    costs = [float(moment.sum()) for moment in found.seen]
    every = {"part": "all", "before": costs[0], "after": costs[1], "saving": costs[0] - costs[1]}
    return pl.concat([parts, pl.DataFrame([every | {"lower": whole[0], "upper": whole[1]}])])


def _year(found: Drawn, spec: BurdenSpec, uses: float) -> pl.DataFrame:
    """A year: gross, what is due to the change, and net of what it costs the agency."""
    saving, share = float(found.saving.sum()), spec.attribution
    steps = [("gross", uses, 0.0)]
    if share is not None:
        steps.append(("due", uses * share, 0.0))
    if spec.agency_cost is not None:
        steps.append(("net", uses * (1.0 if share is None else share), spec.agency_cost))
    rows = []
    for step, times, less in steps:
        low, high = found.interval(times)
        rows.append({"step": step, "value": saving * times - less, "lower": low - less, "upper": high - less})
    return pl.DataFrame(rows)


def _groups(people: People, group: pl.Series, seed: int) -> pl.DataFrame:
    """The saving of each group, and its part of all people and of all that is saved."""
    rows = []
    for name in group.unique().sort().head(MOST_GROUPS):
        among = (group == name).to_numpy()
        sides = [among & (people.after == after) for after in (False, True)]
        row = {"group": name, "before": int(sides[0].sum()), "after": int(sides[1].sum())}
        got = [float((people.finished * people.weight)[side].sum()) for side in sides]
        if all(got):
            found = drawn(people, seed, among)
            low, high = found.interval()
            row |= {"saving": float(found.saving.sum()), "lower": low, "upper": high, "got": got[1]}
        rows.append({"saving": None, "lower": None, "upper": None, "got": 0.0} | row)
    sheet = pl.DataFrame(rows, infer_schema_length=None)
    saved = pl.col("saving").fill_null(0.0) * pl.col("got")
    return sheet.with_columns(
        share_of_people=pl.col("got") / pl.col("got").sum(),
        share_of_saving=pl.when(saved.sum() > 0).then(saved / saved.sum()),
    ).select("group", "before", "after", "saving", "lower", "upper", "share_of_people", "share_of_saving")
