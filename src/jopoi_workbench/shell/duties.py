"""The map of who does what, as its page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jopoi import loop
from jopoi_workbench.shell.models import Duty, DutyPart, Level, Organisation, Partner

Part = DutyPart.Part


@dataclass(frozen=True)
class Column:
    """An organisation; ``key`` is how parts and forms name it."""

    key: str
    name: str
    level: str
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """What an organisation does in a duty, in words."""

    column: Column
    words: str


@dataclass(frozen=True)
class Line:
    """A duty with its cells and what is missing."""

    duty: Duty
    cells: list[Cell]
    gaps: list[str]


def columns_of(lab: str, partners: Iterable[Partner], organisations: Iterable[Organisation]) -> list[Column]:
    """The lab itself, its partners, then the others that were named."""
    return [
        Column("lab", lab, ""),
        *(Column(f"p{one.pk}", one.name, one.level) for one in partners),
        *(Column(f"o{one.pk}", one.name, one.level) for one in organisations),
    ]


def lines_of(duties: Iterable[Duty], columns: Sequence[Column]) -> list[Line]:
    """The rows of the map."""
    return [_line(duty, columns) for duty in duties]


def _line(duty: Duty, columns: Sequence[Column]) -> Line:
    parts: dict[str, list[str]] = defaultdict(list)
    for one in duty.parts.all():
        parts[one.column].append(one.part)
    order = list(Part)
    cells = [
        Cell(column, ", ".join(str(part.label) for part in order if part in parts[column.key]))
        for column in columns
    ]
    told = loop.Duty(
        decision=duty.kind == Duty.Kind.DECISION,
        both_levels=duty.level == Level.BOTH,
        parts={column.key: parts[column.key] for column in columns},
        levels={column.key: column.level for column in columns},
    )
    missing = [] if duty.done_on else loop.gaps(told)
    return Line(duty, cells, [gap_words(gap) for gap in missing])


def gap_words(gap: loop.Gap) -> str:
    """What is missing, in words."""
    return {
        loop.Gap.NOBODY_LEADS: _("Nobody leads."),
        loop.Gap.SEVERAL_LEAD: _("More than one leads."),
        loop.Gap.NOBODY_DECIDES: _("Nobody decides."),
        loop.Gap.NO_NATIONAL: _("Nobody national takes part."),
        loop.Gap.NO_LOCAL: _("Nobody local takes part."),
    }[gap]
