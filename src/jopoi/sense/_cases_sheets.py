"""The tables of a selection of cases."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.reduce import Floats
from jopoi.sense import _screening_sheets as sheet
from jopoi.sense._cases_choice import Choice, choose, journeys
from jopoi.sense._cases_data import Known
from jopoi.sense._cases_spec import CasesSpec
from jopoi.sense._matching import standardised
from jopoi.sense._places import unknown
from jopoi.sense._screening_parts import Screened, circumstances, flagged_of

WHY = {
    "reason": "turned away",
    "mirror": "mirror",
    "quota": "region full",
    "capacity": "list full",
    "luck": "too unsure",
}


@dataclass(frozen=True)
class Chosen:
    """A choice with its tables, and what the words need of it.

    Attributes
    ----------
    choice : Choice
    rows : int
        Rows that were screened.
    sheets : dict of DataFrame
    false_share : float or None
        The expected share of the outstanding cases that are there by luck.
    """

    choice: Choice
    rows: int
    sheets: dict[str, pl.DataFrame]
    false_share: float | None


def chosen_of(screened: Screened, known: Known, spec: CasesSpec, seed: int) -> Chosen:
    """Choose the cases and fill the tables."""
    listing = screened.outcome.estimate
    units = _units(screened, spec)
    flagged = flagged_of(screened)
    flagged = np.zeros(units.height, np.bool_) if flagged is None else flagged
    regions = None if known.region is None else known.region.fill_null("").to_list()
    choice = choose(
        listing.tail,
        spec.false_share,
        reasons=known.reason,
        flagged=flagged,
        regions=regions,
        quota=spec.quota,
        capacity=spec.capacity,
    )
    barred = flagged | np.array([bool(reason) for reason in known.reason])
    near = _near(screened, known, spec)
    matches = sheet.matches_sheet(units, near, listing, choice.chosen, barred)
    region = None if known.region is None else units.select("unit").with_columns(region=known.region)
    visits = sheet.visits_sheet(matches, region, seed)
    visits, ways = _by_journey(visits, units["unit"], known, spec)
    tail = listing.tail[choice.chosen]
    sheets = {
        "visits": visits,
        "key": _key(visits, matches, units),
        "turned_away": _turned_away(choice, units, listing.tail),
        "units": units,
    }
    if region is not None:
        sheets["regions"] = _regions(region["region"], listing.chosen, choice)
    if ways is not None:
        sheets["journeys"] = ways
    rows = int(screened.prepared.sums.rows.sum())
    return Chosen(choice, rows, sheets, float(np.mean(1.0 - tail)) if len(tail) else None)


def _units(screened: Screened, spec: CasesSpec) -> pl.DataFrame:
    """Every unit with its shrunken effect, in the order of the screening's arrays."""
    listing, sign = screened.outcome.estimate, 1.0 if spec.higher_is_better else -1.0
    return pl.DataFrame(
        {
            "unit": screened.prepared.sums.unit,
            "effect": sign * listing.posterior.mean,
            "chance": listing.tail,
        }
    )


def _near(screened: Screened, known: Known, spec: CasesSpec) -> Floats:
    """What a comparison unit should be like: the circumstances, and where it lies if that is known."""
    context = circumstances(screened.prepared.sums, spec)
    if known.places is None or unknown(known.places).all():
        return context
    places = np.where(np.isnan(known.places), np.nanmean(known.places, axis=0), known.places)
    return np.column_stack([standardised(context), standardised(places)])


def _by_journey(
    visits: pl.DataFrame, units: pl.Series, known: Known, spec: CasesSpec
) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """The visits with the journey that each is on, and the journeys."""
    if known.places is None or visits.is_empty():
        return visits, None
    place = pl.DataFrame({"unit": units, "k": np.arange(len(units))})
    at = visits.join(place, on="unit", how="left", maintain_order="left")["k"].to_numpy()
    journey, width = journeys(known.places[at], spec.reach)
    told: NDArray[np.int64] = journey.astype(np.int64)
    visits = visits.with_columns(journey=pl.Series(told)).sort("journey", maintain_order=True)
    ways = (
        visits.filter(pl.col("journey") > 0)
        .group_by("journey")
        .agg(visits=pl.len().cast(pl.Int64))
        .sort("journey")
        .with_columns(kilometres=pl.col("journey").replace_strict(dict(width), return_dtype=pl.Float64))
    )
    return visits, ways


def _key(visits: pl.DataFrame, matches: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Which visit is outstanding, ordinary or low: what visitors must not see."""
    parts = matches.select("unit", "role", "distance")
    whole = visits.select("visit", "unit", "set").join(parts, on="unit", how="left")
    whole = whole.join(units, on="unit", how="left")
    return whole.sort("set", "role", descending=[False, True])


def _turned_away(choice: Choice, units: pl.DataFrame, tail: Floats) -> pl.DataFrame:
    """Each unit that stood out as surely and is no case, with why, surest first."""
    places = [position for position, _why, _told in choice.turned]
    return pl.DataFrame(
        {
            "unit": units["unit"][places],
            "why": pl.Series([WHY[why] for _position, why, _told in choice.turned], dtype=pl.String),
            "told": pl.Series([told for _position, _why, told in choice.turned], dtype=pl.String),
            "chance": tail[places],
        }
    )


def _regions(region: pl.Series, listed: NDArray[np.intp], choice: Choice) -> pl.DataFrame:
    """How the cases spread over regions, beside the shortlist."""
    place = pl.DataFrame({"region": region.fill_null("–")})
    whole = place.group_by("region").agg(units=pl.len().cast(pl.Int64))
    for name, positions in (("shortlist", listed), ("cases", choice.chosen)):
        some = place[positions.tolist()].group_by("region").agg(pl.len().cast(pl.Int64).alias(name))
        whole = whole.join(some, on="region", how="left")
    return whole.with_columns(pl.col("shortlist", "cases").fill_null(0)).sort(
        "cases", "region", descending=[True, False]
    )
