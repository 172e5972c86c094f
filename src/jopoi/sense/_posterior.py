"""Effects, their chance error, and what is left of them after shrinking."""

from dataclasses import dataclass

import numpy as np

from jopoi.sense._reml import Codes, Fit, Floats, Sums

NORMAL_95 = 1.959963984540054
BLOCK = 8192


@dataclass(frozen=True)
class Posterior:
    """One number a unit, all (N,) and in the outcome's own units.

    Attributes
    ----------
    effect
        The unit's mean less what a fit without that mean expects of it.
    expected_error
        Standard error of that expectation.
    standard_error
        Chance error of the unit's own mean.
    mean, sd
        Posterior mean and standard deviation, given the fitted variances and expectation.
    lower, upper
        95 % interval, widened for what the variances and the expectation are not known well.
    """

    effect: Floats
    expected_error: Floats
    standard_error: Floats
    mean: Floats
    sd: Floats
    lower: Floats
    upper: Floats


def posterior(sums: Sums, fit: Fit) -> Posterior:
    """Shrink every unit's effect towards zero by how much of it is chance.

    With d the variance of a unit's mean around its expectation and Q the precision of the
    means after the coefficients are fitted, leaving unit i out gives the effect [Q m]_i / Q_ii
    and its variance 1 / Q_ii: one pass, no refitting.
    """
    chance = fit.noise / sums.weight
    spread = fit.effect + chance
    residual = (sums.z[:, -1] - sums.z[:, :-1] @ fit.beta) / sums.weight
    pulled, own = _inverse(residual, spread, fit.group, sums.group)
    leverage = _leverage(sums, spread, fit)
    precision = np.maximum(own - leverage, own * 1e-12)
    mean = fit.effect * pulled
    given = np.maximum(fit.effect - fit.effect**2 * own, 0.0)
    wide = np.maximum(fit.effect - fit.effect**2 * precision, 0.0) + 2.0 * _unsure(sums, fit, spread)
    reach = NORMAL_95 * np.sqrt(wide)
    return Posterior(
        effect=pulled / precision,
        expected_error=np.sqrt(np.maximum(1.0 / precision - spread, 0.0)),
        standard_error=np.sqrt(chance),
        mean=mean,
        sd=np.sqrt(given),
        lower=mean - reach,
        upper=mean + reach,
    )


def _inverse(values: Floats, spread: Floats, group: float, codes: Codes | None) -> tuple[Floats, Floats]:
    """The inverse covariance of the units' means times ``values``, and its diagonal."""
    pulled, own = values / spread, 1.0 / spread
    if codes is None or group == 0.0:
        return pulled, own
    share = group / (1.0 + group * np.bincount(codes, own))
    shared = (share * np.bincount(codes, pulled))[codes]
    return pulled - own * shared, own - share[codes] * own**2


def _leverage(sums: Sums, spread: Floats, fit: Fit) -> Floats:
    """How much of each unit's precision is spent on its own expectation."""
    inverse = np.linalg.inv(fit.precision)
    pulled, scale = sums.z[:, :-1], 1.0 / (sums.weight * spread)
    if sums.group is not None and fit.group > 0.0:
        columns = (_inverse(column / sums.weight, spread, fit.group, sums.group)[0] for column in pulled.T)
        pulled, scale = np.column_stack(list(columns)), np.ones(len(spread))
    spent = np.empty(len(spread))
    # In blocks that stay in the processor's cache.
    for start in range(0, len(spread), BLOCK):
        part = slice(start, start + BLOCK)
        rows = pulled[part] * scale[part, None]
        spent[part] = np.einsum("ij,ij->i", rows @ inverse, rows)
    return spent


def _unsure(sums: Sums, fit: Fit, spread: Floats) -> Floats:
    """What not knowing the variances adds to a unit's posterior variance (Prasad & Rao 1990)."""
    ease = 1.0 / sums.weight
    share, square = ease / spread, 1.0 / (spread * spread)
    per_effect = fit.noise * share / spread
    if sums.known_noise:
        known: Floats = per_effect**2 * spread * 2.0 / float(square.sum())
        return known
    within = max(sums.rows - len(sums.weight), 1) / fit.noise**2
    shared = float(share @ (1.0 / spread))
    information = 0.5 * np.array([[square.sum(), shared], [shared, within + float(share @ share)]])
    covariance = np.linalg.inv(information)
    # The derivative in the noise is this many times the one in the effect's variance.
    times = -fit.effect / fit.noise
    weight = covariance[0, 0] + 2.0 * times * covariance[0, 1] + times**2 * covariance[1, 1]
    added: Floats = per_effect**2 * spread * weight
    return added
