"""Where units lie on the globe."""

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.errors import ColumnError
from jopoi.sense._columns import require_number
from jopoi.sense._screening_spec import ScreenSpec
from jopoi.words import N_

_DEGREES = {"latitude": 90.0, "longitude": 180.0}


def places_of(table: Table, spec: ScreenSpec, units: pl.Series) -> Floats | None:
    """Degrees north and east of each unit (N, 2), the last that are given; not a number where unknown.

    Raises
    ------
    ColumnError
        A column is missing, holds text, or a place is none on the globe.
    """
    if spec.latitude is None or spec.longitude is None:
        return None
    names = [spec.latitude, spec.longitude]
    table.require(*names)
    for name in names:
        require_number(table, name)
    rows = table.collect(
        table.lazy.select(nw.col(spec.unit).alias("unit"), *(nw.col(name) for name in names))
    )
    told = rows.filter(pl.col("unit").is_in(units.implode()))
    last = told.group_by("unit", maintain_order=True).agg(pl.col(names).drop_nulls().last())
    found = pl.DataFrame({"unit": units}).join(last, on="unit", how="left", maintain_order="left")
    places = np.full((found.height, 2), np.nan)
    for k, (name, most) in enumerate(zip(names, _DEGREES.values(), strict=True)):
        degrees = found[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        wrong = np.flatnonzero(np.abs(degrees) > most)
        if len(wrong):
            raise ColumnError(
                N_("Column “{column}” holds {value} for “{unit}”: degrees lie between −{most} and {most}."),
                N_("Mend that cell, or choose the column with degrees."),
                column=name,
                value=float(degrees[wrong[0]]),
                unit=str(found["unit"][int(wrong[0])]),
                most=int(most),
            )
        places[:, k] = degrees
    return places


def unknown(places: Floats) -> NDArray[np.bool_]:
    """Which units have no place."""
    return np.isnan(places[:, 0]) | np.isnan(places[:, 1])


def on_globe(places: Floats) -> Floats:
    """Points on a globe of radius one (N, 3): near in space is near on the ground."""
    north, east = np.radians(places).T
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
