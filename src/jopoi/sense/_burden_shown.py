"""What a use costs, part by part and group by group, as a table for people."""

from typing import TYPE_CHECKING, Any

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.sense._burden_words import PART_NAMES, money, spec_of
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.burden import Burden

Row = dict[str, Any]


def shown(burden: "Burden", language: str = "en") -> Shown:
    """The parts of the cost before and after, and the saving of each group."""

    def say(template: str) -> str:
        return phrase(template, language)

    titles = [N_("Part"), *burden.sheets["moments"]["moment"].to_list(), N_("Saving"), N_("Interval (95%)")]
    saving = burden.sheets["saving"]
    costly = saving.filter((saving["before"] > 0.0) | (saving["after"] > 0.0))
    parts = tuple(_part(burden, row, language) for row in costly.iter_rows(named=True))
    groups = [ShownGroup("", parts)]
    if "groups" in burden.sheets:
        rows = tuple(_group(burden, row, language) for row in burden.sheets["groups"].iter_rows(named=True))
        groups.append(
            ShownGroup(spec_of(burden).group or "", rows, say(N_("people, and the saving of a use")))
        )
    return Shown(
        title=say(N_("What a service obtained costs")),
        about=say(
            N_(
                "What those who gave up spent is in it. The way is counted once, by visits; waiting is not in"
                " it."
            )
        ),
        columns=tuple(ShownColumn(say(title), number=place > 0) for place, title in enumerate(titles)),
        groups=tuple(groups),
    )


def _part(burden: "Burden", row: Row, language: str) -> tuple[str, ...]:
    amounts = (money(row[name], burden, language) for name in ("before", "after", "saving"))
    return (phrase(PART_NAMES[row["part"]], language), *amounts, _interval(burden, row, language))


def _group(burden: "Burden", row: Row, language: str) -> tuple[str, ...]:
    counts = (number(row[name], language) for name in ("before", "after"))
    if row["saving"] is None:
        return (row["group"], *counts, "–", "–")
    return (row["group"], *counts, money(row["saving"], burden, language), _interval(burden, row, language))


def _interval(burden: "Burden", row: Row, language: str) -> str:
    low, high = (money(row[name], burden, language) for name in ("lower", "upper"))
    return phrase(N_("{low} to {high}"), language, low=low, high=high)
