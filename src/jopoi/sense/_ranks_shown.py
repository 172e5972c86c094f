"""Those surely at the top as a table for people, then the grades; never who stands last."""

from typing import TYPE_CHECKING, Any

import polars as pl

from jopoi._core.figures import places_for, signed
from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.sense._ranks_words import count
from jopoi.words import N_, number, phrase, plural

if TYPE_CHECKING:
    from jopoi.sense.ranks import Ranks

_MOST = 200


def shown(ranks: "Ranks", language: str = "en") -> Shown:
    """One row a unit that is surely at the top, by its name; one a grade, without names."""
    units = ranks.sheets["units"]
    places = decimals_of(ranks)
    sure = units.filter("surely_top").sort("unit").head(_MOST)
    rows = tuple(_unit(row, places, language) for row in sure.iter_rows(named=True))
    grades = tuple(_grade(row, places, language) for row in ranks.sheets["grades"].iter_rows(named=True))
    room = phrase(N_("Surely among the first {room}"), language, room=count(ranks, "room"))
    groups = [ShownGroup(room, rows)] if rows else []
    titles = (N_("Unit or grade"), N_("Difference from what is to be expected"), N_("Places, or units"))
    return Shown(
        title=phrase(N_("Places and grades"), language),
        about=phrase(
            N_(
                "A place is the best and the worst that the figures allow, for all units at once. By name"
                " only those surely at the top are told, in the order of their names."
            ),
            language,
        ),
        columns=tuple(ShownColumn(phrase(title, language), number=k > 0) for k, title in enumerate(titles)),
        groups=(*groups, ShownGroup(phrase(N_("Grades"), language), grades)),
    )


def decimals_of(ranks: "Ranks") -> int:
    """Decimals that suit effects of this size."""
    spread = ranks.sheets["units"].select(pl.col("effect").std()).item()
    return places_for(spread) if isinstance(spread, float) and spread > 0.0 else 2


def _unit(row: dict[str, Any], places: int, language: str) -> tuple[str, ...]:
    span = phrase(N_("{best} to {worst}"), language, best=row["best_place"], worst=row["worst_place"])
    return str(row["unit"]), signed(row["posterior_mean"], places, language), span


def _grade(row: dict[str, Any], places: int, language: str) -> tuple[str, ...]:
    name = phrase(N_("Grade {grade}"), language, grade=number(row["grade"], language))
    held = plural("{n} unit", "{n} units", row["units"], language)
    first, last = (signed(row[end], places, language) for end in ("first", "last"))
    span = first if first == last else phrase(N_("{low} to {high}"), language, low=first, high=last)
    return name, span, held
