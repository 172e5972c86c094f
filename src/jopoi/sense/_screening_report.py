"""Which cautions a screening carries."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from jopoi.errors import Caution
from jopoi.sense import _screening_cautions as cautions
from jopoi.sense._mixture_posterior import errors_of
from jopoi.sense._precision import differ, goes_with_errors
from jopoi.sense._screening import Listing
from jopoi.sense._screening_parts import Screened
from jopoi.sense._screening_sheets import names
from jopoi.sense._screening_spec import ScreenSpec

if TYPE_CHECKING:
    from jopoi.words import Fact

CONCENTRATED = 0.20
TIMES_ITS_SHARE = 3.0
FEW_PERIODS_SHARE = 0.10
LONG_TAILS = 1.5
FEW_UNITS = 50
WORTH_TELLING = 1.1
NEAR_THE_TOP = 0.01
SURELY_ALIKE, FEWER = 0.01, 0.8
SURELY_GOES_WITH = 3.0  # standard errors
LESS = 0.03  # of the variance between units: so much more is left by peers than by a straight line


def cautions_of(screened: Screened, sheets: dict[str, pl.DataFrame], spec: ScreenSpec) -> list[Caution]:
    """All cautions, gravest first."""
    found = [
        *_about_choices(screened, spec),
        *_about_the_list(screened, spec),
        *_about_groups(screened, sheets),
        *_about_periods(screened, sheets),
        *_about_mirrors(sheets, spec),
        *_about_rows(screened, sheets),
    ]
    return sorted(found, key=lambda caution: caution.kind.importance)


def _about_choices(screened: Screened, spec: ScreenSpec) -> list[Caution]:
    found = []
    if spec.taken_out:
        found.append(Caution.of(cautions.PracticesTakenOut, columns=[f"“{name}”" for name in spec.taken_out]))
    alike = screened.alike
    if alike is not None and alike.p_value < SURELY_ALIKE and alike.effective < FEWER * alike.units:
        found.append(
            Caution.of(
                cautions.NeighboursAlike, index=alike.index, units=alike.units, effective=alike.effective
            )
        )
    peers = screened.peers
    if peers is not None and peers.left > peers.left_linear + LESS:
        found.append(Caution.of(cautions.PeersTellLess, left=peers.left, line=peers.left_linear))
    found += _about_precision(screened.outcome.estimate, spec)
    mixture = screened.outcome.estimate.mixture
    if mixture is not None and not np.isfinite(mixture.gap):
        found.append(Caution.of(cautions.ShapeUncertified))
    return found


def _about_precision(listing: Listing, spec: ScreenSpec) -> list[Caution]:
    """Whether what units do goes with how exactly they are seen, as the shape has it."""
    if spec.by_odds or listing.fit.effect == 0.0:
        return []
    error = errors_of(listing.posterior)
    if spec.prior == "precision":
        return [] if differ(error) else [Caution.of(cautions.SeenAlike)]
    times = goes_with_errors(listing.posterior.effect, error, listing.fit.effect)
    if abs(times) < SURELY_GOES_WITH:
        return []
    return [Caution.of(cautions.SmallOnesBetter if times > 0.0 else cautions.SmallOnesWorse)]


def _about_the_list(screened: Screened, spec: ScreenSpec) -> list[Caution]:
    outcome = screened.outcome
    size = len(outcome.estimate.chosen)
    sizes = [len(case.chosen) for case in outcome.cases]
    found = []
    if outcome.estimate.fit.effect == 0.0:
        found.append(Caution.of(cautions.AllChance))
    elif size == 0:
        found.append(Caution.of(cautions.NothingSelected, false_share=spec.false_share))
    if len(outcome.sums.weight) < FEW_UNITS:
        found.append(Caution.of(cautions.FewUnits, units=len(outcome.sums.weight)))
    if min(sizes) != max(sizes):
        found.append(Caution.of(cautions.UnsureRange, low=min(sizes), high=max(sizes)))
    if outcome.lasting is not None and size:
        found.append(Caution.of(cautions.Passing, false_share=outcome.false_share_under(outcome.lasting)))
    kurtosis, by_chance = _kurtosis(screened), 4.0 * float(np.sqrt(24.0 / len(outcome.sums.weight)))
    if spec.prior == "normal" and not spec.by_odds and kurtosis > max(LONG_TAILS, by_chance):
        found.append(Caution.of(cautions.LongTails, kurtosis=kurtosis))
    if screened.counted is not None:
        found += _about_counts(screened, scores=spec.near_bounds)
    elif outcome.overdispersion > 1.0:
        found.append(Caution.of(cautions.MoreScatter, times=float(np.sqrt(outcome.overdispersion))))
    return found


def _about_counts(screened: Screened, *, scores: bool) -> list[Caution]:
    prepared, times = screened.prepared, screened.outcome.overdispersion
    if screened.counted is not None and screened.counted.fit.steepest > NEAR_THE_TOP:
        steepest = screened.counted.fit.steepest
        return [Caution.of(cautions.ShortOfTheTop, steepest=steepest)]
    if scores:
        return []
    if int(prepared.sums.rows.sum()) == len(prepared.sums.weight):
        return [Caution.of(cautions.OneCountEach)]
    return [Caution.of(cautions.MoreThanChance, times=times)] if times > WORTH_TELLING else []


def _kurtosis(screened: Screened) -> float:
    """Excess kurtosis of the effects, each by its own predictive standard deviation."""
    listing = screened.outcome.estimate
    spread = listing.fit.effect + listing.posterior.standard_error**2 + listing.posterior.expected_error**2
    z = listing.posterior.effect / np.sqrt(spread)
    return float(np.mean(z**4) / np.mean(z**2) ** 2 - 3.0) if z.any() else 0.0


def _about_groups(screened: Screened, sheets: dict[str, pl.DataFrame]) -> list[Caution]:
    if "concentration" not in sheets or screened.kept_group is None:
        return []
    every, found = len(sheets["units"]), []
    sizes = (len(screened.outcome.estimate.chosen), len(screened.kept_group.chosen))
    kinds = (cautions.OneGroup, cautions.OneGroupTakenOut)
    for column, of, kind in zip(("selected", "selected_if_kept"), sizes, kinds, strict=True):
        first = sheets["concentration"].sort(column, descending=True).head(1).to_dicts()
        if first and _concentrated(first[0][column], of, first[0]["units"] / every):
            row = first[0]
            facts = {
                "selected": row[column],
                "of": of,
                "group": str(row["group"]),
                "units": row["units"] / every,
            }
            found.append(Caution.of(kind, **facts))
            # The list as it is matters most; what it would be otherwise is worth saying only if it is not so.
            break
    if screened.moved > 0:
        found.append(Caution.of(cautions.SeveralGroups, units=screened.moved))
    return found


def _concentrated(selected: int, of: int, share: float) -> bool:
    return selected >= 3 and selected >= CONCENTRATED * of and selected >= TIMES_ITS_SHARE * share * of


def _about_periods(screened: Screened, sheets: dict[str, pl.DataFrame]) -> list[Caution]:
    found, short = [], sheets["shortlist"]
    most = int(screened.prepared.periods.max())
    limit = max(1, most - 1) if most <= 3 else most // 2
    few = int((short["periods"] <= limit).sum())
    by_period = bool(screened.prepared.rows.periods)
    if by_period and len(short) and most > 1 and few >= FEW_PERIODS_SHARE * len(short):
        found.append(Caution.of(cautions.FewPeriods, few=few, of=len(short), limit=limit, periods=most))
    fared = screened.lists.get("shortlist")
    if fared and fared.held_up < fared.by_regression_to_the_mean - 2.0 * fared.spread:
        found.append(
            Caution.of(
                cautions.FellBack,
                held=fared.held_up,
                of=fared.with_records,
                expected=fared.by_regression_to_the_mean,
            )
        )
    return found


def _about_mirrors(sheets: dict[str, pl.DataFrame], spec: ScreenSpec) -> list[Caution]:
    short = sheets["shortlist"]
    if "mirror_flag" not in short.columns or not short["mirror_flag"].any():
        return []
    facts: dict[str, Fact] = {
        "flagged": int(short["mirror_flag"].sum()),
        "of": len(short),
        "columns": names(list(spec.mirror)),
    }
    return [Caution.of(cautions.BadMirror, **facts)]


def _about_rows(screened: Screened, sheets: dict[str, pl.DataFrame]) -> list[Caution]:
    prepared, found = screened.prepared, []
    if prepared.rows.lost:
        found.append(
            Caution.of(
                cautions.RowsLeftOut,
                rows=prepared.rows.lost,
                of=prepared.rows.total,
                units=len(sheets["left_out"]),
            )
        )
    if prepared.repeated > 0 and prepared.rows.periods:
        found.append(Caution.of(cautions.RepeatedRows, rows=prepared.repeated))
    if prepared.dropped:
        found.append(Caution.of(cautions.RedundantContext, columns=names(prepared.dropped)))
    return found
