"""The notes that go with a reading: what was decided about its columns, in a few sentences."""

from collections.abc import Iterable, Sequence

from jopoi.errors import Caution
from jopoi.files._columns import Column, Typed
from jopoi.files._words import (
    AmbiguousNumbers,
    CodesKept,
    DecimalComma,
    FileNote,
    GroupedDigits,
    MissingMarks,
    PerCent,
    TextAmongNumbers,
)


def remarks(typed: Typed) -> tuple[Caution, ...]:
    """What the reader decided about the columns, gravest first."""
    notes = [*_mixed(typed), *_numbers(typed), *_codes(typed)]
    if typed.marks:
        found = [f"{mark} ({n})" for mark, n in typed.marks.items()]
        notes.append(Caution.of(MissingMarks, marks=found))
    return tuple(sorted(notes, key=lambda note: note.kind.importance))


def quoted(names: Iterable[str]) -> list[str]:
    """Names in quotation marks."""
    return [f"“{name}”" for name in names]


def _mixed(typed: Typed) -> list[Caution]:
    return [
        Caution.of(TextAmongNumbers, column=name, n=t.count, row=str(t.rows[0]), text=t.first)
        for name, t in typed.texts.items()
        if not t.codes
    ]


def _codes(typed: Typed) -> list[Caution]:
    codes = [name for name, t in typed.texts.items() if t.codes]
    if not codes:
        return []
    return [Caution.of(CodesKept, columns=quoted(codes), example=typed.texts[codes[0]].first)]


def _numbers(typed: Typed) -> list[Caution]:
    """One note for each way of writing numbers that was met, with its columns and one example."""
    met: dict[type[FileNote], list[Column]] = {}
    for column in typed.columns:
        if column.name in typed.examples:
            met.setdefault(_way(column), []).append(column)
    return [_note(way, columns, typed) for way, columns in met.items()]


def _way(column: Column) -> type[FileNote]:
    if not column.proven:
        return AmbiguousNumbers
    if column.looks.percent:
        return PerCent
    if column.mark == "," and column.kind == "number":
        return DecimalComma
    return GroupedDigits


def _note(way: type[FileNote], columns: Sequence[Column], typed: Typed) -> Caution:
    text, value = typed.examples[columns[0].name]
    return Caution.of(way, columns=quoted(c.name for c in columns), example=text, value=f"{value:.15g}")
