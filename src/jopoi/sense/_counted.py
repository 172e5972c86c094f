"""A screening of counts: fit, shrink, select, and the same over the range of doubt."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from jopoi._core.reduce import UnitSums
from jopoi.errors import ColumnError
from jopoi.sense import _screening_sheets as sheet
from jopoi.sense._counted_fit import (
    FINE,
    ROUGH,
    CountFit,
    extra_scatter,
    fit_counts,
    scatter_of_rows,
    times_of,
    worth,
)
from jopoi.sense._counted_posterior import Known, Scale, known, raw_effects
from jopoi.sense._counted_rows import Counts, Rates, counts_of
from jopoi.sense._counted_shape import shaped
from jopoi.sense._enough import require_repeats, require_scatter
from jopoi.sense._mixture import Mixture
from jopoi.sense._persistence import HeldOut, Persistence, fare, hold_out
from jopoi.sense._prepared import Prepared
from jopoi.sense._reml import Fit, Floats, Sums
from jopoi.sense._screening import Listing, Outcome, Rule
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.sense._select import shortlist
from jopoi.sense._sums import sums_of, without_redundant
from jopoi.words import N_

_WALD = 1.959963984540054
_STEADYING = 3  # rounds after which the scatter of scores stands to four digits
_SEPARATED = 12.0  # standard deviations of a column that move the log-odds so far say never, or always


@dataclass(frozen=True)
class Counted:
    """A screening of counts beside the outcome that all screenings give.

    Attributes
    ----------
    outcome : Outcome
    fit : CountFit
    expected : (N,) array
        The rate that each unit's circumstances lead one to expect.
    rate : float
        The overall rate, at which effects are told, by ``per``.
    per : float
        For how many of what was counted out of or over rates are told.
    coefficients : polars.DataFrame
    """

    outcome: Outcome
    fit: CountFit
    expected: Floats
    rate: float
    per: float
    coefficients: pl.DataFrame


def screen_counts(prepared: Prepared, rates: Rates, spec: ScreenSpec, rule: Rule) -> Counted:
    """Fit, shrink and select."""
    if not rates.whole:
        require_repeats(prepared.sums, spec)
        require_scatter(prepared.sums, spec)
    counts = counts_of(rates, spec, prepared.rows, prepared.screened_on, prepared.sums)
    fitted, ready, times = _fitted(counts)
    _refuse_separation(fitted, prepared.sums, spec)
    scale = _scale(counts, rates, spec)
    sums = Sums(
        prepared.sums.z, prepared.sums.weight, prepared.sums.cross, len(counts.y), None, known_noise=True
    )
    estimate, mixture = _estimate(ready, fitted, scale, rule)
    cases = [
        replace(_listing(estimate, fitted, fitted.variance, scale, rule), mixture=mixture),
        *(
            _listing(known(ready, fitted, scale, rule.top, variance=variance), fitted, variance, scale, rule)
            for variance in _range(fitted)
        ),
    ]
    return Counted(
        outcome=Outcome(sums, cases[0], cases[1], cases[2], times),
        fit=fitted,
        expected=rates.low + estimate.expected,
        rate=rates.low + scale.rate * rates.per,
        per=rates.per,
        coefficients=_coefficients(fitted, prepared.sums),
    )


def _estimate(counts: Counts, fitted: CountFit, scale: Scale, rule: Rule) -> tuple[Known, Mixture | None]:
    """What is known of the units, by the shape of the differences that was asked for."""
    if rule.prior == "normal" or fitted.variance == 0.0:
        return known(counts, fitted, scale, rule.top), None
    found = shaped(counts, fitted, scale, rule.top)
    return found.known, found.mixture


def _scale(counts: Counts, rates: Rates, spec: ScreenSpec) -> Scale:
    rate = float(counts.y.sum()) / float(counts.n.sum())
    return Scale(counts.family, rate, 1.0 if spec.higher_is_better else -1.0, rates.per)


def _fitted(counts: Counts) -> tuple[CountFit, Counts, float]:
    """The fit, on counts that are worth less where the rows of a unit scatter more than chance has it."""
    if not counts.whole:
        return _fitted_scores(counts)
    rough = fit_counts(counts, ROUGH)
    extra = extra_scatter(counts, rough.beta)
    if extra == 0.0:
        return fit_counts(counts, FINE, rough), counts, 1.0
    times = times_of(counts, rough.beta, extra)
    ready = worth(counts, times)
    return fit_counts(ready, FINE, rough), ready, float(np.mean(times))


def _fitted_scores(counts: Counts) -> tuple[CountFit, Counts, float]:
    """The fit of scores between bounds, each worth as much as the rows of a unit are steady."""
    # Only how weights compare matters: they are brought to one on average.
    counts = worth(counts, np.full(len(counts.y), float(np.mean(counts.n))))
    ready, times = counts, 1.0
    for _round in range(_STEADYING):
        rough = fit_counts(ready, ROUGH)
        times = scatter_of_rows(counts, rough.beta)
        ready = worth(counts, np.full(len(counts.y), times))
    return fit_counts(ready, FINE, rough), ready, times


def _range(fitted: CountFit) -> tuple[float, float]:
    """The 95 % range of the variance of the effects, on its logarithm, or near zero as it is."""
    if fitted.variance == 0.0:
        return 0.0, 0.0
    error = _WALD * float(np.sqrt(fitted.covariance[-1, -1]))
    if error > _WALD:
        return 0.0, fitted.variance * (1.0 + error)
    return fitted.variance / float(np.exp(error)), fitted.variance * float(np.exp(error))


def _listing(found: Known, fitted: CountFit, variance: float, scale: Scale, rule: Rule) -> Listing:
    posterior = found.posterior
    effect = scale.variance(variance) if variance > 0.0 else 0.0
    noise = float(np.mean(posterior.standard_error**2))
    fit = Fit(
        beta=fitted.beta,
        precision=np.asarray(np.linalg.inv(fitted.covariance[:-1, :-1]), np.float64),
        noise=noise,
        effect=effect,
        group=0.0,
        deviance=-2.0 * fitted.loglik,
        between=effect / noise,
    )
    chosen = shortlist(found.tail, rule.false_share, rule.capacity)
    return Listing(fit, posterior, found.bar, found.tail, chosen if variance > 0.0 else chosen[:0])


def _coefficients(fitted: CountFit, sums: UnitSums) -> pl.DataFrame:
    """On the log scale that they were fitted on, in the columns' own units."""
    scale, centre = sums.scale[:-1], sums.centre[:-1]
    back = np.diag(1.0 / scale)
    back[0] = -centre / scale
    back[0, 0] = 1.0
    error = np.sqrt(np.einsum("ij,jk,ik->i", back, fitted.covariance[:-1, :-1], back))
    return pl.DataFrame({"term": list(sums.terms), "estimate": back @ fitted.beta, "standard_error": error})


def confirm_counts(
    prepared: Prepared, counted: Counted, rates: Rates, spec: ScreenSpec
) -> tuple[HeldOut | None, dict[str, Persistence]]:
    """How the list fares in the held-out periods, whose counts have an expectation of their own."""
    if prepared.confirmed_on is None:
        return None, {}
    later, _dropped = without_redundant(
        sums_of(rates.table, spec.of_rates, prepared.rows, prepared.confirmed_on, spec.outcome)
    )
    counts = counts_of(rates, spec, prepared.rows, prepared.confirmed_on, later)
    fitted, ready, _times = _fitted(counts)
    scale = _scale(counts, rates, spec)
    effect, chance = raw_effects(ready, fitted, scale)
    here = prepared.sums.unit
    after = hold_out(sheet.align(effect, later.unit, here), sheet.align(chance, later.unit, here), spec.top)
    shrunk = counted.outcome.estimate.posterior
    return after, {"shortlist": fare(counted.outcome.estimate.chosen, shrunk.effect, shrunk, after)}


def _refuse_separation(fitted: CountFit, sums: UnitSums, spec: ScreenSpec) -> None:
    """Refuse a circumstance that tells without exception where the outcome never, or always, happens."""
    if len(fitted.beta) < 2:
        return
    steepest = 1 + int(np.argmax(np.abs(fitted.beta[1:])))
    if abs(float(fitted.beta[steepest])) > _SEPARATED:
        raise ColumnError(
            N_(
                "“{term}” tells without exception where “{column}” never happens, or always does: no effect"
                " of it can be estimated."
            ),
            N_("Leave it out of the context, or join it with a neighbouring category."),
            term=sums.terms[steepest],
            column=spec.outcome,
        )


__all__ = ["Counted", "confirm_counts", "screen_counts"]
