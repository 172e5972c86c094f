"""One thing that waits, and a pile of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Count, IntegerField, Model, Q, QuerySet, Value

AT_MOST = 12
M = TypeVar("M", bound=Model)


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
    whom : str
        Whom it waits for; empty if for the reader.
    """

    what: str
    why: str
    href: str
    since: datetime
    challenge: int | None
    due: date | None = None
    whom: str = ""


class Pile(Generic[M]):
    """What waits in one register, most pressing first, read no further than is shown.

    Parameters
    ----------
    rows : query set
        In the order of the queue: by day where they have one, then by how long they wait. A page is cut from
        the first of each pile, so another order would show things twice and leave others out.
    tell : callable
        Puts a row into words.
    due, challenge : str
        The names of the fields with the day and the challenge; empty if rows have none.
    """

    def __init__(
        self, rows: QuerySet[M], tell: Callable[[M], Waiting], *, due: str = "", challenge: str = "challenge"
    ) -> None:
        self.rows, self.tell, self.due, self.challenge = rows, tell, due, challenge

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self.first(AT_MOST))

    def first(self, n: int) -> list[Waiting]:
        """The ``n`` most pressing."""
        return [self.tell(row) for row in self.rows[:n]]

    def counting(self, which: int, today: date) -> QuerySet[M, Any]:
        """A query of one row: ``which``, how many there are, how many are late, how many are due tomorrow."""
        counted: dict[str, Count | Value] = {"in_all": Count("pk"), "are_late": Value(0), "are_due": Value(0)}
        if self.due:
            tomorrow = today + timedelta(days=1)
            counted["are_late"] = Count("pk", filter=Q(**{f"{self.due}__lt": today}))
            counted["are_due"] = Count("pk", filter=Q(**{self.due: tomorrow}))
        rows: QuerySet[Any, Any] = self.rows.order_by()
        rows = rows.values(pile=Value(which, output_field=IntegerField())).annotate(**counted)
        return rows.values_list("pile", *counted)

    def under(self, challenge: int) -> "Pile[M]":
        """Those of one challenge."""
        rows = self.rows.filter(**{self.challenge: challenge}) if self.challenge else self.rows.none()
        return Pile(rows, self.tell, due=self.due, challenge=self.challenge)


class Reckoned(Generic[M]):
    """What is worked out from a register, where that holds anything at all: all of it, never cut.

    Parameters
    ----------
    rows : query set
        What has to be there.
    work : callable
        Works it out from the rows.
    """

    def __init__(self, rows: QuerySet[M], work: Callable[[QuerySet[M]], Iterable[Waiting]]) -> None:
        self.rows, self.work = rows, work

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self.work(self.rows))

    def under(self, challenge: int) -> "Reckoned[M]":
        """The same, where the register holds anything of one challenge."""
        return Reckoned(self.rows.filter(challenge=challenge), self.work)
