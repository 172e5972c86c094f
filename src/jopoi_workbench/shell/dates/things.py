"""A day on which something is due, ends or begins."""

from dataclasses import dataclass
from datetime import date, datetime

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
