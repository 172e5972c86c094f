"""The tables of a quantile frontier, keyed by unit and by term."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from jopoi._core.reduce import Floats
from jopoi.sense._posterior import NORMAL_95
from jopoi.sense._quantile_errors import Sure, how_sure
from jopoi.sense._quantile_fit import Line, fit_quantile, loss_of
from jopoi.sense._quantiles_data import Design
from jopoi.sense._quantiles_spec import QuantilesSpec

_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Bar:
    """The fitted bar, how sure it is, and how much less it misses by than one bar for all."""

    line: Line
    sure: Sure
    explained: float


def bar_of(design: Design, spec: QuantilesSpec) -> Bar:
    """Fit the bar; rows of one unit count together where units have several."""
    line = fit_quantile(design.x, design.y, spec.quantile)
    code = design.code if len(design.unit) < len(design.y) else None
    sure = how_sure(design.x, design.y, line, spec.quantile, spec.spread, code)
    flat = loss_of(design.y - fit_quantile(design.x[:, :1], design.y, spec.quantile).beta[0], spec.quantile)
    return Bar(line, sure, 1.0 - line.loss / flat if flat > 0.0 else 0.0)


def units_sheet(design: Design, bar: Bar, spec: QuantilesSpec) -> pl.DataFrame:
    """Each unit's outcome beside the bar for its circumstances, the farthest above first."""
    sign = 1.0 if spec.higher_is_better else -1.0
    rows = np.bincount(design.code)
    means = np.column_stack([np.bincount(design.code, column) / rows for column in design.x.T])
    outcome = np.bincount(design.code, design.y) / rows
    height = means @ bar.line.beta
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", means, bar.sure.covariance, means), 0.0))
    return pl.DataFrame(
        {
            "unit": design.unit,
            "rows": rows,
            "outcome": sign * outcome,
            "bar": sign * height,
            "standard_error": error,
            "margin": outcome - height,
            "above": outcome > height,
            "clearly_above": outcome > height + NORMAL_95 * error,
        }
    ).sort("margin", "unit", descending=[True, False])


def coefficients_sheet(design: Design, bar: Bar, spec: QuantilesSpec) -> pl.DataFrame:
    """The bar's coefficients in the columns' own units."""
    sign = 1.0 if spec.higher_is_better else -1.0
    back = _back(design)
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", back, bar.sure.covariance, back), 0.0))
    estimate = sign * (back @ bar.line.beta)
    return pl.DataFrame(
        {
            "term": design.terms,
            "estimate": estimate,
            "standard_error": error,
            "lower": estimate - NORMAL_95 * error,
            "upper": estimate + NORMAL_95 * error,
        }
    )


def quantiles_sheet(design: Design, spec: QuantilesSpec) -> pl.DataFrame:
    """The coefficients of bars at other heights: whether circumstances weigh on the best as on the rest."""
    sign, back = (1.0 if spec.higher_is_better else -1.0), _back(design)
    parts = []
    for share in sorted({*_SHARES, spec.quantile}):
        beta = fit_quantile(design.x, design.y, share).beta
        parts.append(
            pl.DataFrame(
                {
                    "quantile": [share] * len(design.terms),
                    "term": design.terms,
                    "estimate": sign * (back @ beta),
                }
            )
        )
    return pl.concat(parts)


def _back(design: Design) -> Floats:
    """From coefficients of moved and scaled columns to those of the columns themselves."""
    back = np.diag(1.0 / design.scale)
    back[0] = -design.centre / design.scale
    back[0, 0] = 1.0
    return back
