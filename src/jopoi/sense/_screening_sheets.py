"""The tables of a screening, from its arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import ndtr

from jopoi._core.reduce import UnitSums
from jopoi.sense._matching import nearest, standardised
from jopoi.sense._mixture import Mixture
from jopoi.sense._mixture_posterior import errors_of
from jopoi.sense._persistence import HeldOut, Persistence
from jopoi.sense._precision import Trend
from jopoi.sense._reml import Floats
from jopoi.sense._screening import Listing, Outcome
from jopoi.sense._select import grades, tail_probability

MATCH_ROLES = ("potential", "ordinary", "low")
PRECISION_STEPS = 10


@dataclass(frozen=True)
class Around:
    """What belongs to the units beside their effects: periods, sign, held-out and mirror results."""

    periods: Floats
    sign: float
    held_out: HeldOut | None
    flagged: np.ndarray | None
    expected: Floats | None = None
    """What was expected of each unit, where that is not what was observed less the effect."""


def units_sheet(sums: UnitSums, outcome: Outcome, around: Around) -> pl.DataFrame:
    """One row a unit, in the outcome's own direction and units."""
    listing, sign = outcome.estimate, around.sign
    shrunk = listing.posterior
    observed = sign * (sums.y / sums.weight + sums.centre[-1])
    edges = (shrunk.lower, shrunk.upper) if sign > 0 else (-shrunk.upper, -shrunk.lower)
    chosen = np.zeros(len(observed), dtype=bool)
    chosen[listing.chosen] = True
    steady = np.zeros(len(observed), dtype=bool)
    steady[outcome.steady] = True
    columns: dict[str, object] = {"unit": sums.unit}
    if sums.group is not None:
        columns["group"] = sums.group
    columns |= {
        "periods": around.periods.astype(np.int64),
        "rows": sums.rows.astype(np.int64),
        "observed": observed,
        "expected": observed - sign * shrunk.effect if around.expected is None else around.expected,
        "effect": sign * shrunk.effect,
        "standard_error": shrunk.standard_error,
        "expected_error": shrunk.expected_error,
        "posterior_mean": sign * shrunk.mean,
        "posterior_sd": shrunk.sd,
        "lower": edges[0],
        "upper": edges[1],
        "tail_probability": listing.tail,
        "selected": chosen,
        "grade": _where(chosen, grades(listing.tail).tolist(), pl.String),
        "steady": steady,
    }
    if around.held_out is not None:
        after = around.held_out
        columns["confirm_effect"] = pl.Series(sign * after.effect, nan_to_null=True)
        columns["held_up"] = _where(~np.isnan(after.effect), after.again.tolist(), pl.Boolean)
    if around.flagged is not None:
        columns["mirror_flag"] = around.flagged
    return pl.DataFrame(columns)


def _where(known: NDArray[np.bool_], values: list[Any], kind: type[pl.DataType]) -> pl.Series:
    return pl.Series([value if k else None for k, value in zip(known, values, strict=True)], dtype=kind)


def shortlist_sheet(units: pl.DataFrame, listing: Listing) -> pl.DataFrame:
    """The units on the list, surest first."""
    chosen: pl.DataFrame = units[listing.chosen.tolist()]
    return chosen


def sensitivity_sheet(outcome: Outcome) -> pl.DataFrame:
    """The list at the estimate, at both ends of the 95 % range of the variance ratio, and if fading.

    Where likeness fades with time, "lasting" counts only what stays alike over the longest time.
    """
    cases = {"low": outcome.low, "estimate": outcome.estimate, "high": outcome.high}
    if outcome.lasting is not None:
        cases["lasting"] = outcome.lasting
    return pl.DataFrame(
        [
            {
                "case": case,
                "chance_share": chance_share(listing),
                "effect_variance": listing.fit.effect,
                "noise_variance": listing.fit.noise,
                "bar": listing.bar,
                "selected": len(listing.chosen),
                "expected_false_share": listing.expected_false_share,
                "false_share_of_list": outcome.false_share_under(listing),
            }
            for case, listing in cases.items()
        ]
    )


def chance_share(listing: Listing) -> float:
    """The part of the variance of the units' means that is chance."""
    fitted = listing.fit
    chance = float(np.mean(listing.posterior.standard_error**2))
    return chance / (chance + fitted.effect + fitted.group)


def persistence_sheet(lists: Mapping[str, Persistence], sign: float) -> pl.DataFrame:
    """How each list fared in the held-out periods."""
    sheet = pl.DataFrame([{"list": name, **asdict(fared)} for name, fared in lists.items()])
    return sheet.with_columns(
        pl.col("effect_before", "effect_expected", "effect_after").fill_nan(None) * sign
    )


def concentration_sheet(group: pl.Series, listing: Listing, kept: Listing) -> pl.DataFrame:
    """How the list spreads over groups, with and without the group's effect taken out."""
    size = len(listing.chosen)
    counts = pl.DataFrame({"group": group}).group_by("group").agg(units=pl.len())
    for name, chosen in (("selected", listing.chosen), ("selected_if_kept", kept.chosen)):
        of = pl.DataFrame({"group": group[chosen.tolist()]}).group_by("group").agg(pl.len().alias(name))
        counts = counts.join(of, on="group", how="left")
    return (
        counts.with_columns(pl.col("selected", "selected_if_kept").fill_null(0).cast(pl.Int64))
        .with_columns(share=pl.col("selected") / max(size, 1))
        .filter((pl.col("selected") > 0) | (pl.col("selected_if_kept") > 0))
        .sort(["selected", "selected_if_kept", "group"], descending=[True, True, False])
        .select("group", "units", "selected", "share", "selected_if_kept")
    )


def matches_sheet(
    units: pl.DataFrame,
    context: Floats,
    listing: Listing,
    chosen: NDArray[np.intp] | None = None,
    barred: NDArray[np.bool_] | None = None,
) -> pl.DataFrame:
    """For each chosen unit the nearest ordinary one and, if there is one, a low one; none that is barred."""
    shrunk = listing.posterior
    chosen = listing.chosen if chosen is None else chosen
    low_tail = tail_probability(-shrunk.mean, shrunk.sd, listing.bar)
    ordinary = np.flatnonzero(
        (shrunk.lower <= 0) & (shrunk.upper >= 0) & (listing.tail < 0.5) & (low_tail < 0.5)
    )
    low = np.flatnonzero(low_tail >= 0.5)
    away = chosen if barred is None else np.union1d(chosen, np.flatnonzero(barred))
    ordinary, low = np.setdiff1d(ordinary, away), np.setdiff1d(low, away)
    near = standardised(context)
    parts = [(chosen, np.zeros(len(chosen))), nearest(chosen, ordinary, near), nearest(chosen, low, near)]
    sets = np.arange(1, len(chosen) + 1)
    found = [
        pl.DataFrame(
            {
                "set": sets[position >= 0],
                "unit": units["unit"][position[position >= 0].tolist()],
                "role": pl.Series([role] * int((position >= 0).sum()), dtype=pl.String),
                "distance": distance[position >= 0],
            }
        )
        for role, (position, distance) in zip(MATCH_ROLES, parts, strict=True)
    ]
    return pl.concat(found).sort("set", maintain_order=True)


def visits_sheet(matches: pl.DataFrame, group: pl.DataFrame | None, seed: int) -> pl.DataFrame:
    """Whom to visit, in shuffled order and without saying who is which: visitors stay blind."""
    rng = np.random.default_rng(seed)
    labels = rng.permutation(int(matches["set"].max() or 0)) + 1  # type: ignore[arg-type]
    shuffled = matches.select("unit", "set")[rng.permutation(len(matches)).tolist()]
    if group is not None:
        shuffled = shuffled.join(group, on="unit", how="left", maintain_order="left")
    width = len(str(len(shuffled)))
    codes = [f"V{k:0{width}d}" for k in range(1, len(shuffled) + 1)]
    sets = [int(labels[s - 1]) for s in shuffled["set"]]
    codes_first = pl.Series("visit", codes, dtype=pl.String)
    labelled: pl.DataFrame = shuffled.with_columns(set=pl.Series(sets, dtype=pl.Int64))
    return labelled.insert_column(0, codes_first)


def coefficients_sheet(sums: UnitSums, listing: Listing, sign: float) -> pl.DataFrame:
    """The expectation's coefficients, in the columns' own units."""
    beta, covariance = listing.fit.beta, np.linalg.inv(listing.fit.precision)
    scale, centre = sums.scale[:-1], sums.centre[:-1]
    # The constant belongs to all columns at zero: undo the centring.
    back = np.diag(1.0 / scale)
    back[0] = -centre / scale
    back[0, 0] = 1.0
    estimate = back @ beta
    estimate[0] += sums.centre[-1]
    error = np.sqrt(np.einsum("ij,jk,ik->i", back, covariance, back))
    return pl.DataFrame({"term": list(sums.terms), "estimate": sign * estimate, "standard_error": error})


def prior_sheet(mixture: Mixture, sign: float) -> pl.DataFrame:
    """Where true effects lie, by the most likely distribution, and which share of the units is there."""
    return pl.DataFrame({"effect": sign * mixture.atoms, "share": mixture.weights}).sort("effect")


def precision_sheet(listing: Listing, trend: Trend, sign: float) -> pl.DataFrame:
    """What true effects are like at ten steps of how exactly units are seen, from the most exact on."""
    error = errors_of(listing.posterior)
    order = np.argsort(error, kind="stable")
    parts = [part for part in np.array_split(order, PRECISION_STEPS) if len(part)]
    return pl.DataFrame(
        {
            "standard_error": [float(np.median(error[part])) for part in parts],
            "effect_mean": [sign * float(np.mean(trend.middle[part])) for part in parts],
            "effect_sd": [float(np.mean(trend.spread[part])) for part in parts],
            "units": [len(part) for part in parts],
        }
    )


def mirror_sheet(
    unit: pl.Series, column: str, listing: Listing, sign: float, worse_from: float
) -> pl.DataFrame:
    """How each unit does on a mirror indicator; ``worse_probability`` from a threshold on is flagged."""
    shrunk = listing.posterior
    known = shrunk.sd > 0
    worse = np.where(known, ndtr(-shrunk.mean / np.where(known, shrunk.sd, 1.0)), 0.5)
    return pl.DataFrame(
        {
            "unit": unit,
            "column": pl.Series([column] * len(unit), dtype=pl.String),
            "effect": sign * shrunk.effect,
            "standard_error": shrunk.standard_error,
            "posterior_mean": sign * shrunk.mean,
            "worse_probability": worse,
            "flagged": worse >= worse_from,
        }
    )


def align(values: Floats, of: pl.Series, to: pl.Series) -> Floats:
    """Values by unit in the order of other units; not-a-number where a unit is missing."""
    right = pl.DataFrame({"unit": of, "value": values})
    joined = pl.DataFrame({"unit": to}).join(right, on="unit", how="left", maintain_order="left")
    return joined["value"].cast(pl.Float64).fill_null(float("nan")).to_numpy()


def names(columns: Sequence[str]) -> str:
    """Column names as they are quoted in a sentence."""
    return ", ".join(f"“{name}”" for name in columns)
