"""The visits as a table for people, blind to who is who; those turned away below."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.sense._cases_words import TURNED
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.cases import Cases

_MOST = 300


def shown(cases: "Cases", language: str = "en") -> Shown:
    """One row a visit, in shuffled order; then each unit that was turned away, with why."""
    titles = ((N_("Unit"), False), (N_("Visit"), False), (N_("Set"), True))
    more = [name for name in ("region", "journey") if name in cases.sheets["visits"].columns]
    named = {"region": (N_("Region"), False), "journey": (N_("Journey"), True)}
    columns = [*titles, *(named[name] for name in more)]
    visits = tuple(_visit(row, more, language) for row in _rows(cases.sheets["visits"]))
    turned = tuple(
        (str(row["unit"]), phrase(TURNED[row["why"]], language, told=row["told"]), *[""] * (len(columns) - 2))
        for row in _rows(cases.sheets["turned_away"])
    )
    groups = [ShownGroup(phrase(N_("To be visited"), language), visits)] if visits else []
    if turned:
        groups.append(ShownGroup(phrase(N_("Turned away, and why"), language), turned))
    return Shown(
        title=phrase(N_("Whom to visit"), language),
        about=phrase(
            N_(
                "In shuffled order, without saying who is outstanding, ordinary or low: one who knows the"
                " figures finds reasons for them. The key is a file of its own."
            ),
            language,
        ),
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in columns),
        groups=tuple(groups),
    )


def _rows(sheet: pl.DataFrame) -> list[dict[str, Any]]:
    return sheet.head(_MOST).to_dicts()


def _visit(row: dict[str, Any], more: Sequence[str], language: str) -> tuple[str, ...]:
    cells = {"region": str(row.get("region") or "–"), "journey": _journey(row.get("journey"), language)}
    told = number(row["set"], language)
    return (str(row["unit"]), str(row["visit"]), told, *(cells[name] for name in more))


def _journey(value: int | None, language: str) -> str:
    return number(value, language) if value else "–"
