"""The tables of ranks: every unit with its places and grade, and the grades."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import OptionError
from jopoi.progress import portion, step
from jopoi.sense._ranks_grades import Grades, grades_of
from jopoi.sense._ranks_sets import Places, place_of_one, places_of
from jopoi.sense._ranks_spec import RanksSpec
from jopoi.sense._screening_parts import Screened, screened_of
from jopoi.sense._screening_spec import ComparisonSpec, ScreenSpec
from jopoi.words import N_


@dataclass(frozen=True)
class Ranked:
    """What was found: all units and the grades as tables, and what they rest on."""

    units: pl.DataFrame
    grades: pl.DataFrame
    found: Grades
    critical: float
    rows: int
    explained: float
    one: tuple[int, int] | None = None
    """The best and the worst place of the unit that was asked about."""


def ranked_of(table: Table, spec: RanksSpec, seed: int) -> Ranked:
    """Screen the units, then say between which places each stands and which grades can be told apart.

    Raises
    ------
    JopoiError
        The table cannot carry a screening.
    """
    with portion(0.0, 0.4):
        screened = screened_of(table, _screening_of(spec))
    shrunk = screened.outcome.estimate.posterior
    error = np.hypot(shrunk.standard_error, shrunk.expected_error)
    best, worst, critical = places_of(shrunk.effect, error, np.random.default_rng(seed))
    one = None
    if spec.one:
        asked = _position_of(spec.one, screened.prepared.sums.unit)
        one = place_of_one(shrunk.effect, error, asked, np.random.default_rng(seed))
    step(N_("telling grades apart"), 0.85)
    found = grades_of(shrunk.mean, shrunk.sd, spec.misordered)
    units = _units(screened, (best, worst), found, spec, error)
    return Ranked(
        units=units,
        grades=_grades(units, higher_is_better=spec.higher_is_better),
        found=found,
        critical=critical,
        rows=int(screened.prepared.sums.rows.sum()),
        explained=_explained(shrunk.mean, shrunk.sd, found.grade),
        one=one,
    )


def _position_of(one: str, units: pl.Series) -> int:
    """Where a unit stands, whatever its names are stored as."""
    names = units.cast(pl.String)
    found = (names == one).arg_true()
    if len(found) == 0:
        raise OptionError(
            N_("“{one}” is not among the {units} units that are compared, such as “{first}”."),
            N_("Write it as it stands in the table; it may have no complete row."),
            option="one",
            one=one,
            units=len(units),
            first=str(names[0]),
        )
    return int(found[0])


def _screening_of(spec: RanksSpec) -> ScreenSpec:
    shared = {name: getattr(spec, name) for name in ComparisonSpec.model_fields}
    return ScreenSpec(**shared, top=spec.top)


def _units(
    screened: Screened, places: tuple[Places, Places], found: Grades, spec: RanksSpec, error: Floats
) -> pl.DataFrame:
    """One row a unit, in the outcome's own direction and units."""
    sums, shrunk = screened.prepared.sums, screened.outcome.estimate.posterior
    sign = 1.0 if spec.higher_is_better else -1.0
    best, worst = places
    room = room_at_the_top(len(best), spec.top)
    columns: dict[str, object] = {"unit": sums.unit}
    if sums.group is not None:
        columns["group"] = sums.group
    columns |= {
        "effect": sign * shrunk.effect,
        "error": error,
        "posterior_mean": sign * shrunk.mean,
        "posterior_sd": shrunk.sd,
        "best_place": best,
        "worst_place": worst,
        "may_be_top": best <= room,
        "surely_top": worst <= room,
        "grade": found.grade,
    }
    return pl.DataFrame(columns)


def room_at_the_top(units: int, top: float) -> int:
    """How many units the top share has room for: at least one."""
    return max(1, round(units * top))


def _grades(units: pl.DataFrame, *, higher_is_better: bool) -> pl.DataFrame:
    """One row a grade, the highest first."""
    mean = pl.col("posterior_mean")
    first, last = (mean.max(), mean.min()) if higher_is_better else (mean.min(), mean.max())
    return (
        units.group_by("grade")
        .agg(
            units=pl.len().cast(pl.Int64),
            mean=mean.mean(),
            first=first,
            last=last,
            surely_top=pl.col("surely_top").sum().cast(pl.Int64),
        )
        .sort("grade")
    )


def _explained(mean: Floats, sd: Floats, grade: np.ndarray) -> float:
    """The share of the variance of true differences that lies between grades."""
    every = float(mean.var() + (sd**2).mean())
    counts = np.bincount(grade)[1:]
    means = np.bincount(grade, mean)[1:] / np.maximum(counts, 1)
    between = float((counts * (means - mean.mean()) ** 2).sum() / len(mean))
    return between / every if every > 0.0 else 0.0
