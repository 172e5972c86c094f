"""The units on the frontier as a table for people."""

from typing import TYPE_CHECKING, cast

import polars as pl

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense._frontier_spec import FrontierSpec
    from jopoi.sense.frontier import Frontier

_MOST = 200
_STANDS_OUT = {
    "robust": N_("Stands out: 1.10 is a tenth beyond the robust frontier. The order is no ranking."),
    "against": N_(
        "Stands out: the efficiency against all other units; 1.10 is a tenth beyond them. The order is"
        " that of how many are held against a unit, and no ranking."
    ),
    "steps": N_(
        "Stands out: how many steps a unit is beyond all others. The order is that of how many are held"
        " against a unit, and no ranking."
    ),
}


def shown(frontier: "Frontier", language: str = "en") -> Shown:
    """One row a unit on the frontier: how many are held against it, and how far it stands out."""
    counted = frontier.sheets["peers"].group_by("peer").len(name="others")
    units = frontier.sheets["units"].filter(pl.col("on_frontier"))
    units = units.join(counted, left_on="unit", right_on="peer", how="left")
    spec = cast("FrontierSpec", frontier.spec)
    robust = spec.robust
    order = "stands_out" if robust else "others"
    units = units.with_columns(pl.col("others").fill_null(0)).sort(order, "unit", descending=[True, False])
    titles = [(N_("Unit"), False), (N_("Stands out"), True)]
    if not robust:
        titles.insert(1, (N_("Others held against it"), True))
    rows = tuple(
        (
            str(row["unit"]),
            *(() if robust else (number(row["others"], language),)),
            phrase(N_("beyond all others"), language)
            if row["stands_out"] is None
            else number(row["stands_out"], language, ".2f"),
        )
        for row in units.head(_MOST).iter_rows(named=True)
    )
    kind = "robust" if robust else "steps" if spec.steps else "against"
    told = phrase(_STANDS_OUT[kind], language)
    return Shown(
        title=phrase(N_("On the frontier"), language),
        about=told,
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in titles),
        groups=(ShownGroup("", rows),),
    )
