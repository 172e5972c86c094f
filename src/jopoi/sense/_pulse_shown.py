"""The answers to each question, as a table for people."""

from typing import TYPE_CHECKING, Any

import polars as pl

from jopoi._core.shown import Shown, ShownColumn, ShownGroup
from jopoi.sense._pulse_words import spec_of, told
from jopoi.words import N_, number, phrase

if TYPE_CHECKING:
    from jopoi.sense.pulse import Pulse


def shown(pulse: "Pulse", language: str = "en") -> Shown:
    """A group for each question: how many gave an answer, its weighted share, and its interval."""
    changes = _changes(pulse)
    titles = [N_("Answer"), N_("People"), N_("Weighted"), N_("Interval (95%)")]
    titles += [N_("Since the first wave")] if changes else []
    groups = tuple(
        ShownGroup(
            question,
            tuple(
                _row(row, changes, language)
                for row in pulse.sheets["answers"]
                .filter(pl.col("question") == question)
                .iter_rows(named=True)
            ),
        )
        for question in spec_of(pulse).questions
    )
    return Shown(
        title=phrase(N_("What people answered"), language),
        about=phrase(
            N_("Intervals count the weights and the clusters; who could not be reached is in none of them."),
            language,
        ),
        columns=tuple(
            ShownColumn(phrase(title, language), number=place > 0) for place, title in enumerate(titles)
        ),
        groups=tuple(group for group in groups if group.rows),
    )


def _changes(pulse: "Pulse") -> dict[tuple[str, str | None], dict[str, Any]]:
    if "changes" not in pulse.sheets:
        return {}
    rows = pulse.sheets["changes"].iter_rows(named=True)
    return {(row["question"], row["answer"]): row for row in rows}


def _row(row: dict[str, Any], changes: dict[Any, dict[str, Any]], language: str) -> tuple[str, ...]:
    low, high = (told(row, name, language) for name in ("lower", "upper"))
    cells = (
        row["answer"] or phrase(N_("mean"), language),
        number(row["people"], language),
        told(row, "value", language),
        phrase(N_("{low} to {high}"), language, low=low, high=high),
    )
    if not changes:
        return cells
    change = changes.get((row["question"], row["answer"]))
    return (*cells, "–" if change is None else _changed(change, language))


def _changed(change: dict[str, Any], language: str) -> str:
    """Percentage points, or the difference of means; in brackets where chance would do."""
    points = change["answer"] is not None
    size = 100.0 * change["change"] if points else change["change"]
    text = number(size, language, "+,.0f" if points else "+,.2f")
    return text if change["lower"] > 0.0 or change["upper"] < 0.0 else f"({text})"
