"""Means before and after, and how far they would wander if other people had been asked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jopoi._core.reduce import Floats
from jopoi.sense._burden_data import People

DRAWS = 1999
_MANY = 20_000
_TAILS = (0.025, 0.975)


@dataclass(frozen=True)
class Drawn:
    """Costs of a use by part, (2, 4): before and after; and the same in each draw, (draws, 2, 4)."""

    seen: Floats
    draws: Floats

    @property
    def saving(self) -> Floats:
        """What a use costs less after, by part."""
        saving: Floats = self.seen[0] - self.seen[1]
        return saving

    def interval(self, share: float = 1.0) -> tuple[float, float]:
        """Where the whole saving lies with 95 %, times ``share``."""
        low, high = np.quantile(share * (self.draws[:, 0] - self.draws[:, 1]).sum(axis=1), _TAILS)
        return float(low), float(high)

    def intervals(self) -> Floats:
        """The same for each part, (2, 4)."""
        found: Floats = np.quantile(self.draws[:, 0] - self.draws[:, 1], _TAILS, axis=0)
        return found

    def costs(self, moment: int) -> tuple[float, float]:
        """Where the cost of a use before (0) or after (1) lies."""
        low, high = np.quantile(self.draws[:, moment].sum(axis=1), _TAILS)
        return float(low), float(high)


def drawn(people: People, seed: int, among: NDArray[np.bool_] | None = None) -> Drawn:
    """What a service obtained costs, before and after; people are drawn anew, each moment by itself.

    What those spent who gave up counts, but they obtained nothing: sums of costs are divided by how many
    got the service. Draws in which nobody got it are left out.
    """
    dice = np.random.default_rng(seed)
    chosen = np.ones(len(people.after), dtype=bool) if among is None else among
    moments = [_moment(people, chosen & (people.after == after), dice) for after in (False, True)]
    draws = np.stack([draw for _seen, draw in moments], axis=1)
    return Drawn(np.stack([seen for seen, _draw in moments]), draws[np.isfinite(draws).all(axis=(1, 2))])


def _moment(people: People, which: NDArray[np.bool_], dice: np.random.Generator) -> tuple[Floats, Floats]:
    weight = people.weight[which]
    columns = np.column_stack([people.parts[which] * weight[:, None], people.finished[which] * weight])
    whole = columns.sum(axis=0)
    return _ratio(whole), _ratio(_sums_anew(columns, dice) if len(columns) < _MANY else _near(columns, dice))


def _sums_anew(columns: Floats, dice: np.random.Generator) -> Floats:
    """The sums if as many people were drawn again from those who were asked, with putting back."""
    n = len(columns)
    sums = np.empty((DRAWS, columns.shape[1]))
    for draw in range(DRAWS):
        # How often each person is drawn: the sums follow by one product.
        sums[draw] = np.bincount(dice.integers(0, n, n), minlength=n) @ columns
    return sums


def _near(columns: Floats, dice: np.random.Generator) -> Floats:
    """The same for very many people, whose sums are normal for all that an interval can show."""
    n = len(columns)
    return dice.multivariate_normal(columns.sum(axis=0), n * np.cov(columns.T, bias=True), size=DRAWS)


def _ratio(sums: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = sums[..., :-1] / sums[..., -1:]
    return found


def quantile(values: Floats, weight: Floats, share: float) -> float:
    """The weighted quantile: the least value that at least a share of the weight does not exceed."""
    known = np.isfinite(values)
    values, weight = values[known], weight[known]
    if not len(values):
        return float("nan")
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(below, share * below[-1] * (1.0 - 1e-12))])
