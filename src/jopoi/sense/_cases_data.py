"""What a table says of each unit beside its figures: region, why it is no case, where it lies."""

from dataclasses import dataclass

import narwhals as nw
import polars as pl

from jopoi._core.frames import Table
from jopoi._core.reduce import Floats
from jopoi.sense._cases_spec import CasesSpec
from jopoi.sense._places import places_of


@dataclass(frozen=True)
class Known:
    """Of each unit of a screening, in its order.

    Attributes
    ----------
    region : Series or None
        The last one that is given.
    reason : list of str
        Why it is no case; empty where nothing speaks against it.
    places : (N, 2) array or None
        Degrees north and east, not a number where unknown.
    """

    region: pl.Series | None
    reason: list[str]
    places: Floats | None


def known_of(table: Table, spec: CasesSpec, units: pl.Series) -> Known:
    """What is known of the units.

    Raises
    ------
    ColumnError
        A column is missing, or a place is none on the globe.
    """
    table.require(*spec.of_units)
    wanted = [nw.col(name) for name in spec.of_units]
    rows = table.collect(table.lazy.select(nw.col(spec.unit).alias("unit"), *wanted))
    told = rows.filter(pl.col("unit").is_in(units.implode()))
    last = told.group_by("unit", maintain_order=True).agg(pl.col(spec.of_units).drop_nulls().last())
    found = pl.DataFrame({"unit": units}).join(last, on="unit", how="left", maintain_order="left")
    return Known(
        region=None if spec.region is None else found[spec.region].cast(pl.String),
        reason=_reasons(found, spec),
        places=places_of(table, spec, units),
    )


def _reasons(found: pl.DataFrame, spec: CasesSpec) -> list[str]:
    if spec.rejected is None:
        return [""] * found.height
    told = found[spec.rejected].cast(pl.String).fill_null("").str.strip_chars()
    return [str(reason) for reason in told]
