"""How often each unit is listed, as a table for people."""

from typing import TYPE_CHECKING

import polars as pl

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.multiverse import Multiverse

_MOST = 200


def shown(multiverse: "Multiverse", language: str = "en") -> Shown:
    """One row a unit that is ever listed, those that nearly always are first."""
    units = multiverse.sheets["units"]
    titles = ((N_("Unit"), False), (N_("Listed in"), True), (N_("As you asked"), False))
    parts = (
        (N_("Nearly always"), units.filter(units["steady"])),
        (N_("It depends"), units.filter(~units["steady"])),
    )
    return Shown(
        title=phrase(N_("Who is listed, and how often"), language),
        about=phrase(N_("Share of the ways to ask in which a unit is on the list."), language),
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in titles),
        groups=tuple(
            ShownGroup(phrase(title, language), _rows(part, language)) for title, part in parts if part.height
        ),
    )


def _rows(part: pl.DataFrame, language: str) -> tuple[tuple[str, ...], ...]:
    yes, no = phrase(N_("on the list"), language), "–"
    return tuple(
        (str(row["unit"]), number(row["share"], language, ".0%"), yes if row["as_asked"] else no)
        for row in part.head(_MOST).iter_rows(named=True)
    )
