"""A day on which something is due, ends or begins."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypedDict

AT_MOST = 500  # days that one register adds to a calendar


@dataclass(frozen=True, kw_only=True)
class Day:
    """One whole day in a calendar.

    Attributes
    ----------
    uid : str
        What it is about, such as ``task-12``: the same in every fetch, so that calendars move it.
    on : date
    what, why : str
        In the reader's language.
    path : str
        Where it is done.
    changed_at : datetime
        When it was last changed.
    version : int
        How often it was changed.
    """

    uid: str
    on: date
    what: str
    why: str
    path: str
    changed_at: datetime
    version: int = 1


class Changed(TypedDict):
    """When and how often something was changed."""

    changed_at: datetime
    version: int


class _Edited(Protocol):
    created_at: datetime
    edited_at: datetime | None
    version: int


def changed(first: _Edited, *others: _Edited) -> Changed:
    """When a day that follows from one thing, or from several, was last changed, and how often."""
    things = (first, *others)
    return {
        "changed_at": max(thing.edited_at or thing.created_at for thing in things),
        "version": sum(thing.version for thing in things) - len(others),
    }
