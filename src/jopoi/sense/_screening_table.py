"""The shortlist as a table for people: grade by grade, never the units that are not on it."""

from typing import TYPE_CHECKING, Any

from jopoi._core.shown import Cell, Interval, Marked, Shown, ShownColumn, ShownGroup
from jopoi.sense._draw_list import HALF
from jopoi.sense._screening_reading import Reading
from jopoi.sense._screening_reasons import all_reasons
from jopoi.sense._select import GRADE_A, GRADE_B
from jopoi.words import N_, plural

if TYPE_CHECKING:
    from jopoi.sense.screen import Screening

MOST_ROWS = 500
ALMOST_SURE = 0.99

Row = dict[str, Any]


def shown(screening: "Screening", language: str = "en", *, most: int = MOST_ROWS) -> Shown:
    """The shortlist's rows in words; at most ``most`` of them."""
    read = Reading(screening, language)
    rows = read.shortlist.head(most).to_dicts()
    domain = _domain(read, rows)
    groups = [_group(read, grade, [row for row in rows if row["grade"] == grade], domain) for grade in "ABC"]
    return Shown(
        read.say(N_("Shortlist")),
        _about(read),
        _columns(read),
        tuple(group for group in groups if group.rows),
        _note(read, len(rows)),
        read.spec.unit,
    )


def _domain(read: Reading, rows: list[Row]) -> tuple[float, float]:
    ends = [read.bar, *(row[name] for row in rows for name in ("lower", "upper"))]
    return min(ends), max(ends)


def _about(read: Reading) -> str:
    if read.selected == 0:
        return read.say(N_("The shortlist is empty."))
    return read.say(
        N_(
            "Grades say how sure it is that a unit belongs to the {top}: A, {a:.0%} or more; B,"
            " {b:.0%} or more; C, less. Within a grade the order means nothing."
        ),
        top=read.top,
        a=GRADE_A,
        b=GRADE_B,
    )


def _columns(read: Reading) -> tuple[ShownColumn, ...]:
    say = read.say
    found = [ShownColumn(say(N_("Unit"))), ShownColumn(say(N_("Grade")))]
    if "group" in read.shortlist.columns:
        found.append(ShownColumn(read.spec.group or ""))
    return (
        *found,
        ShownColumn(say(N_("Effect")), number=True),
        ShownColumn(say(N_("Interval (95%)")), number=True),
        ShownColumn(say(N_("Interval drawn"))),
        ShownColumn(say(N_("Raw")), number=True),
        ShownColumn(say(N_("Chance in {top}"), top=read.top), number=True),
        ShownColumn(say(N_("Standing"))),
        ShownColumn(say(N_("What it rests on"))),
    )


def _group(read: Reading, grade: str, rows: list[Row], domain: tuple[float, float]) -> ShownGroup:
    about = {
        "A": N_("chance {a:.0%} or more"),
        "B": N_("chance {b:.0%} or more, below {a:.0%}"),
        "C": N_("chance below {b:.0%}"),
    }[grade]
    of_grade = plural("{n} unit", "{n} units", len(rows), read.language)
    told = f"{of_grade}, {read.say(about, a=GRADE_A, b=GRADE_B)}"
    title = read.say(N_("Grade {grade}"), grade=grade)
    return ShownGroup(title, tuple(_cells(read, row, domain) for row in rows), told, grade)


def _cells(read: Reading, row: Row, domain: tuple[float, float]) -> tuple[Cell, ...]:
    interval = read.say(N_("{low} to {high}"), low=read.signed(row["lower"]), high=read.signed(row["upper"]))
    middle, reach = (row["upper"] + row["lower"]) / 2, (row["upper"] - row["lower"]) / 2
    drawn = Interval(
        row["lower"],
        middle - HALF * reach,
        row["posterior_mean"],
        middle + HALF * reach,
        row["upper"],
        read.bar,
    )
    group = [str(row["group"])] if "group" in row else []
    return (
        str(row["unit"]),
        row["grade"],
        *group,
        read.signed(row["posterior_mean"]),
        interval,
        drawn.svg(domain, interval),
        read.signed(row["effect"]),
        _chance(read, row["tail_probability"]),
        Marked(read.say(N_("Potential")), "potential"),
        "; ".join(all_reasons(read, row)),
    )


def _chance(read: Reading, probability: float) -> str:
    if probability > ALMOST_SURE:
        return f">{read.number(ALMOST_SURE, '.0%')}"
    return read.number(probability, ".0%")


def _note(read: Reading, rows: int) -> str:
    if rows < read.selected:
        return read.say(N_("{n} of {of} shown; the table “shortlist” has all."), n=rows, of=read.selected)
    return ""
