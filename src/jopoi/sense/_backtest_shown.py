"""How often each unit is listed and holds up, as a table for people."""

from typing import TYPE_CHECKING

import polars as pl

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.backtest import Backtest

_MOST = 200


def shown(backtest: "Backtest", language: str = "en") -> Shown:
    """The units on the list of all periods, those that last first."""
    units = backtest.sheets["units"]
    parts = (
        (N_("Persistent"), units.filter(units["persistent"])),
        (N_("On the list, but not persistent"), units.filter(units["on_list"] & ~units["persistent"])),
    )
    titles = ((N_("Unit"), False), (N_("Listed in splits"), True), (N_("Held up when listed"), True))
    return Shown(
        title=phrase(N_("Who lasts"), language),
        about=phrase(
            N_(
                "The list of all periods: in which share of the splits each is listed, and in which share of"
                " those it is in the top share again in the periods kept back."
            ),
            language,
        ),
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in titles),
        groups=tuple(
            ShownGroup(phrase(title, language), _rows(part, language)) for title, part in parts if part.height
        ),
    )


def _rows(part: pl.DataFrame, language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(row["unit"]),
            number(row["listed"], language, ".0%"),
            "–" if row["held_up"] is None else number(row["held_up"], language, ".0%"),
        )
        for row in part.head(_MOST).iter_rows(named=True)
    )
