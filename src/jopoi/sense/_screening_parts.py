"""The steps of a screening: run the arrays, fill the sheets."""

from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats, UnitSums
from jopoi.progress import step
from jopoi.sense import _screening_sheets as sheet
from jopoi.sense._columns import check_columns
from jopoi.sense._confirm import confirm
from jopoi.sense._counted import Counted, confirm_counts, screen_counts
from jopoi.sense._counted_rows import Rates, as_rates, as_scores, check_counts
from jopoi.sense._drift import Drift, find_drift
from jopoi.sense._enough import check_mirror
from jopoi.sense._expected import Odds, Peers, Ready, of_mirror, with_expectation
from jopoi.sense._moran import Likeness, likeness
from jopoi.sense._persistence import HeldOut, Persistence
from jopoi.sense._places import places_of
from jopoi.sense._prepared import Prepared, codes_of, kept_rows, prepare
from jopoi.sense._reml import fit
from jopoi.sense._rows import Rows
from jopoi.sense._screening import Listing, Outcome, Rule, as_sums, cut, screen_sums, with_lasting
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.sense._sums import sums_of, turned, without_redundant
from jopoi.words import N_

WORSE_FROM = 0.90
"""A mirror counts as bad from this probability on that it is worse than expected."""


@dataclass(frozen=True)
class Screened:
    """Everything that was computed, before it is put into tables and words."""

    prepared: Prepared
    outcome: Outcome
    drift: Drift | None
    kept_group: Listing | None
    after: HeldOut | None
    lists: dict[str, Persistence]
    mirrors: dict[str, pl.DataFrame]
    moved: int
    left_out: pl.DataFrame = field(default_factory=pl.DataFrame)
    counted: Counted | None = None
    alike: Likeness | None = None
    peers: Peers | None = None


def screened_of(table: Table, spec: ScreenSpec) -> Screened:
    """The screening of a table, of whatever kind its outcome is."""
    check_columns(table, spec)
    if not spec.by_odds:
        ready = with_expectation(table, spec)
        screened = run(ready.told(prepare(ready.table, ready.spec)), ready.table, ready.spec)
    else:
        ready, rates, own = ready_counts(table, spec)
        screened = run_counts(ready.told(prepare(ready.table, ready.spec)), rates, own)
    left_out = _left_out(table, spec, screened.prepared)
    return replace(screened, alike=_alike(screened, table, spec), left_out=left_out, peers=ready.peers)


def ready_counts(table: Table, spec: ScreenSpec) -> tuple[Ready, Rates, ScreenSpec]:
    """Counts as rates with what is expected of them, and what is to be asked of the counts themselves."""
    if spec.near_bounds:
        rates = as_scores(table, spec)
    else:
        check_counts(table, spec)
        rates = as_rates(table, spec)
    ready = with_expectation(rates.table, spec.of_rates, Odds(rates.family, rates.low, rates.per))
    own = spec.model_copy(update={"context": ready.spec.context, "expectation": "linear"})
    return ready, replace(rates, table=ready.table), own


def _alike(screened: Screened, table: Table, spec: ScreenSpec) -> Likeness | None:
    """Whether neighbours are alike in what their circumstances do not explain."""
    places = places_of(table, spec, screened.prepared.sums.unit)
    if places is None:
        return None
    shrunk, effect = screened.outcome.estimate.posterior, screened.outcome.estimate.fit.effect
    spread = np.sqrt(effect + shrunk.standard_error**2 + shrunk.expected_error**2)
    return likeness(shrunk.effect / spread, places)


def run(prepared: Prepared, table: Table, spec: ScreenSpec) -> Screened:
    """Fit and select; then hold out, mirror and compare as asked."""
    rule = Rule(spec.top, spec.false_share, spec.capacity, spec.prior)
    given = spec.standard_error is not None
    step(N_("telling chance from what lasts"), 0.35)
    outcome = screen_sums(prepared.sums, prepared.codes, rule, given_noise=given)
    drift = find_drift(prepared, table, spec, outcome.estimate.fit.beta)
    if drift is not None and drift.clear:
        outcome = with_lasting(outcome, drift.far, rule)
    step(N_("confirming in the held-out periods"), 0.55)
    after, lists = confirm(prepared, outcome, table, spec)
    step(N_("looking into the mirrors"), 0.70)
    return Screened(
        prepared=prepared,
        outcome=outcome,
        drift=drift,
        kept_group=_with_groupkept_rows(prepared, rule, given=given),
        after=after,
        lists=lists,
        mirrors={
            name: _mirror(prepared, table, spec, name, higher=better == "higher")
            for name, better in spec.mirror.items()
        },
        moved=_moved(table, spec, prepared),
    )


def run_counts(prepared: Prepared, rates: Rates, spec: ScreenSpec) -> Screened:
    """The same for counts; ``rates`` and ``prepared`` hold their rates, ``spec`` is what was asked."""
    step(N_("telling chance from what lasts"), 0.35)
    prepared = replace(
        prepared, rows=_by_denominator(prepared.rows, "denominator" if rates.whole else "weight")
    )
    rule = Rule(spec.top, spec.false_share, spec.capacity, spec.prior)
    counted = screen_counts(prepared, rates, spec, rule)
    step(N_("confirming in the held-out periods"), 0.55)
    after, lists = confirm_counts(prepared, counted, rates, spec)
    step(N_("looking into the mirrors"), 0.70)
    asked = spec.of_rates
    return Screened(
        prepared=prepared,
        outcome=counted.outcome,
        drift=None,
        kept_group=None,
        after=after,
        lists=lists,
        mirrors={
            name: _mirror(prepared, rates.table, asked, name, higher=better == "higher")
            for name, better in spec.mirror.items()
        },
        moved=0,
        counted=counted,
    )


def _by_denominator(rows: Rows, name: str) -> Rows:
    """Why rows were left out, told of what a count is out of or over, or a score rests on."""
    told = {
        "standard error missing": f"{name} missing",
        "standard error not above zero": f"{name} not above zero",
    }
    return replace(rows, exclusions=rows.exclusions.with_columns(pl.col("cause").replace(told)))


def _with_groupkept_rows(prepared: Prepared, rule: Rule, *, given: bool) -> Listing | None:
    if prepared.codes is None:
        return None
    return screen_sums(prepared.sums, None, rule, given_noise=given).estimate


def _mirror(prepared: Prepared, table: Table, spec: ScreenSpec, name: str, *, higher: bool) -> pl.DataFrame:
    """Each unit's effect on a mirror indicator, by the same model as the outcome's."""
    asked = of_mirror(table, spec, name)
    sums, _ = without_redundant(sums_of(table, asked, prepared.rows, prepared.screened_on, name))
    sums = turned(sums, higher_is_better=higher)
    check_mirror(sums, name, spec)
    ready = as_sums(sums, codes_of(sums), known_noise=False)
    listing = cut(ready, fit(ready)[0], Rule(spec.top, spec.false_share))
    return sheet.mirror_sheet(sums.unit, name, listing, 1.0 if higher else -1.0, WORSE_FROM)


def _left_out(table: Table, spec: ScreenSpec, prepared: Prepared) -> pl.DataFrame:
    """Units that stand in the table but not in the screening."""
    schema: dict[str, Any] = {"unit": prepared.sums.unit.dtype, "rows": pl.Int64, "reason": pl.String}
    if prepared.rows.lost == 0 and prepared.screened_on is None:
        return pl.DataFrame(schema=schema)
    every = table.lazy.filter(~nw.col(spec.unit).is_null()).group_by(spec.unit).agg(nw.len().alias("rows"))
    units = table.collect(every).rename({spec.unit: "unit"})
    gone = units.filter(~pl.col("unit").is_in(prepared.sums.unit.implode())).sort("unit")
    reason = "no complete row" if prepared.screened_on is None else "no complete row in the screened periods"
    return gone.with_columns(pl.col("rows").cast(pl.Int64), reason=pl.lit(reason))


def _moved(table: Table, spec: ScreenSpec, prepared: Prepared) -> int:
    """How many units stand in more than one group."""
    if spec.group is None:
        return 0
    rows = kept_rows(prepared.rows, prepared.screened_on, table)
    pairs = rows.select(unit=nw.col(spec.unit), group=nw.col(spec.group)).unique()
    return int(table.collect(pairs.select(nw.len().alias("n")))["n"][0]) - len(prepared.sums.unit)


def sheets_of(screened: Screened, spec: ScreenSpec, seed: int) -> dict[str, pl.DataFrame]:
    """All tables of the screening."""
    prepared, listing = screened.prepared, screened.outcome.estimate
    sign = 1.0 if spec.higher_is_better else -1.0
    flagged = flagged_of(screened)
    counted = screened.counted
    expected = counted.expected if counted else None
    around = sheet.Around(prepared.periods, sign, screened.after, flagged, expected)
    units = sheet.units_sheet(prepared.sums, screened.outcome, around)
    context = circumstances(prepared.sums, spec)
    matches = sheet.matches_sheet(units, context, listing)
    grouped = units.select("unit", "group") if "group" in units.columns else None
    found = {
        "units": units,
        "shortlist": sheet.shortlist_sheet(units, listing),
        "exclusions": prepared.rows.exclusions,
        "left_out": screened.left_out,
        "sensitivity": sheet.sensitivity_sheet(screened.outcome),
        "coefficients": counted.coefficients
        if counted
        else sheet.coefficients_sheet(prepared.sums, listing, sign),
        "matches": matches,
        "visits": sheet.visits_sheet(matches, grouped, seed),
    }
    if listing.mixture is not None:
        found["prior"] = sheet.prior_sheet(listing.mixture, sign)
    if listing.trend is not None:
        found["precision"] = sheet.precision_sheet(listing, listing.trend, sign)
    if screened.peers is not None:
        found |= _peer_sheets(screened.peers, found["shortlist"])
    if screened.lists:
        found["persistence"] = sheet.persistence_sheet(screened.lists, sign)
    if screened.mirrors:
        found["mirror"] = pl.concat(screened.mirrors.values())
    if prepared.sums.group is not None and screened.kept_group is not None:
        found["concentration"] = sheet.concentration_sheet(prepared.sums.group, listing, screened.kept_group)
    return found


def _peer_sheets(peers: Peers, shortlist: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Groups of peers and who is in which; of nearest ones only those of the units on the list."""
    if peers.groups is not None and peers.units is not None:
        return {"peer_groups": peers.groups, "peers": peers.units}
    if peers.units is not None:
        return {"peers": peers.units.filter(pl.col("unit").is_in(shortlist["unit"].implode()))}
    return {}


def flagged_of(screened: Screened) -> np.ndarray | None:
    if not screened.mirrors:
        return None
    bad = pl.concat(screened.mirrors.values()).filter("flagged")["unit"]
    return screened.prepared.sums.unit.is_in(bad.implode()).to_numpy()


def circumstances(sums: UnitSums, spec: ScreenSpec) -> Floats:
    """Each unit's mean circumstances; its rows where no context was given."""
    period = f"{spec.period} = "
    used = [j for j, term in enumerate(sums.terms) if j and not term.startswith(period)]
    return sums.x[:, used] / sums.weight[:, None] if used else np.zeros((len(sums.weight), 1))
