"""Regression quantiles: the line that a share of the rows lies below, exactly and with a certificate.

The dual programme is solved by an interior-point method (Portnoy & Koenker 1997). Of many rows most lie so
far from the line that a fit to some tells on which side; only the others are looked at, and whoever was put
on the wrong side is taken back. Last the line is drawn through the rows that span it, as the simplex does.
"""

from dataclasses import dataclass

import numpy as np

from jopoi._core.reduce import Floats

_ROUNDS, _CLOSE, _BACK = 80, 1e-11, 0.9995
_FEW = 5_000  # rows that are fitted as they are
_TRIES = 6
_SOME, _BAND = 1.0, 0.9  # how many rows are tried first, and how many are looked at then
_FLAT = 1e-12


@dataclass(frozen=True)
class Line:
    """A regression quantile.

    Attributes
    ----------
    beta : (p,) array
    loss : float
        The sum of τ times what rows lie above and 1 − τ times what they lie below.
    gap : float
        No line has a loss smaller than ``loss - gap``.
    """

    beta: Floats
    loss: float
    gap: float


def fit_quantile(x: Floats, y: Floats, share: float) -> Line:
    """The line that ``share`` of the rows lie below.

    Parameters
    ----------
    x : (n, p) array
        Of full rank, the constant among its columns.
    y : (n,) array
    share : float
        Above 0 and below 1.

    Returns
    -------
    Line

    References
    ----------
    Koenker, R. & Bassett, G. (1978). Regression quantiles. *Econometrica*. Portnoy, S. & Koenker, R. (1997).
    The Gaussian hare and the Laplacian tortoise. *Statistical Science*.

    Examples
    --------
    >>> line = fit_quantile(np.ones((5, 1)), np.array([1.0, 2.0, 3.0, 4.0, 100.0]), 0.5)
    >>> line.beta
    array([3.])
    """
    beta, dual = _of_many(x, y, share) if len(y) > _FEW else _inside(x, y, share)
    beta = _through_rows(x, y, share, beta, dual)
    loss = loss_of(y - x @ beta, share)
    # The dual is feasible but for rounding, so it bounds the loss of every line from below.
    return Line(beta, loss, max(loss - float(y @ (dual - (1.0 - share))), 0.0))


def loss_of(residual: Floats, share: float) -> float:
    """τ times what lies above and 1 − τ times what lies below, summed."""
    return float(share * residual.sum() - residual[residual < 0.0].sum())


def _inside(x: Floats, y: Floats, share: float) -> tuple[Floats, Floats]:
    """Coefficients and dual values by Mehrotra's predictor and corrector, from a feasible start."""
    a = np.full(len(y), 1.0 - share)
    rest = 1.0 - a
    beta: Floats = np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], np.float64)
    away = x @ beta - y
    z = np.maximum(away, 0.0)
    margin = max(float(np.abs(away).mean()), _FLAT) * 0.1
    z += margin
    w = z - away
    scale = max(float(np.abs(y).sum()), _FLAT)
    for _round in range(_ROUNDS):
        mean = float(z @ a + w @ rest)
        if mean <= _CLOSE * scale:
            break
        q = 1.0 / (z / a + w / rest)
        qx = x * q[:, None]
        try:
            root = np.linalg.inv(qx.T @ x)
        except np.linalg.LinAlgError:
            break  # nothing but rounding is left to move; the gap says how near it is
        toward = w - z
        da = q * (toward - x @ (root @ (qx.T @ toward)))
        dz, dw = -z - z / a * da, -w + w / rest * da
        first, second = _step(a, da, rest, -da), _step(z, dz, w, dw)
        left = (a + first * da) @ (z + second * dz) + (rest - first * da) @ (w + second * dw)
        mu = mean * (float(left) / mean) ** 3 / (2.0 * len(y))
        pull, push = (mu - da * dz) / a, (mu + da * dw) / rest
        toward = pull - z - push + w
        db = -(root @ (qx.T @ toward))
        da = q * (toward + x @ db)
        dz, dw = pull - z - z / a * da, push - w + w / rest * da
        first, second = _step(a, da, rest, -da), _step(z, dz, w, dw)
        a, rest = a + first * da, rest - first * da
        z, w, beta = z + second * dz, w + second * dw, beta - second * db
    return np.asarray(beta, np.float64), a


def _step(one: Floats, change: Floats, other: Floats, also: Floats) -> float:
    """How far both may go without leaving the positive numbers."""
    least = min(float(np.min(change / one)), float(np.min(also / other)))
    return min(1.0, -_BACK / least) if least < 0.0 else 1.0


def _of_many(x: Floats, y: Floats, share: float) -> tuple[Floats, Floats]:
    """The same for many rows: those surely above or below stand in as two sums."""
    count, width = x.shape
    tried = min(int(_SOME * width**0.5 * count ** (2.0 / 3.0)), count)
    order = np.random.default_rng(count).permutation(count)
    for _try in range(_TRIES):
        if tried >= count // 2:
            break
        some = order[:tried]
        beta, _dual = _inside(x[some], y[some], share)
        away = y - x @ beta
        root = np.linalg.inv(np.linalg.cholesky(x[some].T @ x[some]))
        reach = np.linalg.norm(x @ root.T, axis=1)
        found = _sided(x, y, share, away, away / np.maximum(reach, _FLAT), tried)
        if found is not None:
            return found
        tried *= 2
    return _inside(x, y, share)


def _sided(
    x: Floats, y: Floats, share: float, away: Floats, scaled: Floats, tried: int
) -> tuple[Floats, Floats] | None:
    """A fit to the rows near a first line; none if too many others lie on another side than it said."""
    near = min(_BAND * tried / len(y), 0.8) / 2.0
    low, high = np.quantile(scaled, [max(share - near, 0.0), min(share + near, 1.0)])
    below, above = scaled < low, scaled > high
    for _mended in range(_TRIES):
        mine = ~(below | above)
        sums = [x[side].sum(axis=0) for side in (below, above)]
        # So far out that no line reaches them; at any height their part in the fit is the same.
        far = 10.0 * float(np.abs(away).sum() + np.abs(y).sum())
        beta, dual = _inside(np.vstack([x[mine], *sums]), np.concatenate([y[mine], [-far, far]]), share)
        residual = y - x @ beta
        wrong_below, wrong_above = below & (residual > 0.0), above & (residual < 0.0)
        wrong = int(wrong_below.sum() + wrong_above.sum())
        if wrong == 0:
            every = np.where(above, 1.0, 0.0)
            every[mine] = dual[:-2]
            return beta, every
        if wrong > tried // 10:
            return None
        below, above = below & ~wrong_below, above & ~wrong_above
    return None


def _through_rows(x: Floats, y: Floats, share: float, beta: Floats, dual: Floats) -> Floats:
    """The line through the rows that span it, where that is no worse."""
    inner = np.minimum(dual, 1.0 - dual)
    width = x.shape[1]
    some = np.argpartition(-inner, min(4 * width, len(inner) - 1))[: 4 * width]
    some = some[np.argsort(-inner[some], kind="stable")]
    chosen: list[int] = []
    held: Floats = np.zeros((0, width))
    for row in some:
        rest = x[row] - held.T @ (held @ x[row])
        size = float(np.linalg.norm(rest))
        if size > 1e-8 * float(np.linalg.norm(x[row])):
            chosen.append(int(row))
            held = np.asarray(np.vstack([held, rest / size]), np.float64)
        if len(chosen) == width:
            break
    if len(chosen) < width:
        return beta
    exact = np.asarray(np.linalg.solve(x[chosen], y[chosen]), np.float64)
    before, after = loss_of(y - x @ beta, share), loss_of(y - x @ exact, share)
    return exact if after <= before * (1.0 + 1e-12) else beta
