"""Screen on some periods, look at the others."""

import numpy as np

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats, UnitSums
from jopoi.sense import _screening_sheets as sheet
from jopoi.sense._persistence import HeldOut, Persistence, fare, hold_out, top_share
from jopoi.sense._prepared import Prepared, codes_of
from jopoi.sense._reml import Fit
from jopoi.sense._screening import Outcome, as_sums, at_same_ratios
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.sense._sums import sums_of, turned, without_redundant


def confirm(
    prepared: Prepared, outcome: Outcome, table: Table, spec: ScreenSpec
) -> tuple[HeldOut | None, dict[str, Persistence]]:
    if prepared.confirmed_on is None:
        return None, {}
    whole = turned(
        sums_of(table, spec, prepared.rows, prepared.confirmed_on, spec.outcome),
        higher_is_better=spec.higher_is_better,
    )
    later, _ = without_redundant(whole)
    effects = _later_effects(later, outcome.estimate.fit, given=spec.standard_error is not None)
    here = prepared.sums.unit
    chance = np.sqrt(outcome.estimate.fit.noise / later.weight)
    after = hold_out(sheet.align(effects, later.unit, here), sheet.align(chance, later.unit, here), spec.top)
    shrunk = outcome.estimate.posterior
    lists = {"shortlist": fare(outcome.estimate.chosen, shrunk.effect, shrunk, after)}
    lists["plain top share"] = _plain(prepared, whole, outcome, table, spec)
    return after, lists


def _later_effects(later: UnitSums, fitted: Fit, *, given: bool) -> Floats:
    return at_same_ratios(as_sums(later, codes_of(later), known_noise=given), fitted).effect


def _plain(
    prepared: Prepared, later: UnitSums, outcome: Outcome, table: Table, spec: ScreenSpec
) -> Persistence:
    """The top share of a plain linear model over all periods, among units seen well in both halves.

    This is what is usually done: rank plain residuals. It shows how much of such a list stays.
    """
    both, _ = without_redundant(sums_of(table, spec, prepared.rows, None, spec.outcome))
    beta = _plain_beta(turned(both, higher_is_better=spec.higher_is_better))
    before = _plain_residuals(prepared.sums, beta)
    then = sheet.align(_plain_residuals(later, beta), later.unit, prepared.sums.unit)
    seen = sheet.align(later.rows, later.unit, prepared.sums.unit)
    enough = min(2.0, float(prepared.periods.max()), float(later.rows.max()))
    among = (prepared.periods >= enough) & (seen >= enough)
    weight = sheet.align(later.weight, later.unit, prepared.sums.unit)
    chance = np.sqrt(outcome.estimate.fit.noise / np.where(among, weight, 1.0))
    after = hold_out(np.where(among, then, np.nan), chance, spec.top)
    return fare(top_share(before, spec.top, among), before, outcome.estimate.posterior, after)


def _plain_beta(sums: UnitSums) -> dict[str, float]:
    """Coefficients by term, of the columns as they stand in the table."""
    terms = len(sums.terms)
    beta = np.linalg.solve(sums.cross[:terms, :terms], sums.cross[:terms, terms]) / sums.scale[:-1]
    beta[0] += sums.centre[-1] - float(beta[1:] @ sums.centre[1:-1])
    return dict(zip(sums.terms, beta, strict=True))


def _plain_residuals(sums: UnitSums, beta: dict[str, float]) -> Floats:
    """Mean residuals by unit; ``sums`` must still hold every column that ``beta`` has."""
    means = sums.x / sums.weight[:, None] * sums.scale[:-1] + sums.centre[:-1]
    slopes = np.array([beta.get(term, 0.0) for term in sums.terms])
    residuals: Floats = sums.y / sums.weight + sums.centre[-1] - means @ slopes
    return residuals
