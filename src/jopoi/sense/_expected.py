"""From circumstances to what they lead one to expect, as a column that the screening then allows for."""

from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
from scipy.special import logit

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import ColumnError
from jopoi.progress import step
from jopoi.sense import _peers as peer
from jopoi.sense._counted_rows import Family
from jopoi.sense._peers import Circumstances, Places
from jopoi.sense._prepared import Prepared
from jopoi.sense._rows import Rows, find_rows
from jopoi.sense._screening_spec import ScreenSpec, label
from jopoi.words import N_

_FARTHEST = 20.0  # times rarer than over all: as far as few peers without a case can tell


@dataclass(frozen=True)
class Peers:
    """Whom units were compared with.

    Attributes
    ----------
    left, left_linear : float
        The share of the variance between units that is left within peers, and by a straight line; both are
        measured on units that had no say in what was expected of them.
    groups, units : polars.DataFrame or None
        The groups (peer_group, units, outcome_mean, sd_within), and each unit's group, if by clusters; each
        unit's nearest ones (unit, peer, distance), if by neighbours.
    """

    left: float
    left_linear: float
    groups: pl.DataFrame | None = None
    units: pl.DataFrame | None = None


@dataclass(frozen=True)
class Ready:
    """A table that holds what is expected, and what is to be asked of it."""

    table: Table
    spec: ScreenSpec
    peers: Peers | None = None
    rows: Rows | None = None

    def told(self, prepared: Prepared) -> Prepared:
        """With the record of which rows of the first table were left out, and why."""
        if self.rows is None:
            return prepared
        kept = replace(
            prepared.rows, exclusions=self.rows.exclusions, total=self.rows.total, lost=self.rows.lost
        )
        return replace(prepared, rows=kept)


@dataclass(frozen=True)
class Odds:
    """The scale on which rates are compared: of log-odds or logarithms, from ``low``, by the ``per``."""

    family: Family
    low: float
    per: float


def with_expectation(table: Table, spec: ScreenSpec, scale: Odds | None = None) -> Ready:
    """Put what is expected of each unit in the place of its circumstances.

    Parameters
    ----------
    table : Table
        Of means or of rates.
    spec : ScreenSpec
    scale : Odds, optional
        On which the screening of rates then works.

    Returns
    -------
    Ready
        The same as given, where a straight line is asked for.
    """
    if spec.expectation == "linear":
        return Ready(table, spec)
    step(N_("finding peers"), 0.02)
    rows = find_rows(table, spec)
    cells = _complete(table, spec, rows)
    if spec.expectation == "clusters":
        return _grouped(table, spec, rows, cells)
    unit, units = _circumstances(table, spec, cells, spec.outcome)
    place, away = peer.nearest(units, spec.peers) if spec.expectation == "neighbours" else (None, None)
    expected = _by(units, place)
    told = Peers(units.left(expected), units.left(peer.straight(units)))
    if place is not None and away is not None:
        told = replace(told, units=_nearest_sheet(unit, place, away))
    column = own_column(spec.outcome)
    values = {column: _on_scale(expected, float(np.average(units.y, weights=units.weight)), scale)}
    for name in spec.mirror:
        seen = cells.filter(pl.col(name).is_not_null() & pl.col(name).is_not_nan())
        also, others = _circumstances(table, spec, seen, name)
        where = peer.nearest(others, spec.peers)[0] if place is not None else None
        known = pl.DataFrame({"unit": also, "value": _by(others, where)})
        joined = pl.DataFrame({"unit": unit}).join(known, on="unit", how="left", maintain_order="left")
        values[own_column(name)] = joined["value"].fill_null(strategy="mean").to_numpy()
    columns = pl.DataFrame({"unit": unit} | values)
    return _ready(spec, rows, cells, columns, (column,), told)


def own_column(outcome: str) -> str:
    """The column with what is expected of an outcome."""
    return f"expected “{outcome}”"


def of_mirror(table: Table, spec: ScreenSpec, name: str) -> ScreenSpec:
    """What is asked of a mirror: its own expectation in place of the outcome's, if it has one."""
    return (
        spec.model_copy(update={"context": (own_column(name),)}) if own_column(name) in table.schema else spec
    )


def _by(units: Circumstances, place: Places | None) -> Floats:
    return peer.by_trees(units) if place is None else peer.by_nearest(units, place)


def _grouped(table: Table, spec: ScreenSpec, rows: Rows, cells: pl.DataFrame) -> Ready:
    unit, units = _circumstances(table, spec, cells, spec.outcome)
    code = peer.clusters(units, spec.peers)
    names = np.array([f"{k + 1:02d}" for k in range(int(code.max()) + 1)])[code]
    told = Peers(units.left(peer.by_clusters(units, code)), units.left(peer.straight(units)))
    own = pl.DataFrame({"unit": unit, "peer_group": names, "y": units.y})
    groups = own.group_by("peer_group").agg(
        units=pl.len().cast(pl.Int64), outcome_mean=pl.col("y").mean(), sd_within=pl.col("y").std()
    )
    told = replace(told, groups=groups.sort("peer_group"), units=own.select("unit", "peer_group"))
    columns = pl.DataFrame({"unit": unit, "peer group": names})
    return _ready(spec, rows, cells, columns, ("peer group",), told)


def _ready(
    spec: ScreenSpec,
    rows: Rows,
    cells: pl.DataFrame,
    columns: pl.DataFrame,
    context: tuple[str, ...],
    told: Peers,
) -> Ready:
    joined = cells.join(columns, left_on=spec.unit, right_on="unit", how="left", maintain_order="left")
    for name in columns.columns[1:]:
        # Units that are in the held-out periods alone have no say; they are expected to do as all do.
        rest = columns[name].mean() if columns[name].dtype.is_numeric() else columns[name].mode().sort()[0]
        joined = joined.with_columns(pl.col(name).fill_null(rest))
    lazy = nw.from_native(joined.lazy())
    asked = spec.model_copy(update={"context": context, "expectation": "linear"})
    return Ready(Table(lazy, "polars", dict(lazy.collect_schema())), asked, told, rows)


def _complete(table: Table, spec: ScreenSpec, rows: Rows) -> pl.DataFrame:
    """The rows that can be used, with all that the screening reads."""
    lazy = table.lazy if rows.complete is None else table.lazy.filter(rows.complete)
    return table.collect(lazy.select(*dict.fromkeys(spec.columns)))


def _circumstances(
    table: Table, spec: ScreenSpec, cells: pl.DataFrame, outcome: str
) -> tuple[pl.Series, Circumstances]:
    """One row a unit, from the periods that are screened; what all units share of a period is taken out."""
    if spec.period is not None and spec.confirm:
        later = [period for period in cells[spec.period].unique() if label(period) in spec.confirm]
        cells = cells.filter(~pl.col(spec.period).is_in(later))
    y = pl.col(outcome).cast(pl.Float64)
    if spec.period is not None:
        y = y - y.mean().over(spec.period) + y.mean()
    weight = pl.lit(1.0)
    if spec.standard_error:
        weight = pl.col(spec.standard_error).cast(pl.Float64) ** -2.0
    elif spec.weight:
        weight = pl.col(spec.weight).cast(pl.Float64)
    parts: dict[str, Any] = {}
    for place, name in enumerate(spec.context):
        if table.is_number(name):
            parts[f"x{place}"] = pl.col(name).cast(pl.Float64)
            continue
        levels = cells[name].unique().sort().to_list()
        parts |= {f"x{place}:{k}": (pl.col(name) == level).cast(pl.Float64) for k, level in enumerate(levels)}
    ready = cells.select(pl.col(spec.unit).alias("unit"), y.alias("y"), weight.alias("w"), **parts)
    by_unit = ready.group_by("unit").agg(
        (pl.col("y") * pl.col("w")).sum() / pl.col("w").sum(),
        pl.col("w").sum(),
        *(pl.col(x).mean() for x in parts),
    )
    by_unit = by_unit.sort("unit")
    x = by_unit.select(*parts).to_numpy()
    if not (x.max(axis=0) > x.min(axis=0)).any():
        raise ColumnError(
            N_("Context “{column}” has the same value for every unit, so that none has peers."),
            N_("Choose circumstances that differ between units."),
            column=spec.context[0],
        )
    return by_unit["unit"], Circumstances(x, by_unit["y"].to_numpy(), by_unit["w"].to_numpy())


def _on_scale(expected: Floats, middle: float, scale: Odds | None) -> Floats:
    if scale is None:
        return expected
    expected, middle = (expected - scale.low) / scale.per, (middle - scale.low) / scale.per
    least = np.maximum(expected, middle / _FARTHEST)
    if scale.family == "poisson":
        return np.log(least)
    found: Floats = logit(np.minimum(least, 1.0 - (1.0 - middle) / _FARTHEST))
    return found


def _nearest_sheet(unit: pl.Series, place: Places, away: Floats) -> pl.DataFrame:
    every = np.repeat(np.arange(len(unit)), place.shape[1])
    return pl.DataFrame({"unit": unit[every], "peer": unit[place.ravel()], "distance": away.ravel()})
