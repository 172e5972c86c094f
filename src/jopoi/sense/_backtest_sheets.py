"""The tables of a backtest: splits, and how often each unit is listed and holds up."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import polars as pl

from jopoi.sense._backtest_run import Tried
from jopoi.sense._screening_parts import Screened

LISTED, HELD = 0.5, 0.8
"""A persistent deviant is on the list of all periods, in half of the splits, and holds up in four of five."""


def sheets_of(whole: Screened, tried: Sequence[Tried], sign: float) -> dict[str, pl.DataFrame]:
    """All tables."""
    return {"units": _units(whole, tried), "splits": _splits(tried, sign)}


def _units(whole: Screened, tried: Sequence[Tried]) -> pl.DataFrame:
    """How often each unit is listed, and how often it then holds up; those that are listed at all."""
    answered = [one for one in tried if one.problem is None]
    listed: Counter[object] = Counter()
    looked_at: Counter[object] = Counter()
    held: Counter[object] = Counter()
    for one in answered:
        for position in one.chosen.tolist():
            unit = one.units[position]
            listed[unit] += 1
            if one.after is not None and not np.isnan(one.after.effect[position]):
                looked_at[unit] += 1
                held[unit] += int(one.after.again[position])
    known = whole.prepared.sums.unit
    now = set(known[whole.outcome.estimate.chosen.tolist()].to_list())
    seen = [unit for unit in known.to_list() if listed[unit] or unit in now]
    frame = pl.DataFrame(
        {
            "unit": pl.Series(seen, dtype=known.dtype),
            "listed": [listed[unit] / max(len(answered), 1) for unit in seen],
            "held_up": [held[unit] / looked_at[unit] if looked_at[unit] else None for unit in seen],
            "on_list": [unit in now for unit in seen],
        },
        schema_overrides={"listed": pl.Float64, "held_up": pl.Float64, "on_list": pl.Boolean},
    )
    lasting = pl.col("on_list") & (pl.col("listed") >= LISTED) & (pl.col("held_up").fill_null(0.0) >= HELD)
    return frame.with_columns(persistent=lasting).sort(
        "persistent", "on_list", "held_up", "listed", "unit",
        descending=[True, True, True, True, False], nulls_last=True,
    )  # fmt: skip


def _splits(tried: Sequence[Tried], sign: float) -> pl.DataFrame:
    """One row a split: its list, how it fared, and what regression to the mean alone would give."""
    rows = []
    for one in tried:
        fared = one.fared
        rows.append(
            {
                "screened": ", ".join(one.split.screened),
                "held_out": ", ".join(one.split.held_out),
                "forward": one.split.forward,
                "listed": fared.units if fared else None,
                "with_records": fared.with_records if fared else None,
                "held_up": fared.held_up if fared else None,
                "by_chance": fared.by_chance if fared else None,
                "by_regression_to_the_mean": fared.by_regression_to_the_mean if fared else None,
                "effect_before": sign * fared.effect_before if fared else None,
                "effect_expected": sign * fared.effect_expected if fared else None,
                "effect_after": sign * fared.effect_after if fared else None,
                "correlation": _correlation(one),
                "problem": one.problem.say("en") if one.problem else None,
            }
        )
    whole, real = ("listed", "with_records", "held_up"), ("by_chance", "by_regression_to_the_mean")
    effects = ("effect_before", "effect_expected", "effect_after", "correlation")
    kinds = dict.fromkeys(whole, pl.Int64) | dict.fromkeys((*real, *effects), pl.Float64)
    return pl.DataFrame(rows, schema_overrides={**kinds, "problem": pl.String}).with_columns(
        pl.col(effects).fill_nan(None)
    )


def _correlation(one: Tried) -> float | None:
    """How alike all units' effects are before and after."""
    if one.after is None:
        return None
    both = ~np.isnan(one.after.effect) & ~np.isnan(one.effect)
    if both.sum() < 3 or np.ptp(one.effect[both]) == 0.0 or np.ptp(one.after.effect[both]) == 0.0:
        return None
    return float(np.corrcoef(one.effect[both], one.after.effect[both])[0, 1])
