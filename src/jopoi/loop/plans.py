"""What was done against what was planned: every difference is listed, by nobody's choice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jopoi.loop.said import Said
from jopoi.words import N_

__all__ = ["Deviation", "Planned", "Ran", "deviations"]


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What was fixed before the outcome was known.

    Attributes
    ----------
    frozen_at : datetime
    method : str
        Empty if none was fixed.
    spec : mapping of str to any
    outcomes, columns, periods : sequence of str
        The outcomes to be looked at, the columns they need, the periods they come from.
    rows : int or None
        How many rows were expected at least.
    expected : date or None
        When the data were expected in full.
    """

    frozen_at: datetime
    method: str = ""
    spec: Mapping[str, Any] = field(default_factory=dict)
    outcomes: Sequence[str] = ()
    columns: Sequence[str] = ()
    periods: Sequence[str] = ()
    rows: int | None = None
    expected: date | None = None


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What was done in the end; ``columns``, ``periods`` and ``rows`` are its table's, if it has one."""

    at: datetime
    method: str = ""
    spec: Mapping[str, Any] = field(default_factory=dict)
    outcomes: Sequence[str] = ()
    columns: Sequence[str] | None = None
    periods: Sequence[str] | None = None
    rows: int | None = None


@dataclass(frozen=True)
class Deviation:
    """A difference; ``key`` names it for good, so that a reason can be given for it."""

    key: str
    said: Said


def deviations(planned: Planned, ran: Ran) -> list[Deviation]:
    """Every difference between a plan and what was done under it.

    Parameters
    ----------
    planned : Planned
    ran : Ran

    Returns
    -------
    list of Deviation
        When it was run, with what, on which rows, and what was looked at afterwards.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> planned = Planned(frozen_at=datetime(2026, 1, 1, tzinfo=UTC), outcomes=["passed"])
    >>> ran = Ran(at=datetime(2026, 6, 1, tzinfo=UTC), outcomes=["passed", "absent"])
    >>> [deviation.said.say() for deviation in deviations(planned, ran)]
    ['“absent” was not planned: looked at afterwards.']
    """
    return [
        *_timing(planned, ran),
        *_spec(planned, ran),
        *_input(planned, ran),
        *(
            Deviation(
                f"outcome:{name}", Said(N_("“{name}” was not planned: looked at afterwards."), {"name": name})
            )
            for name in ran.outcomes
            if planned.outcomes and name not in planned.outcomes
        ),
    ]


def _timing(planned: Planned, ran: Ran) -> Iterator[Deviation]:
    if ran.at < planned.frozen_at:
        yield Deviation("before", Said(N_("It was run before the plan was frozen.")))
    elif planned.expected and ran.at.date() < planned.expected:
        facts = {"day": planned.expected}
        yield Deviation("early", Said(N_("It was run before {day}, when the data were expected."), facts))


def _spec(planned: Planned, ran: Ran) -> Iterator[Deviation]:
    if not planned.method:
        return
    if planned.method != ran.method:
        facts = {"planned": planned.method, "ran": ran.method}
        yield Deviation("method", Said(N_("Planned was {planned}, done was {ran}."), facts))
        return
    for name in sorted({*planned.spec, *ran.spec}):
        before, after = planned.spec.get(name), ran.spec.get(name)
        if before != after:
            facts = {"name": name, "planned": _written(before), "ran": _written(after)}
            yield Deviation(
                f"spec:{name}", Said(N_("“{name}”: planned was {planned}, done was {ran}."), facts)
            )


def _input(planned: Planned, ran: Ran) -> Iterator[Deviation]:
    for name in planned.columns:
        if ran.columns is not None and name not in ran.columns:
            yield Deviation(
                f"column:{name}", Said(N_("Column “{name}” is missing in the table."), {"name": name})
            )
    for period in planned.periods:
        if ran.periods is not None and period not in ran.periods:
            yield Deviation(f"period:{period}", Said(N_("Period {name} has no rows."), {"name": period}))
    if planned.rows is not None and ran.rows is not None and ran.rows < planned.rows:
        facts = {"rows": ran.rows, "planned": planned.rows}
        yield Deviation(
            "rows", Said(N_("Rows in the table: {rows}; at least {planned} were expected."), facts)
        )


def _written(value: Any) -> str:  # noqa: ANN401 - any option
    if value is None or value == "" or value == []:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
