"""How sure a regression quantile is: the covariance of its coefficients."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from jopoi._core.reduce import Floats
from jopoi.sense._quantile_fit import Line, fit_quantile

Spread = Literal["unequal", "kernel", "equal"]
_LEVEL = 0.05
_SMALLEST = float(np.finfo(float).eps ** (2.0 / 3.0))


@dataclass(frozen=True)
class Sure:
    """The covariance of the coefficients, (p, p), and the bandwidth in shares that it rests on."""

    covariance: Floats
    bandwidth: float


def how_sure(
    x: Floats, y: Floats, line: Line, share: float, spread: Spread, code: NDArray[np.intp] | None = None
) -> Sure:
    """The covariance of a regression quantile's coefficients.

    Parameters
    ----------
    x, y, line, share
        As of, and from, `fit_quantile`.
    spread : {"unequal", "kernel", "equal"}
        Whether the density of the outcome at the line differs from row to row: by how far the lines of
        neighbouring shares lie apart (Hendricks & Koenker 1992), by a kernel (Powell 1991), or not at all.
    code : (n,) int array, optional
        The unit of each row, from 0, whose rows count together (Parente & Santos Silva 2016).

    Returns
    -------
    Sure
    """
    count = len(y)
    residual = y - x @ line.beta
    width = bandwidth(share, count)
    if spread == "equal":
        density = np.full(count, 1.0 / _sparsity(residual, count, x.shape[1], width))
    elif spread == "kernel":
        density = _by_kernel(residual, share, _inside(share, width))
    else:
        width = _inside(share, width)
        apart = x @ (fit_quantile(x, y, share + width).beta - fit_quantile(x, y, share - width).beta)
        density = np.maximum(2.0 * width / np.where(apart > _SMALLEST, apart - _SMALLEST, np.inf), 0.0)
        density = np.where(apart > _SMALLEST, density, _SMALLEST)
    bread = np.linalg.inv((x * density[:, None]).T @ x)
    middle = share * (1.0 - share) * (x.T @ x) if code is None else _together(x, residual, share, code)
    return Sure(bread @ middle @ bread, width)


def bandwidth(share: float, count: int) -> float:
    """How far to look to either side, in shares (Hall & Sheather 1988)."""
    at = float(norm.ppf(share))
    steep = 1.5 * float(norm.pdf(at)) ** 2 / (2.0 * at**2 + 1.0)
    return float(count ** (-1.0 / 3.0) * norm.ppf(1.0 - _LEVEL / 2.0) ** (2.0 / 3.0) * steep ** (1.0 / 3.0))


def _inside(share: float, width: float) -> float:
    """Halved until both sides are shares."""
    while share - width < 0.0 or share + width > 1.0:
        width /= 2.0
    return width


def _sparsity(residual: Floats, count: int, terms: int, width: float) -> float:
    """How fast residuals rise with their share around the line: a median line through the nearest ones."""
    on_it = int((np.abs(residual) < _SMALLEST).sum())
    taken = max(terms + 1, int(np.ceil(count * width)))
    places = np.arange(on_it, min(on_it + taken + 1, count))
    near = np.sort(residual[np.argsort(np.abs(residual), kind="stable")[places]])
    design = np.column_stack([np.ones(len(places)), (places + 1.0) / (count - terms)])
    return max(float(fit_quantile(design, near, 0.5).beta[1]), _SMALLEST)


def _by_kernel(residual: Floats, share: float, width: float) -> Floats:
    quarter = float(np.subtract(*np.quantile(residual, [0.75, 0.25]))) / 1.34
    scale = min(float(residual.std(ddof=1)), quarter)
    reach = max(float(norm.ppf(share + width) - norm.ppf(share - width)) * scale, _SMALLEST)
    found: Floats = norm.pdf(residual / reach) / reach
    return found


def _together(x: Floats, residual: Floats, share: float, code: NDArray[np.intp]) -> Floats:
    """The sum over units of the outer product of what their rows pull."""
    pull = x * (share - (residual < -_SMALLEST))[:, None]
    units = int(code.max()) + 1
    total = np.column_stack([np.bincount(code, column, units) for column in pull.T])
    return np.asarray(total.T @ total * (units / (units - 1.0)), np.float64)
