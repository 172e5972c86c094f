"""Weighted shares and means, with intervals that count the weights, the weighting and the clusters."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as students_t

from jopoi._core.reduce import Floats
from jopoi.sense._pulse_weights import Codes, Margin

_TAIL = 0.975
_TINY = 1e-12
_MOST_PULL = 0.9  # the only one of their category explains themselves wholly


@dataclass(frozen=True)
class Answered:
    """Who answered a question: weights, margins and clusters of those (n,)."""

    weight: Floats
    margins: list[Margin]
    cluster: Codes | None

    def some(self, which: np.ndarray) -> "Answered":
        """Those of some people."""
        margins = [Margin(m.column, m.categories, m.code[which], m.aim) for m in self.margins]
        return Answered(self.weight[which], margins, None if self.cluster is None else self.cluster[which])

    @property
    def effective(self) -> float:
        """As how many answers of equal weight these count: Kish's effective number."""
        return float(self.weight.sum() ** 2 / (self.weight @ self.weight))


@dataclass(frozen=True)
class Estimate:
    """Estimates of several quantities (k,) with the variance of each, and how many draws stand behind it."""

    value: Floats
    variance: Floats
    freedom: int

    @property
    def reach(self) -> float:
        """How many standard errors an interval of 95 % reaches."""
        return float(students_t.ppf(_TAIL, max(self.freedom, 1)))

    def interval(self) -> tuple[Floats, Floats]:
        """Of means."""
        half = self.reach * np.sqrt(self.variance)
        return self.value - half, self.value + half

    def share_interval(self, effective: float) -> tuple[Floats, Floats]:
        """Of shares: Wilson's, for the number of answers drawn by lot that would be as sure.

        Where nobody or everybody said so, that number is the effective one of the weights.
        """
        value = np.clip(self.value, 0.0, 1.0)
        spread = value * (1.0 - value)
        known = (spread > _TINY) & (self.variance > _TINY * spread)
        count = np.where(known, spread / np.where(known, self.variance, 1.0), effective)
        square = self.reach**2
        middle = (value + square / (2.0 * count)) / (1.0 + square / count)
        half = self.reach * np.sqrt(spread / count + square / (4.0 * count**2)) / (1.0 + square / count)
        return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def estimated(said: Floats, who: Answered) -> Estimate:
    """Weighted means of (n, k) answers, and their variance by linearisation.

    What the margins explain of an answer does not vary from sample to sample once answers are weighted to
    them; only what is left of it does (Deville & Särndal 1992). It is taken as it would be left had
    the person not drawn the explanation towards their own answer, as a jackknife does: with heavy weights
    in small samples intervals are too short otherwise.
    """
    value = who.weight @ said / who.weight.sum()
    left = _left(said, who) * who.weight[:, None] / who.weight.sum()
    if who.cluster is not None:
        groups = int(who.cluster.max()) + 1
        left = np.column_stack([np.bincount(who.cluster, column, groups) for column in left.T])
        left = left[np.bincount(who.cluster, minlength=groups) > 0]
    draws = len(left)
    spread = ((left - left.mean(axis=0)) ** 2).sum(axis=0)
    variance = spread * draws / (draws - 1) if draws > 1 else np.full(said.shape[1], np.nan)
    return Estimate(value, variance, draws - 1)


def _left(said: Floats, who: Answered) -> Floats:
    """What the margins do not explain of the answers."""
    kinds = [np.eye(len(margin.aim))[margin.code] for margin in who.margins]
    known = np.column_stack([np.ones(len(said)), *kinds])
    # The pseudo-inverse takes the categories of several margins for what they are: not independent.
    crossed = known.T @ (known * who.weight[:, None])
    inverse = np.linalg.pinv(crossed, hermitian=True)
    slopes = inverse @ (known.T @ (said * who.weight[:, None]))
    pull = np.minimum(np.einsum("ij,ij->i", known @ inverse, known) * who.weight, _MOST_PULL)
    left: Floats = (said - known @ slopes) / (1.0 - pull)[:, None]
    return left
