"""A timeline drawn on the server: steps as bars, today and the days on which money lapses as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from jopoi_workbench.shell.money import Design, Row

_HEAD, _LANE, _ROW, _FOOT = 22, 18, 48, 8
_LETTER = 7.2  # how wide a letter of 13 pixels is, about
_LEAST_BETWEEN_TICKS = 58


@dataclass(frozen=True)
class Bar:
    """A step: where its bar stands, what is written above it, and how it looks."""

    stage: str
    label: str
    x: float
    y: float
    width: float
    style: str  # "done", "begun" or "planned"
    late_x: float | None  # where the part begins for which the money has lapsed

    @property
    def late_width(self) -> float:
        return round(self.x + self.width - (self.late_x or 0), 1)

    @property
    def text_y(self) -> float:
        return self.y - 7


@dataclass(frozen=True)
class Mark:
    """A line across all steps with a word at its head."""

    label: str
    x: float
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True)
class Timeline:
    """Everything that the template draws."""

    width: int
    height: int
    top: int
    bars: list[Bar]
    ticks: list[Mark]
    today: Mark
    lapses: list[Mark]

    @property
    def bottom(self) -> int:
        return self.height - _FOOT


def draw_timeline(design: Design, today: date, words: str, width: int) -> Timeline | None:
    """Draw a design, or nothing if it has no steps; ``words`` is what the line of today is called."""
    if not design.rows:
        return None
    lapses = [(one.grant.source, one.grant.lapses_on) for one in design.money]
    days = (
        [row.first for row in design.rows] + [row.last for row in design.rows] + [day for _s, day in lapses]
    )
    scale = _Scale(min(*days, today), max(*days, today) + timedelta(days=1), width)
    top = _HEAD + _LANE * (len(lapses) + 1)
    bars = [_bar(row, design, scale, top + _ROW * (n + 1) - 18, today) for n, row in enumerate(design.rows)]
    marks = [scale.mark(day, source, _HEAD + _LANE * (n + 1)) for n, (source, day) in enumerate(lapses)]
    return Timeline(
        width=width,
        height=top + _ROW * len(bars) + _FOOT,
        top=top,
        bars=bars,
        ticks=list(_ticks(scale)),
        today=scale.mark(today, words, _HEAD + _LANE * (len(lapses) + 1) - 2, after=False),
        lapses=marks,
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    end: date
    width: int

    def x(self, day: date) -> float:
        return round(self.width * (day - self.first).days / (self.end - self.first).days, 1)

    def mark(self, day: date, label: str, y: float, *, after: bool = True) -> Mark:
        """A line at the end of a day (or at its beginning), its word on the side with more room."""
        x = self.x(day + timedelta(days=after))
        left = x > self.width / 2
        room = int((x if left else self.width - x) / _LETTER)
        return Mark(_cut(label, room), x, x - 5 if left else x + 5, y, "end" if left else "start")


def _bar(row: Row, design: Design, scale: _Scale, y: float, today: date) -> Bar:
    x, end = scale.x(row.first), scale.x(row.last + timedelta(days=1))
    style = "done" if row.step.done_on else "begun" if row.first <= today else "planned"
    ends = [
        one.grant.lapses_on for one in design.money
        if row.step.grant_id in {None, one.grant.pk} and one.grant.lapses_on < row.last
    ]  # fmt: skip
    late = max(x, scale.x(min(ends) + timedelta(days=1))) if ends and row.late else None
    label = _cut(row.step.name, int(scale.width / _LETTER))
    return Bar(row.step.stage, label, x, y, round(max(end - x, 3), 1), style, late)


def _ticks(scale: _Scale) -> Iterator[Mark]:
    """The first of each month, as many as can be read."""
    day, last = scale.first.replace(day=1), -_LEAST_BETWEEN_TICKS
    while day < scale.end:
        x = scale.x(day)
        if day >= scale.first and x - last >= _LEAST_BETWEEN_TICKS and x < scale.width - _LEAST_BETWEEN_TICKS:
            last = int(x)
            yield Mark(date_format(day, "M Y"), x, x + 3, 12, "start")
        day = (day + timedelta(days=32)).replace(day=1)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: max(room - 1, 1)].rstrip()}…"
