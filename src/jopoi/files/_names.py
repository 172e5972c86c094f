"""Column names as they should be: trimmed, present and different from one another."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from jopoi.errors import Caution, FileError
from jopoi.files._words import EmptyColumns, NamelessColumns
from jopoi.words import N_


def name_columns(
    lazy: pl.LazyFrame, written: Sequence[str], name: str
) -> tuple[dict[str, str], tuple[Caution, ...]]:
    """The name of each column, so far called ``"0"``, ``"1"`` …, that is kept.

    Raises
    ------
    FileError
        If two columns have one name, or most have none.
    """
    names = {str(j): " ".join(text.split()) for j, text in enumerate(written)}
    nameless = [key for key, text in names.items() if not text]
    filled = _filled(lazy, nameless)
    empty = [key for key in nameless if key not in filled]
    for key in empty:
        del names[key]
    if len(filled) * 2 > len(names):
        raise FileError(
            N_("The first row of “{name}” names only {named} of {width} columns."),
            N_("The first row needs the column names: delete titles and empty rows above it."),
            name=name,
            named=len(names) - len(filled),
            width=len(names),
        )
    for key in filled:
        names[key] = _unused(int(key) + 1, set(names.values()))
    _refuse_twice(list(names.values()), name)
    notes = []
    if empty:
        notes.append(Caution.of(EmptyColumns, n=len(empty)))
    if filled:
        notes.append(Caution.of(NamelessColumns, columns=[f"“{names[key]}”" for key in filled]))
    return names, tuple(notes)


def _filled(lazy: pl.LazyFrame, keys: Sequence[str]) -> list[str]:
    if not keys:
        return []
    cells = (pl.col(key).cast(pl.String).str.strip_chars() for key in keys)
    counts = lazy.select((cell != "").sum() for cell in cells).collect(engine="streaming")
    return [key for key in keys if counts[key][0]]


def _unused(number: int, taken: set[str]) -> str:
    name = f"column {number}"
    while name in taken:
        name += "*"
    return name


def _refuse_twice(names: Sequence[str], name: str) -> None:
    double = [text for text, n in Counter(names).items() if n > 1]
    if double:
        places = [str(j) for j, text in enumerate(names, 1) if text == double[0]]
        raise FileError(
            N_("“{name}” has several columns called “{column}”: columns {places}."),
            N_("Give each column its own name."),
            name=name,
            column=double[0],
            places=places,
        )
