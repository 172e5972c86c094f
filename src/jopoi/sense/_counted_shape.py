"""What is known of each unit from its counts when the shape of the differences is estimated, not assumed."""

from dataclasses import dataclass, replace

import numpy as np

from jopoi.sense._counted_fit import CountFit
from jopoi.sense._counted_posterior import Known, Scale, known
from jopoi.sense._counted_rows import Counts
from jopoi.sense._mixture import Floats, Mixture
from jopoi.sense._mixture_counts import fit_counted, tallies_of
from jopoi.sense._mixture_posterior import chances

_NORMAL_KURTOSIS = 3.0
_FARTHEST = 5.0  # standard deviations: a shift that says never is not an outlier of a million


@dataclass(frozen=True)
class Shaped:
    """What is known of the units, and the distribution of what their shifts are worth."""

    known: Known
    mixture: Mixture


def shaped(counts: Counts, fit: CountFit, scale: Scale, top: float) -> Shaped:
    """Fit the distribution of the shifts, and say of each unit what is known of it.

    Intervals lie around what a normal distribution gives, and are so wide that they hold for every
    distribution with its variance and the kurtosis of the one found.
    """
    fixed = counts.x @ fit.beta
    shifts = fit_counted(counts, fixed)
    normal = known(counts, fit, scale, top, kurtosis=_kurtosis(shifts, fit.variance))
    order = slice(None) if scale.sign > 0.0 else slice(None, None, -1)
    worth = scale.worth(scale.sign * shifts.atoms)
    good = replace(shifts, atoms=worth[order], weights=shifts.weights[order])
    bar, part = good.above(top)
    belongs = np.where(good.atoms > bar, 1.0, np.where(good.atoms == bar, part, 0.0))
    mean, square, tail = (np.empty(counts.units) for _ in range(3))
    for block, chance in chances(tallies_of(counts, fixed, merged=False), shifts):
        turned = chance[:, order]
        mean[block] = turned @ good.atoms
        square[block] = turned @ good.atoms**2
        tail[block] = turned @ belongs
    posterior = replace(
        normal.posterior,
        mean=mean,
        sd=np.sqrt(np.maximum(square - mean**2, 0.0)),
        lower=np.minimum(normal.posterior.lower, mean),
        upper=np.maximum(normal.posterior.upper, mean),
    )
    return Shaped(replace(normal, posterior=posterior, tail=np.clip(tail, 0.0, 1.0), bar=bar), good)


def _kurtosis(shifts: Mixture, variance: float) -> float:
    """Of the distribution found, and no less than the normal one's."""
    reach = _FARTHEST * float(np.sqrt(variance))
    atoms = np.clip(shifts.atoms, -reach, reach)  # zero is the middle of the normal fit
    away: Floats = atoms - float(shifts.weights @ atoms)
    spread = float(shifts.weights @ away**2)
    found = float(shifts.weights @ away**4) / spread**2 if spread > 0.0 else 0.0
    return max(found, _NORMAL_KURTOSIS)


__all__ = ["Shaped", "shaped"]
