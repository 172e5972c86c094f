"""One fact of a ring, and what waits in it for whom."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jopoi_workbench.shell.models import Decision


class What(StrEnum):
    """What a thread is; each has its stitch in the ring."""

    DONE = "done"
    RUNNING = "running"
    WAITS = "waits"
    PLANNED = "planned"
    DECISION = "decisions"
    OPEN_DECISION = "open_decisions"
    CLOSED = "closed"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class Held:
    """What waits: in a few words, for whom (empty: for anyone who may), where, and until when."""

    what: str
    href: str
    whom: str = ""
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A fact of one quarter of one turn.

    Attributes
    ----------
    loop : int
        The key of the turn.
    stage : str
    what : What
    who : hashable
        Whoever took part, so that each counts once in a quarter; none if it is nobody's.
    held : Held or None
        What waits with it.
    decision : Decision or None
        The decision that it is, so that whoever shows it need not ask again.
    """

    loop: int
    stage: str
    what: What
    who: Hashable = None
    held: Held | None = None
    decision: Decision | None = None
