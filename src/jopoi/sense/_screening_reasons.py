"""Why a unit is on the list, and what its place rests on, in a few words each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jopoi.sense._screening_reading import Reading
from jopoi.words import N_, plural

if TYPE_CHECKING:
    from jopoi.sense.screen import Screening

Row = Mapping[str, Any]
MUCH = 0.4


def reasons(screening: "Screening", language: str = "en") -> list[str]:
    """For each unit of the shortlist, in its order, what its place rests on."""
    read = Reading(screening, language)
    return ["; ".join(all_reasons(read, row)) for row in read.shortlist.iter_rows(named=True)]


def evidence(read: Reading, row: Row) -> str:
    """The two things that matter most about a unit's evidence: periods, and what came after."""
    return ", ".join(part for part in (_periods(read, row), _again(read, row)) if part)


def all_reasons(read: Reading, row: Row) -> list[str]:
    """Everything worth knowing about a unit's place on the list."""
    found = (
        _periods(read, row),
        _again(read, row),
        _mirror(read, row),
        _unsteady(read, row),
        _shrunk(read, row),
    )
    return [part for part in found if part]


def rests_on_few(read: Reading, row: Row) -> bool:
    """Whether a unit has few of the periods that others have."""
    return bool(read.spec.period) and row["periods"] <= read.few


def _periods(read: Reading, row: Row) -> str:
    if not read.spec.period:
        return ""
    if rests_on_few(read, row):
        return plural("{n} period only", "{n} periods only", row["periods"], read.language)
    return plural("{n} period", "{n} periods", row["periods"], read.language)


def _again(read: Reading, row: Row) -> str:
    if "held_up" not in row:
        return ""
    if row["held_up"] is None:
        return read.say(N_("no records in {periods}"), periods=read.confirmed)
    return read.say(
        N_("again in {periods}") if row["held_up"] else N_("not again in {periods}"), periods=read.confirmed
    )


def _mirror(read: Reading, row: Row) -> str:
    return read.say(N_("worse than expected on a mirror indicator")) if row.get("mirror_flag") else ""


def _unsteady(read: Reading, row: Row) -> str:
    return "" if row["steady"] else read.say(N_("off the list if a little more is chance"))


def _shrunk(read: Reading, row: Row) -> str:
    by = abs(row["effect"]) - abs(row["posterior_mean"])
    if by <= MUCH * abs(row["effect"]):
        return ""
    return read.say(N_("pulled in by {by}"), by=read.number(by, f",.{read.places}f"))
