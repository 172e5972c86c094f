"""Those surely near the frontier as a table for people; never who lies far below."""

from typing import TYPE_CHECKING, Any

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.stochastic import Stochastic

_MOST = 30


def shown(found: "Stochastic", language: str = "en") -> Shown:
    """Those whose interval begins highest, in the order of their names."""
    units = found.sheets["units"]
    none = found.values["end"] == "no inefficiency"
    near = units.clear() if none else units.sort("lower", descending=True, maintain_order=True).head(_MOST)
    named = ["unit", "period"] if "period" in units.columns else ["unit"]
    titles = {"unit": N_("Unit"), "period": N_("Period")}
    columns = [(titles[name], False) for name in named]
    columns += [(N_("Efficiency"), True), (N_("Interval (95%)"), True)]
    rows = tuple(_row(row, named, language) for row in near.sort(named).iter_rows(named=True))
    return Shown(
        title=phrase(N_("Most surely near the frontier"), language),
        about=phrase(
            N_(
                "Those whose interval begins highest, {most} at most, in the order of their names. An"
                " efficiency of four fifths falls a fifth short of what others reach with the same inputs."
            ),
            language,
            most=_MOST,
        ),
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in columns),
        groups=(ShownGroup("", rows),) if rows else (),
    )


def _row(row: dict[str, Any], named: list[str], language: str) -> tuple[str, ...]:
    told = {name: number(row[name], language, ".0%") for name in ("efficiency", "lower", "upper")}
    span = phrase(N_("{low} to {high}"), language, low=told["lower"], high=told["upper"])
    return (*(str(row[name]) for name in named), told["efficiency"], span)
