"""The tables of a stochastic frontier: efficiencies with their intervals, and coefficients."""

import numpy as np
import polars as pl

from jopoi._core.reduce import Floats
from jopoi.sense._stochastic_data import Seen
from jopoi.sense._stochastic_fit import Fitted
from jopoi.sense._stochastic_likelihood import Posterior, posterior
from jopoi.sense._stochastic_spec import StochasticSpec

_LOW, _HIGH = 0.025, 0.975


def units_sheet(seen: Seen, fitted: Fitted, spec: StochasticSpec) -> pl.DataFrame:
    """One row for each inefficiency: of a row, of a unit, or of a unit in a period."""
    by_row = spec.inefficiency != "lasting"
    period = [spec.period] if spec.period and by_row else []
    frame = seen.frame.select(spec.unit, *period)
    if not by_row:
        frame = frame[seen.rows.start.tolist()]  # type: ignore[union-attr]  # lasting has starts
    names = ["unit", *(["period"] if period else [])]
    told = frame.rename(dict(zip(frame.columns, names, strict=True)))
    return told.with_columns(
        **{name: pl.Series(values) for name, values in _efficiency(seen, fitted, by_row=by_row).items()}
    )


def _efficiency(seen: Seen, fitted: Fitted, *, by_row: bool) -> dict[str, Floats]:
    count = len(seen.code) if by_row else len(np.unique(seen.code))
    if fitted.end == "no inefficiency":
        return {"efficiency": np.ones(count), "lower": np.ones(count), "upper": np.ones(count)}
    own, part = posterior(seen.rows, fitted.theta)
    shares: Floats | float = 1.0
    if by_row:
        own, shares = Posterior(own.mean[seen.code], own.sd[seen.code]), part
    return {
        "efficiency": own.efficiency(shares),
        "lower": np.exp(-shares * own.quantile(_HIGH)),
        "upper": np.exp(-shares * own.quantile(_LOW)),
    }


def coefficients_sheet(seen: Seen, fitted: Fitted, spec: StochasticSpec) -> pl.DataFrame:
    """Every parameter in the columns' own units, with its standard error."""
    rows, terms = seen.rows, len(spec.inputs)
    noise, inside, means, decay = rows.places
    back = np.eye(rows.size)
    _undo(back, 0, slice(1, terms + 1), seen.centre[:terms], seen.scale[:terms])
    names = ["constant", *spec.inputs, "spread of chance", "spread of inefficiency"]
    if rows.about is not None:
        more = slice(means.start + 1, means.stop)
        _undo(back, means.start, more, seen.centre[terms:], seen.scale[terms:])
        names += ["mean of inefficiency", *spec.context]
    estimate = back @ fitted.theta
    covariance = back @ fitted.covariance @ back.T
    error = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    for place in (noise, inside):
        estimate[place] = np.exp(estimate[place])
        error[place] *= estimate[place]
    names += ["drift"] if decay is not None else []
    return pl.DataFrame({"term": names, "estimate": estimate, "standard_error": error}).with_columns(
        pl.col("standard_error").fill_nan(None)
    )


def _undo(back: Floats, constant: int, columns: slice, centre: Floats, scale: Floats) -> None:
    """Coefficients of what was centred and scaled, told of the columns as they are."""
    back[columns, columns] = np.diag(1.0 / scale)
    back[constant, columns] = -centre / scale
