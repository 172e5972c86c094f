"""The units clearly above the bar as a table for people; never who lies below."""

from typing import TYPE_CHECKING

from jopoi._core.figures import places_for
from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.quantiles import Quantiles

_MOST = 100


def shown(found: "Quantiles", language: str = "en") -> Shown:
    """One row a unit clearly above: what it does, what the bar is, in the order of names."""
    units = found.sheets["units"].filter("clearly_above").head(_MOST).sort("unit")
    spread = found.sheets["units"]["margin"].std()
    places = places_for(spread if isinstance(spread, float) else 1.0)
    titles = (
        (N_("Unit"), False),
        (N_("Outcome"), True),
        (N_("Bar in its circumstances"), True),
        (N_("Beyond it by"), True),
    )
    rows = tuple(
        (
            str(row["unit"]),
            *(number(row[name], language, f".{places}f") for name in ("outcome", "bar", "margin")),
        )
        for row in units.iter_rows(named=True)
    )
    about = N_("Those that are beyond the bar by more than it is unsure, in the order of their names.")
    return Shown(
        title=phrase(N_("Clearly above the bar"), language),
        about=phrase(about, language),
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in titles),
        groups=(ShownGroup("", rows),) if rows else (),
    )
