"""The table of columns that a page shows, in the reader's words."""

from typing import TYPE_CHECKING, Any

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.fitness import Fitness

PARTS = {
    "unit": N_("unit"),
    "period": N_("period"),
    "outcome": N_("outcome"),
    "standard error": N_("standard error"),
    "denominator": N_("denominator"),
    "group": N_("group"),
    "context": N_("context"),
    "mirror": N_("mirror"),
}
KINDS = {
    "whole number": N_("whole number"),
    "number": N_("number"),
    "text": N_("text"),
    "date": N_("date"),
    "yes or no": N_("yes or no"),
}


def shown(fitness: "Fitness", language: str = "en") -> Shown:
    """One row a column: its part, its kind, its gaps and its range."""
    titles = (
        (N_("Column"), False),
        (N_("Part"), False),
        (N_("Kind"), False),
        (N_("Missing"), True),
        (N_("Different values"), True),
        (N_("Lowest"), True),
        (N_("Highest"), True),
        (N_("Impossible"), True),
    )
    rows = [_row(column, language) for column in fitness.sheets["columns"].iter_rows(named=True)]
    return Shown(
        title=phrase(N_("The columns"), language),
        about="",
        columns=tuple(ShownColumn(phrase(title, language), number=right) for title, right in titles),
        groups=(ShownGroup("", tuple(rows)),),
    )


def _row(column: dict[str, Any], language: str) -> tuple[str, ...]:
    missing = number(column["missing"], language)
    if column["missing"]:
        missing = f"{missing} ({number(column['missing_share'], language, '.1%')})"
    measured = column["role"] not in ("unit", "group")
    return (
        column["column"],
        phrase(PARTS[column["role"]], language),
        phrase(KINDS[column["kind"]], language),
        missing,
        number(column["distinct"], language),
        _end(column["min"], column["role"], language) if measured else "–",
        _end(column["max"], column["role"], language) if measured else "–",
        number(column["outside_bounds"], language) if column["outside_bounds"] is not None else "–",
    )


def _end(value: float | None, role: str, language: str) -> str:
    if value is None:
        return "–"
    # Years are not grouped in thousands.
    return f"{value:g}" if role == "period" else number(value, language, ".5g")
