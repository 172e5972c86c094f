"""One screening on arrays: fit, shrink, select, and the same again over the range of doubt."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jopoi._core.reduce import UnitSums
from jopoi.sense._mixture import Mixture
from jopoi.sense._mixture_posterior import mixed
from jopoi.sense._posterior import Posterior, posterior
from jopoi.sense._precision import Trend, by_precision
from jopoi.sense._reml import Codes, Criterion, Fit, Floats, Sums, fit, range_of_ratio
from jopoi.sense._screening_spec import Prior
from jopoi.sense._select import bar, shortlist, tail_probability


@dataclass(frozen=True)
class Rule:
    """How the list is cut: the top share, the bound on false ones, the capacity, the shape of the effects."""

    top: float
    false_share: float
    capacity: int | None = None
    prior: Prior = "normal"


@dataclass(frozen=True)
class Listing:
    """A fit with its effects and the list cut from them; ``chosen`` holds positions, surest first."""

    fit: Fit
    posterior: Posterior
    bar: float
    tail: Floats
    chosen: NDArray[np.intp]
    mixture: Mixture | None = None
    trend: Trend | None = None

    @property
    def expected_false_share(self) -> float:
        """The mean chance that a unit on the list does not belong there; 0 for an empty list."""
        return float(np.mean(1.0 - self.tail[self.chosen])) if len(self.chosen) else 0.0


@dataclass(frozen=True)
class Outcome:
    """The listing at the estimate and at both ends of the range of the variance ratio."""

    sums: Sums
    estimate: Listing
    low: Listing
    high: Listing
    overdispersion: float
    lasting: Listing | None = None
    """The listing if only what stays alike over the longest time counts as an effect."""

    @property
    def cases(self) -> list[Listing]:
        """Every listing that the data allow: the estimate, both ends, and what lasts."""
        return [self.estimate, self.low, self.high, *([self.lasting] if self.lasting else [])]

    @property
    def steady(self) -> NDArray[np.intp]:
        """Positions that are on the list in every case."""
        steady = np.sort(self.estimate.chosen)
        for case in self.cases:
            steady = np.intersect1d(steady, case.chosen)
        return steady

    def false_share_under(self, case: Listing) -> float:
        """The expected false share of the list of the estimate, if another case were true."""
        chosen = self.estimate.chosen
        return float(np.mean(1.0 - case.tail[chosen])) if len(chosen) else 0.0


def as_sums(sums: UnitSums, group: Codes | None, *, known_noise: bool) -> Sums:
    """The sums in the shape that the fit wants, scaled so that typical weights are near one."""
    return Sums(
        sums.z,
        sums.weight,
        sums.cross,
        int(sums.rows.sum()),
        group,
        known_noise,
    )


def screen_sums(sums: UnitSums, group: Codes | None, rule: Rule, *, given_noise: bool) -> Outcome:
    """Fit, shrink and select.

    Parameters
    ----------
    sums : UnitSums
    group : (N,) int array or None
    rule : Rule
    given_noise : bool
        Whether the weights are inverse sampling variances.

    Returns
    -------
    Outcome
    """
    fitted = fit_sums(sums, group, given_noise=given_noise)
    fits = (fitted.best, *range_of_ratio(fitted.criterion, fitted.best))
    with ThreadPoolExecutor() as pool:
        estimate, low, high = pool.map(lambda one: cut(fitted.ready, one, rule), fits)
    return Outcome(fitted.ready, estimate, low, high, fitted.overdispersion)


@dataclass(frozen=True)
class Fitted:
    """A fit, the sums that it is of, and how much more the periods scatter than the errors given."""

    ready: Sums
    best: Fit
    criterion: Criterion
    overdispersion: float = 1.0


def fit_sums(sums: UnitSums, group: Codes | None, *, given_noise: bool) -> Fitted:
    """Fit alone, whatever list is cut from it; see `screen_sums`."""
    ready = as_sums(sums, group, known_noise=given_noise)
    fitted = Fitted(ready, *fit(ready))
    if given_noise and int(sums.rows.sum()) > len(sums.weight):
        # Repeated periods can show that the given standard errors are too small, never too large.
        loose = as_sums(sums, group, known_noise=False)
        free, criterion = fit(loose)
        if free.noise > 1.0:
            return Fitted(loose, free, criterion, free.noise)
    return fitted


def with_lasting(outcome: Outcome, covariance: float, rule: Rule) -> Outcome:
    """Add the case in which the effects' variance is the covariance of distant periods only."""
    fitted = outcome.estimate.fit
    effect = min(max(covariance - fitted.group, 0.0), fitted.effect)
    noise = fitted.noise + fitted.effect - effect
    scale = noise / fitted.noise
    lasting = replace(
        fitted,
        effect=effect,
        noise=noise,
        between=effect / noise,
        group_ratio=fitted.group / noise,
        precision=fitted.precision / scale,
    )
    return replace(outcome, lasting=cut(outcome.sums, lasting, rule))


def cut(sums: Sums, fitted: Fit, rule: Rule) -> Listing:
    """Shrink and select at given variances."""
    shrunk = posterior(sums, fitted)
    mixture: Mixture | None = None
    trend: Trend | None = None
    if rule.prior == "nonparametric" and fitted.effect > 0.0:
        shape = mixed(shrunk, fitted.effect, rule.top)
        shrunk, edge, tail, mixture = shape.posterior, shape.bar, shape.tail, shape.mixture
    elif rule.prior == "precision" and fitted.effect > 0.0:
        own = by_precision(shrunk, fitted.effect, rule.top)
        shrunk, edge, tail, trend = own.posterior, own.bar, own.tail, own.trend
    else:
        edge = bar(fitted.effect, rule.top)
        tail = tail_probability(shrunk.mean, shrunk.sd, edge)
    chosen = shortlist(tail, rule.false_share, rule.capacity)
    return Listing(fitted, shrunk, edge, tail, chosen, mixture, trend)


def at_same_ratios(sums: Sums, fitted: Fit) -> Posterior:
    """Effects in other periods, at the variance ratios found in the screening."""
    return posterior(sums, Criterion(sums).at(fitted.between, fitted.group_ratio))
