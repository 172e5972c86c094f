"""One thing that waits."""

from dataclasses import dataclass
from datetime import date, datetime

AT_MOST = 12


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What to do, where, why, since when and until when.

    Attributes
    ----------
    what, why : str
        The act in a few words, and what it holds up, in the reader's language.
    href : str
        Where it is done.
    since : datetime
    challenge : int or None
        The challenge that it belongs to.
    due : date or None
        The day by which it is wanted; the queue puts what is late and what is due first.
    """

    what: str
    why: str
    href: str
    since: datetime
    challenge: int | None
    due: date | None = None
