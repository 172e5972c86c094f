"""The single figures of a screening."""

import numpy as np
import polars as pl

from jopoi.sense import _screening_sheets as sheet
from jopoi.sense._screening_parts import Screened
from jopoi.sense._screening_spec import ScreenSpec, label


def values_of(
    screened: Screened, sheets: dict[str, pl.DataFrame], spec: ScreenSpec
) -> dict[str, float | int | str | bool | None]:
    """The single figures of the screening."""
    prepared, outcome = screened.prepared, screened.outcome
    listing, units, short = outcome.estimate, sheets["units"], sheets["shortlist"]
    fitted, chance = listing.fit, listing.posterior.standard_error**2
    sign = 1.0 if spec.higher_is_better else -1.0
    spread = fitted.effect + chance
    values: dict[str, float | int | str | bool | None] = {
        "units": len(units),
        "rows": int(prepared.sums.rows.sum()),
        "rows_in_table": prepared.rows.total,
        "rows_left_out": prepared.rows.lost,
        "units_left_out": len(sheets["left_out"]),
        "selected": len(short),
        "expected_false_share": listing.expected_false_share,
        "expected_false": listing.expected_false_share * len(short),
        "bar": sign * listing.bar,
        "effect_variance": fitted.effect,
        "noise_variance": fitted.noise,
        "group_variance": fitted.group,
        "overdispersion": outcome.overdispersion,
        "chance_share": sheet.chance_share(listing),
        "reliability": float(np.mean(fitted.effect / spread)),
        "context_r2": prepared.sums.r2,
        "top": spec.top,
        "false_share": spec.false_share,
        "periods": int(prepared.periods.max()),
        "screened_periods": ", ".join(
            name for period in prepared.rows.periods if (name := label(period)) not in spec.confirm
        ),
        "selected_low": min(len(case.chosen) for case in outcome.cases),
        "selected_high": max(len(case.chosen) for case in outcome.cases),
        "steady": len(outcome.steady),
    }
    if screened.counted is not None:
        values |= {"rate": screened.counted.rate, "per": screened.counted.per}
        values |= {"gradient": screened.counted.fit.steepest}
    if screened.alike is not None:
        values |= {
            "neighbours_alike": screened.alike.index,
            "neighbours_p_value": screened.alike.p_value,
            "effective_units": screened.alike.effective,
        }
    if screened.peers is not None:
        values |= {"peers_left": screened.peers.left, "linear_left": screened.peers.left_linear}
    if listing.mixture is not None:
        gap = listing.mixture.gap
        values |= {"prior_points": len(listing.mixture.atoms), "prior_gap": gap if np.isfinite(gap) else None}
    if screened.drift is not None:
        values |= {
            "likeness_near": screened.drift.near,
            "likeness_far": screened.drift.far,
            "drift": screened.drift.clear,
        }
    if outcome.lasting is not None:
        values["false_share_if_lasting"] = outcome.false_share_under(outcome.lasting)
        values["selected_if_lasting"] = len(outcome.lasting.chosen)
    values |= {f"grade_{g.lower()}": int((short["grade"] == g).sum()) for g in "ABC"}
    for name, fared in screened.lists.items():
        start = "confirm" if name == "shortlist" else "plain"
        values |= {
            f"{start}_units": fared.units,
            f"{start}_with_records": fared.with_records,
            f"{start}_held_up": fared.held_up,
            f"{start}_by_chance": fared.by_chance,
            f"{start}_by_regression_to_the_mean": fared.by_regression_to_the_mean,
        }
    return values
